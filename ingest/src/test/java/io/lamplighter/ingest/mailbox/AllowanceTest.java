// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.MailboxFailure.TryLater;
import io.lamplighter.ingest.mailbox.SharedAllowances.Limit;
import io.lamplighter.ingest.mailbox.SharedAllowances.Used;
import io.lamplighter.ingest.mailbox.SharedAllowances.Wish;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final Limit GMAIL = new Limit(new MailboxId(1), "gmail", 6_000, Duration.ofMinutes(1),
            Limit.ANY_NUMBER);
    private static final Limit GRAPH = new Limit(new MailboxId(1), "graph", 10_000, Duration.ofMinutes(10), 4);

    private final SetClock time = new SetClock(SharedAllowancesContract.MORNING);
    private final Counted shared = new Counted();
    private final Allowance gmail = new Allowance(shared, GMAIL, "Google");

    /** Counts what would be statements, and can be away as a database can. */
    private final class Counted implements SharedAllowances {

        private final SharedAllowances kept = new InMemoryAllowances(time);
        private final AtomicInteger asked = new AtomicInteger();
        private boolean away;

        private void ask() {
            asked.incrementAndGet();
            if (away) {
                throw new TryLater("The database is away.", Duration.ofSeconds(5), null);
            }
        }

        @Override
        public Answer take(Limit limit, Wish wish, Optional<Used> before) {
            ask();
            return kept.take(limit, wish, before);
        }

        @Override
        public void giveBack(Limit limit, Used used) {
            ask();
            kept.giveBack(limit, used);
        }

        @Override
        public void close(Limit limit, Duration pause) {
            ask();
            kept.close(limit, pause);
        }

        @Override
        public long millis() {
            return kept.millis();
        }
    }

    private static void asks(Allowance allowance, int units) {
        allowance.enter(units);
        allowance.leave();
    }

    @Test
    void aMailboxInWhichNothingHappensCostsOneStatementAndASmallPart() {
        asks(gmail, 2);
        gmail.giveBack();

        assertThat(shared.asked).hasValue(1);
        assertThat(new Allowance(shared, GMAIL, "Google").upTo(6_000, 1, 0)).isEqualTo(5_940);
    }

    @Test
    void aPageIsOneStatementHoweverManyRequestsItTakes() {
        assertThat(gmail.upTo(1_005, 205, 500)).isEqualTo(1_005);
        asks(gmail, 5);
        gmail.require(1_000);
        for (int i = 0; i < 50; i++) {
            asks(gmail, 20);
        }

        assertThat(shared.asked).hasValue(1);
    }

    @Test
    void partsGrowWhileTheyAreUsedUp() {
        Allowance graph = new Allowance(shared, GRAPH, "Microsoft");

        for (int i = 0; i < 9_500; i++) {
            asks(graph, 1);
        }

        // 100, 200, 400, 800 and then a thousand at a time.
        assertThat(shared.asked).hasValueLessThanOrEqualTo(13);
    }

    @Test
    void whatIsNotUsedWithinItsTimeIsNotUsedAtAll() {
        asks(gmail, 2);
        time.passes(Duration.ofSeconds(10));
        asks(gmail, 2);

        assertThat(shared.asked).hasValue(2);
    }

    @Test
    void saysWhenThereIsEnoughAgain() {
        assertThat(gmail.upTo(6_000, 1, 0)).isEqualTo(6_000);
        for (int i = 0; i < 300; i++) {
            asks(gmail, 20);
        }

        TryLater later = catchThrowableOfType(TryLater.class, () -> gmail.enter(20));

        assertThat(later.isRefusal()).isFalse();
        assertThat(later.after()).isEqualTo(Duration.ofSeconds(61));
        time.passes(later.after());
        asks(gmail, 20);
    }

    @Test
    void aPauseHoldsAlsoForWhatWasTakenBefore() {
        gmail.require(1_000);
        gmail.close(Duration.ofSeconds(30));

        TryLater later = catchThrowableOfType(TryLater.class, () -> gmail.enter(20));

        assertThat(later.isRefusal()).isTrue();
        assertThat(later.after()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatIsLeftOfALargePartIsGivenBack() {
        gmail.require(1_000);
        asks(gmail, 20);
        gmail.giveBack();

        assertThat(new Allowance(shared, GMAIL, "Google").upTo(6_000, 1, 0)).isEqualTo(5_980);
    }

    @Test
    void nothingIsAskedWhereItIsNotKnownWhatOthersHaveTaken() {
        shared.away = true;

        assertThatExceptionOfType(TryLater.class).isThrownBy(() -> gmail.enter(20));
        gmail.giveBack();
        gmail.close(Duration.ofSeconds(1));

        shared.away = false;
        time.passes(Duration.ofSeconds(1));
        asks(gmail, 20);
    }

    @Test
    void oneProcessLeavesAPlaceToOthersAndWaitsForItsOwn() throws InterruptedException {
        Allowance graph = new Allowance(shared, GRAPH, "Microsoft");
        graph.enter(1);
        graph.enter(1);
        graph.enter(1);
        CountDownLatch in = new CountDownLatch(1);
        Thread fourth = Thread.ofVirtual().start(() -> {
            graph.enter(1);
            in.countDown();
        });
        new Allowance(shared, GRAPH, "Microsoft").enter(1);
        assertThatExceptionOfType(TryLater.class)
                .isThrownBy(() -> new Allowance(shared, GRAPH, "Microsoft").enter(1));

        assertThat(in.getCount()).isOne();
        graph.leave();
        in.await();
        fourth.join();
    }
}
