// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;

/** Where pages are recorded, exactly once. The database is above this module, hence the port. */
public interface Ledger {

    /** The place up to which the mailbox is stored; {@link Cursor#start} for one never read or rewound. */
    Cursor position(MailboxId mailbox, String connector);

    /**
     * Stores the page and moves the position, both or neither. A page stored twice changes nothing.
     *
     * @return what was new
     * @throws PositionMoved if somebody else stored a page of this mailbox since {@link ReadPage#from}; nothing was stored
     */
    Recorded commit(ReadPage page);

    /**
     * Forgets the position, not what is stored: the next run reads everything again and stores only what is new.
     *
     * @param why for people
     */
    void rewind(MailboxId mailbox, String why);

    /**
     * What a commit added.
     *
     * @param interactions interactions never seen before, in any mailbox
     * @param witnesses copies of interactions in this mailbox never seen before
     * @param excluded messages of which only the ledger row was kept
     * @param quarantined messages that could not be read
     * @param vanished copies that are gone
     */
    record Recorded(int interactions, int witnesses, int excluded, int quarantined, int vanished) {

        public static final Recorded NOTHING = new Recorded(0, 0, 0, 0, 0);

        public Recorded plus(Recorded other) {
            return new Recorded(interactions + other.interactions, witnesses + other.witnesses,
                    excluded + other.excluded, quarantined + other.quarantined, vanished + other.vanished);
        }
    }

    /** Two readers worked on one mailbox; the one that lost the race must start again from the stored position. */
    final class PositionMoved extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public PositionMoved(MailboxId mailbox) {
            super("mailbox " + mailbox + " was advanced by another reader");
        }
    }
}
