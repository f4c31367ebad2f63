// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.mailbox.MailboxEvents;
import java.time.Clock;
import java.util.Optional;

/** What a person does about messages that could not be read. */
public final class QuarantineDesk {

    private final LedgerBook ledger;
    private final MailboxRunner runner;
    private final MailboxEvents events;
    private final Clock clock;

    public QuarantineDesk(LedgerBook ledger, MailboxRunner runner, MailboxEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
        this.ledger = ledger;
        this.runner = runner;
    }

    /**
     * Reads the message again.
     *
     * @return whether it left quarantine; empty when it is not there
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure if the mailbox cannot be reached
     */
    public Optional<Boolean> retry(long id) {
        return ledger.quarantined(id).map(held -> {
            runner.readAgain(held.mailbox(), held.source());
            return ledger.quarantined(id).isEmpty();
        });
    }

    /** What of a mail somebody wants to see. */
    public enum Part {
        HEADER, WHOLE
    }

    /**
     * The mail as its provider has it now: what cannot be read is not stored here. Who looked at what is written to the timeline
     * of the mailbox, because it is somebody's mail.
     *
     * @param who the name of whoever looks
     * @return empty where it is not in quarantine, or the provider does not have it any more or does not give it
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure if the mailbox cannot be reached
     */
    public Optional<RawMail> raw(long id, String who, Part part) {
        return ledger.quarantined(id).flatMap(held -> runner.raw(held.mailbox(), held.source()).map(bytes -> {
            events.add(held.mailbox(), MailboxEvents.Kind.RAW_SEEN,
                    who + (part == Part.HEADER ? " looked at the header" : " took a copy"), clock.instant());
            return new RawMail(bytes);
        }));
    }

    /** Gives the message up. Returns whether it was there. */
    public boolean discard(long id) {
        return ledger.discard(id);
    }
}
