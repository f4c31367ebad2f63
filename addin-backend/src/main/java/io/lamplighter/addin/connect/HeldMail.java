// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.Retries;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries mail in quarantine again in its time. A part of the mailbox's own turn; that one mail does not come says nothing of it. */
public final class HeldMail {

    private static final Logger LOG = LoggerFactory.getLogger(HeldMail.class);
    private static final int AT_ONCE = 50;

    private final Retries retries;
    private final Clock clock;

    public HeldMail(Retries retries, Clock clock) {
        this.retries = retries;
        this.clock = clock;
    }

    void tryAgain(MailboxTurn run) {
        MailboxId mailbox = run.mailbox().id();
        List<SourceId> due = retries.due(mailbox, clock.instant(), AT_ONCE);
        if (due.isEmpty()) {
            return;
        }
        try {
            run.sync().repair(mailbox, due);
        } catch (MailboxFailure refused) {
            run.mustBeOurs();
            LOG.atInfo().addKeyValue("mailbox", mailbox).addKeyValue("failure", refused.getClass().getSimpleName())
                    .log("mail in quarantine could not be asked for");
        }
        // What came is settled by now, read or not, and is due no more.
        run.turn().store(() -> retries.inVain(mailbox, stillDue(mailbox, due), clock.instant()));
    }

    private List<SourceId> stillDue(MailboxId mailbox, List<SourceId> asked) {
        List<SourceId> due = retries.due(mailbox, clock.instant(), AT_ONCE);
        return asked.stream().filter(due::contains).toList();
    }
}
