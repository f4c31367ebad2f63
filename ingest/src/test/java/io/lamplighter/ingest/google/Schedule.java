// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs a mailbox as the application's schedule does: again at once, after what a failure asks for, or not at all. */
final class Schedule {

    private static final MailboxId ANNA = new MailboxId(1);
    private static final Duration OF_OUR_OWN = Duration.ofSeconds(15);
    private static final int MOST_RUNS = 400;

    private final MailboxSync sync;
    private final SetClock clock;
    private final List<MailboxFailure> failures = new ArrayList<>();

    Schedule(MailboxConnector connector, Bookkeeping ledger, SetClock clock) {
        this.sync = new MailboxSync(connector,
                new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()))::read, ledger);
        this.clock = clock;
    }

    /** Until everything is stored or somebody has to act. */
    Outcome runs() {
        for (int i = 0; i < MOST_RUNS; i++) {
            Outcome outcome = once();
            if (!(outcome instanceof Outcome.Failed failed) || !(failed.failure() instanceof MailboxFailure.TryLater
                    || failed.failure() instanceof MailboxFailure.StartOver)) {
                return outcome;
            }
        }
        throw new AssertionError("never came to an end: " + failures.getLast().advice());
    }

    /** One run, and the pause after it. */
    Outcome once() {
        Outcome outcome = sync.run(ANNA, () -> true);
        if (outcome instanceof Outcome.Failed failed) {
            failures.add(failed.failure());
            if (failed.failure() instanceof MailboxFailure.TryLater later) {
                clock.passes(later.after().isZero() ? OF_OUR_OWN : later.after());
            }
        }
        return outcome;
    }

    /** One run that has time for a few pages only. */
    void pages(int pages) {
        int[] left = {pages};
        sync.run(ANNA, () -> left[0]-- > 0);
    }

    List<MailboxFailure> failures() {
        return failures;
    }
}
