// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.Change;
import java.util.List;

/** What one piece of work gave, and where the mailbox stands after it. */
record Step(List<Change> changes, GraphCursor next) {

    Step {
        changes = List.copyOf(changes);
    }

    static Step nothing(GraphCursor next) {
        return new Step(List.of(), next);
    }
}
