// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import java.util.List;
import java.util.Objects;

/**
 * A page that was read, with everything that must be stored together.
 *
 * @param from the cursor the page was asked for with; the page may only be stored while this is still the position
 * @param next the position once the page is stored
 * @param remaining how many messages are still to be read, as far as known
 */
public record ReadPage(MailboxId mailbox, Cursor from, Cursor next, List<Reading> readings, long remaining) {

    public ReadPage {
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(next, "next");
        readings = List.copyOf(readings);
    }

    /** Whether single messages were fetched again, instead of reading on. */
    public boolean isRepair() {
        return from.equals(next);
    }
}
