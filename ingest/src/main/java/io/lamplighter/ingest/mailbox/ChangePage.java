// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.Cursor;
import java.util.List;
import java.util.Objects;

/**
 * Some changes, and where to go on.
 *
 * @param next where to resume once every change here is stored
 * @param more whether {@code next} already has something to give
 * @param remaining how many messages are still to be read after this page, as far as the provider tells
 * @param notices what an admin should know although reading goes on ("The folder Deals is no longer there ...")
 */
public record ChangePage(List<Change> changes, Cursor next, boolean more, long remaining, List<String> notices) {

    public ChangePage {
        changes = List.copyOf(changes);
        Objects.requireNonNull(next, "next");
        notices = List.copyOf(notices);
    }
}
