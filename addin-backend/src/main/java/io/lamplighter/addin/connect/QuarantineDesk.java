// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.mailbox.MailboxEvents;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
     * Reads the message again. Who wanted it is written to the timeline of the mailbox.
     *
     * @param who the name of whoever wants it
     * @return whether it left quarantine; empty when it is not there
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure if the mailbox cannot be reached
     */
    public Optional<Boolean> retry(long id, String who) {
        return ledger.quarantined(id).map(held -> {
            runner.readAgain(held.mailbox(), held.source());
            boolean released = ledger.quarantined(id).isEmpty();
            decided(held, who + " had a mail of " + day(held) + " in quarantine read again"
                    + (released ? ": it is out of quarantine" : ", in vain"));
            return released;
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

    /**
     * Gives the message up. Who did is written to the timeline of the mailbox.
     *
     * @return whether it was there
     */
    public boolean discard(long id, String who) {
        Optional<LedgerBook.Quarantined> held = ledger.quarantined(id);
        boolean given = ledger.discard(id);
        held.filter(mail -> given).ifPresent(mail -> decided(mail,
                who + " gave up a mail of " + day(mail) + " that could not be read (" + mail.reason() + ")"));
        return given;
    }

    private void decided(LedgerBook.Quarantined held, String what) {
        events.add(held.mailbox(), MailboxEvents.Kind.QUARANTINE_DECIDED, what, clock.instant());
    }

    /** As servers count days. */
    private static LocalDate day(LedgerBook.Quarantined held) {
        return LocalDate.ofInstant(held.receivedAt(), ZoneOffset.UTC);
    }
}
