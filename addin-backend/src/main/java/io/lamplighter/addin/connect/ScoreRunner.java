// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.scoring.Rescore;
import io.lamplighter.crm.scoring.ScoreBacklog;
import io.lamplighter.crm.warning.Warnings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Works off the backlog of scores, and then scores again what was scored before something was learned. While history is being imported it keeps to what is new, one batch at a time: capture needs
 * the processors, and nobody waits for the score of an old mail.
 */
public final class ScoreRunner {

    /** What may still raise a warning. */
    private static final Duration NEW = Duration.ofDays(14);
    private static final Duration LONGEST_TURN = Duration.ofSeconds(20);

    /** How often is looked for bad news that no score announces: mail that found its deal, a threshold that was moved. */
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final ScoreBacklog backlog;
    private final Rescore rescore;
    private final Warnings warnings;
    private final Mailboxes mailboxes;
    private final int batch;
    private final Clock clock;
    private Instant nextSweep = Instant.MIN;

    public ScoreRunner(ScoreBacklog backlog, Rescore rescore, Warnings warnings, Mailboxes mailboxes, int batch,
            Clock clock) {
        this.backlog = backlog;
        this.rescore = rescore;
        this.warnings = warnings;
        this.mailboxes = mailboxes;
        this.batch = batch;
        this.clock = clock;
    }

    public void run() {
        if (mailboxes.isAnyImporting()) {
            backlog.scoreNewest(batch, clock.instant().minus(NEW));
            return;
        }
        Instant until = clock.instant().plus(LONGEST_TURN);
        boolean more = true;
        while (more && clock.instant().isBefore(until)) {
            // What is new goes before what is scored again, and waits for one small batch of it at most.
            more = backlog.scoreNewest(batch, Instant.EPOCH) > 0 || rescore.newest(Math.max(1, batch / 4)) > 0;
        }
        sweep();
    }

    private void sweep() {
        if (!clock.instant().isBefore(nextSweep)) {
            warnings.sweep();
            nextSweep = clock.instant().plus(SWEEP);
        }
    }
}
