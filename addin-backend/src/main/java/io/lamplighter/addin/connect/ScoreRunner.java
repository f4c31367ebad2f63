// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.scoring.ScoreBacklog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Works off the backlog of scores. While history is being imported it keeps to what is new, one batch at a time: capture needs
 * the processors, and nobody waits for the score of an old mail.
 */
public final class ScoreRunner {

    /** What may still raise a warning. */
    private static final Duration NEW = Duration.ofDays(14);
    private static final Duration LONGEST_TURN = Duration.ofSeconds(20);

    private final ScoreBacklog backlog;
    private final Mailboxes mailboxes;
    private final int batch;
    private final Clock clock;

    public ScoreRunner(ScoreBacklog backlog, Mailboxes mailboxes, int batch, Clock clock) {
        this.backlog = backlog;
        this.mailboxes = mailboxes;
        this.batch = batch;
        this.clock = clock;
    }

    public void run() {
        if (isImporting()) {
            backlog.scoreNewest(batch, clock.instant().minus(NEW));
            return;
        }
        Instant until = clock.instant().plus(LONGEST_TURN);
        int scored = batch;
        while (scored == batch && clock.instant().isBefore(until)) {
            scored = backlog.scoreNewest(batch, Instant.EPOCH);
        }
    }

    private boolean isImporting() {
        return mailboxes.all().stream().anyMatch(m -> m.isImporting() && m.failingSince().isEmpty() && hasBegun(m));
    }

    private static boolean hasBegun(MailboxState mailbox) {
        return mailbox.importStartedAt().isPresent();
    }
}
