// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.SharedAllowances.Answer;
import io.lamplighter.ingest.mailbox.SharedAllowances.Limit;
import io.lamplighter.ingest.mailbox.SharedAllowances.Used;
import io.lamplighter.ingest.mailbox.SharedAllowances.Why;
import io.lamplighter.ingest.mailbox.SharedAllowances.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every way to share an allowance promises, whatever time passes and whichever node is lost. */
public abstract class SharedAllowancesContract {

    static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");

    /** Counts what reaches the provider in any window, as strictly as can be. */
    private static final class Meter {

        private record Spent(Instant at, int units) {}

        private final Deque<Spent> spent = new ArrayDeque<>();
        private int inWindow;
        private int peak;
        private long total;

        void counts(Instant now, int units) {
            while (!spent.isEmpty() && !spent.getFirst().at().plus(Duration.ofMinutes(1)).isAfter(now)) {
                inWindow -= spent.removeFirst().units();
            }
            spent.addLast(new Spent(now, units));
            inWindow += units;
            total += units;
            peak = Math.max(peak, inWindow);
        }
    }

    protected final SetClock time = new SetClock(MORNING);
    private final Limit limit = limit(1);

    /** What one node has of it; another at every call, of the same allowances. */
    protected abstract SharedAllowances node();

    private static Limit limit(long mailbox) {
        return new Limit(new MailboxId(mailbox), "gmail", 6_000, Duration.ofMinutes(1), Limit.ANY_NUMBER);
    }

    private static Wish wish(int units) {
        return new Wish(units, 1, units, 0, 0);
    }

    private static Answer.Granted granted(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Granted.class);
        return (Answer.Granted) answer;
    }

    private Answer.Granted taken(SharedAllowances node, int units) {
        return granted(node.take(limit, wish(units), Optional.empty()));
    }

    private static Answer.Refused refused(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return (Answer.Refused) answer;
    }

    private void passes(int seconds) {
        time.passes(Duration.ofSeconds(seconds));
    }

    @Test
    void whatOneNodeHasTakenNoOtherTakes() {
        assertThat(taken(node(), 4_000).units()).isEqualTo(4_000);
        assertThat(taken(node(), 4_000).units()).isEqualTo(2_000);

        assertThat(refused(node().take(limit, wish(4_000), Optional.empty())).why()).isEqualTo(Why.SPENT);
    }

    @Test
    void everyMailboxAndEveryLimitHasItsOwn() {
        taken(node(), 6_000);

        assertThat(granted(node().take(limit(2), wish(6_000), Optional.empty())).units()).isEqualTo(6_000);
        Limit other = new Limit(limit.mailbox(), "google-calendar", 600, Duration.ofMinutes(1), Limit.ANY_NUMBER);
        assertThat(granted(node().take(other, wish(6_000), Optional.empty())).units()).isEqualTo(600);
    }

    @Test
    void whatWasNotUsedIsThereForOthers() {
        SharedAllowances node = node();
        long first = taken(node, 5_000).part();
        long second = granted(node.take(limit, wish(500), Optional.of(new Used(first, 1_000, true)))).part();
        node.giveBack(limit, new Used(second, 100, true));

        assertThat(taken(node(), 6_000).units()).isEqualTo(4_900);
    }

    @Test
    void whatWasUsedCountsForAWindowFromWhenItIsTold() {
        SharedAllowances node = node();
        long first = taken(node, 6_000).part();
        passes(2);
        node.giveBack(limit, new Used(first, 6_000, true));

        Answer.Refused refused = refused(node().take(limit, wish(100), Optional.empty()));
        assertThat(refused).isEqualTo(new Answer.Refused(Why.SPENT, Duration.ofSeconds(61)));
        passes(61);
        assertThat(taken(node(), 6_000).units()).isEqualTo(6_000);
    }

    @Test
    void ofALostNodeAllCountsAsUsedAtTheEndOfItsTime() {
        taken(node(), 6_000);
        passes(30);

        Answer.Refused refused = refused(node().take(limit, wish(100), Optional.empty()));

        assertThat(refused.after()).isEqualTo(Duration.ofSeconds(10 + 61 - 30));
        passes(40);
        refused(node().take(limit, wish(100), Optional.empty()));
        passes(1);
        assertThat(taken(node(), 6_000).units()).isEqualTo(6_000);
    }

    @Test
    void whileRequestsAreUnderWayWhatWasUsedCountsFromTheEndOfItsTime() {
        SharedAllowances node = node();
        long first = taken(node, 6_000).part();
        passes(2);
        refused(node.take(limit, wish(100), Optional.of(new Used(first, 6_000, false))));

        assertThat(refused(node.take(limit, wish(100), Optional.empty())).after())
                .isEqualTo(Duration.ofSeconds(8 + 61));
    }

    @Test
    void aRefusalSaysWhenAllThatIsWantedIsThere() {
        SharedAllowances node = node();
        Optional<Used> before = Optional.empty();
        for (int i = 0; i < 6; i++) {
            before = Optional.of(new Used(granted(node.take(limit, wish(1_000), before)).part(), 1_000, true));
            passes(5);
        }

        assertThat(refused(node.take(limit, wish(2_000), before)).after()).isEqualTo(Duration.ofSeconds(61 - 20));
        passes(41);
        assertThat(granted(node.take(limit, wish(2_000), Optional.empty())).units()).isEqualTo(2_000);
    }

    @Test
    void leavesWhatIsMoreUrgent() {
        taken(node(), 5_000);

        refused(node().take(limit, new Wish(1_000, 600, 1_000, 500, 0), Optional.empty()));
        assertThat(granted(node().take(limit, new Wish(1_000, 400, 1_000, 500, 0), Optional.empty())).units())
                .isEqualTo(500);
        assertThat(taken(node(), 600).units()).isEqualTo(500);
    }

    @Test
    void aPauseHoldsForEveryNode() {
        node().close(limit, Duration.ofSeconds(90));
        node().close(limit, Duration.ofSeconds(20));
        passes(30);

        assertThat(node().take(limit, wish(1), Optional.empty()))
                .isEqualTo(new Answer.Refused(Why.CLOSED, Duration.ofSeconds(60)));
        passes(60);
        taken(node(), 1);
    }

    @Test
    void noMoreRequestsAreUnderWayThanThereArePlaces() {
        Limit graph = new Limit(new MailboxId(1), "graph", 10_000, Duration.ofMinutes(10), 4);
        Wish three = new Wish(100, 1, 100, 0, 3);
        SharedAllowances a = node();
        SharedAllowances b = node();
        Answer.Granted first = granted(a.take(graph, three, Optional.empty()));
        Answer.Granted ofB = granted(b.take(graph, three, Optional.empty()));

        assertThat(first.places()).isEqualTo(3);
        assertThat(ofB.places()).isEqualTo(1);
        assertThat(refused(node().take(graph, three, Optional.empty())).why()).isEqualTo(Why.CROWDED);
        // What is under way is counted with the part that follows.
        Answer.Granted second = granted(a.take(graph, three, Optional.of(new Used(first.part(), 100, false))));
        assertThat(second.places()).isEqualTo(3);
        b.giveBack(graph, new Used(ofB.part(), 10, true));
        assertThat(granted(node().take(graph, three, Optional.empty())).places()).isEqualTo(1);
        // A lost node holds none for longer than its part lasts.
        passes(31);
        assertThat(granted(node().take(graph, three, Optional.empty())).places()).isEqualTo(3);
    }

    @Test
    void nodesTogetherNeverExceedTheLimitInAnyWindowThoughSomeAreLost() {
        Random random = new Random(7);
        Meter provider = new Meter();
        List<Allowance> nodes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            nodes.add(new Allowance(node(), limit, "Google"));
        }

        for (int i = 0; i < steps(); i++) {
            int which = random.nextInt(2);
            Allowance node = nodes.get(which);
            try {
                int units = random.nextBoolean() ? 20 : node.upTo(1 + random.nextInt(1_000), 1, 0);
                for (int sent = 0; sent < units; sent += 20) {
                    node.enter(20);
                    provider.counts(time.instant(), 20);
                    time.passes(Duration.ofMillis(random.nextInt(60)));
                    node.leave();
                }
                if (random.nextInt(4) == 0) {
                    node.giveBack();
                }
            } catch (MailboxFailure.TryLater later) {
                time.passes(later.after().dividedBy(1 + random.nextInt(3)));
            }
            if (random.nextInt(100) == 0) {
                nodes.set(which, new Allowance(node(), limit, "Google"));
            }
        }

        assertThat(provider.peak).isLessThanOrEqualTo(6_000);
        // And it is used, in spite of what was lost with nodes.
        double minutes = Duration.between(MORNING, time.instant()).toMillis() / 60_000.0;
        assertThat(provider.total / minutes).isGreaterThan(4_500);
    }

    /** Each is a statement or so. */
    protected int steps() {
        return 5_000;
    }
}
