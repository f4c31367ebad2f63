// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.Change;
import java.util.List;

/** Some changes of one stream, and where the mailbox then stands. */
record Step(List<Change> changes, GoogleCursor next) {

    Step {
        changes = List.copyOf(changes);
    }
}
