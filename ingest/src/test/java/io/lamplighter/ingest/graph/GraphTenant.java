// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Anna's mailbox at Microsoft, and everything that reads it. */
final class GraphTenant implements AutoCloseable {

    static final MailboxId ANNA = new MailboxId(1);
    static final String ADDRESS = "anna@seller.example";
    static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    final SetClock clock = new SetClock(START);
    final GraphSimulator graph = new GraphSimulator(clock);
    final GraphMailbox anna = graph.mailbox(ADDRESS);
    final GraphLedger ledger = new GraphLedger();
    final List<MailboxFailure> failures = new ArrayList<>();
    private final InteractionReader reader = new InteractionReader(
            new OwnAddresses(Set.of("seller.example"), Set.of()));
    GraphAccount account = graph.account(ADDRESS);
    GraphConnector connector = connector(GraphLimits.MICROSOFT);

    GraphConnector connector(GraphLimits limits) {
        connector = new GraphConnector(id -> account, graph.tokens(), limits, clock);
        return connector;
    }

    void reads(UnaryOperator<GraphAccount> how) {
        account = how.apply(account);
    }

    /** Mail and nothing else. */
    void readsMailOnly() {
        reads(a -> new GraphAccount(a.base(), a.user(), a.address(), a.folders(), a.since(), false, false));
    }

    Outcome run() {
        return new MailboxSync(connector, reader::read, ledger).run(ANNA, () -> true);
    }

    /** As the schedule does it: again when a failure says so, after the pause it asks for. */
    Outcome runUntilUpToDate() {
        Outcome outcome = run();
        for (int again = 0; again < 300 && outcome instanceof Outcome.Failed failed; again++) {
            failures.add(failed.failure());
            switch (failed.failure()) {
                case MailboxFailure.TryLater later -> clock.passes(later.after().plus(Duration.ofSeconds(1)));
                case MailboxFailure.StartOver forgotten -> clock.passes(Duration.ofSeconds(1));
                case MailboxFailure.SignInAgain gone -> {
                    return outcome;
                }
                case MailboxFailure.ChangeSettings wrong -> {
                    return outcome;
                }
            }
            outcome = run();
        }
        return outcome;
    }

    @Override
    public void close() {
        graph.close();
    }
}
