// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.connect.ReadingChoices;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapConnector;
import java.time.Instant;
import java.util.Optional;

/** Says of mailboxes that were just stored how far back they are read, and whether somebody is asked first. */
public final class ReadingStarts {

    private final Mailboxes mailboxes;
    private final ReadingChoices choices;

    public ReadingStarts(Mailboxes mailboxes, ReadingChoices choices) {
        this.mailboxes = mailboxes;
        this.choices = choices;
    }

    /** To be called in the transaction that stored it. One that was there before is read as it was. */
    Optional<MailboxId> added(Optional<MailboxId> stored, Row.Reading reading) {
        stored.flatMap(mailboxes::find).filter(mailbox -> mailbox.importStartedAt().isEmpty())
                .ifPresent(mailbox -> begin(mailbox, reading));
        return stored;
    }

    private void begin(MailboxState mailbox, Row.Reading reading) {
        // Of organisations' mailboxes the connection says it.
        if (mailbox.connector().equals(ImapConnector.NAME) && reading.since().isAfter(Instant.EPOCH)) {
            choices.since(mailbox.id(), reading.since(), reading.since());
        }
        if (!reading.starts()) {
            mailboxes.await(mailbox.id(), true);
        }
    }
}
