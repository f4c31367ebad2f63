// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.scoring.Jargon;
import io.lamplighter.crm.scoring.Plain;
import io.lamplighter.crm.scoring.ScoreBacklog;
import io.lamplighter.crm.warning.Warnings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private final Jargon jargon = new Jargon();
    private final Crm crm = jargon.crm;
    private final Postman mail = new Postman("mail");
    private final Postman hook = new Postman("webhook");

    /** Delivers to a list, unless it is ill. */
    private static final class Postman implements Notifier {

        private final String channel;
        private final List<String> told = new CopyOnWriteArrayList<>();
        private Consumer<User> before = whom -> {};
        private boolean ill;

        Postman(String channel) {
            this.channel = channel;
        }

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public void tell(Notice notice, User whom) {
            before.accept(whom);
            if (ill) {
                throw new IllegalStateException("the words of the mail");
            }
            told.add(whom.username() + " of " + notice.dealName());
        }
    }

    @BeforeEach
    void aWarningIsRaised() {
        badNews();
    }

    private void badNews() {
        jargon.mail("The budget is frozen.", 1);
        Warnings warnings = new Warnings(crm.jdbc, crm.database.transaction(),
                new Outbox(crm.jdbc, List.of("mail", "webhook")), crm.clock);
        Plain scorer = new Plain("1", Map.of("frozen", -0.9));
        new ScoreBacklog(crm.jdbc, crm.database.transaction(), () -> scorer, warnings, crm.clock).scoreNewest(9,
                Instant.EPOCH);
    }

    @Test
    void everybodyIsToldOnceByEveryChannel() {
        assertThat(dispatcher(Duration.ZERO).run(9)).isEqualTo(4);
        assertThat(dispatcher(Duration.ofDays(1)).run(9)).isZero();

        assertThat(mail.told).containsExactlyInAnyOrder("anna of Cold rooms", "marta of Cold rooms");
        assertThat(hook.told).hasSize(2);
    }

    @Test
    void aChannelThatFailsIsTriedAgainAndDelaysNoOther() {
        mail.ill = true;
        assertThat(dispatcher(Duration.ZERO).run(9)).isEqualTo(2);
        mail.ill = false;
        assertThat(dispatcher(Duration.ofSeconds(30)).run(9)).isZero();

        assertThat(dispatcher(Duration.ofSeconds(61)).run(9)).isEqualTo(2);
        assertThat(mail.told).hasSize(2);
        assertThat(hook.told).hasSize(2);
    }

    @Test
    void whatFailsForGoodIsGivenUpWithItsKindAndNotItsWords() {
        mail.ill = true;
        for (int day = 0; day < 20; day++) {
            dispatcher(Duration.ofDays(day)).run(9);
        }

        assertThat(crm.jdbc.sql("select distinct attempts || failure from delivery where channel = 'mail'")
                .query(String.class).list()).containsExactly("10IllegalStateException");
    }

    @Test
    void anotherNodeTakesOnlyWhatNobodyHas() {
        crm.jdbc.sql(
                "update delivery set next_attempt_at = next_attempt_at + interval '2 minutes' where channel = 'mail'")
                .update();

        assertThat(dispatcher(Duration.ZERO).run(9)).isEqualTo(2);
        assertThat(dispatcher(Duration.ofMinutes(3)).run(9)).isEqualTo(2);
    }

    @Test
    void aPlaceThatIsSlowDelaysNeitherOtherPlacesNorOtherChannels() {
        CountDownLatch othersWereTold = new CountDownLatch(3);
        mail.before = whom -> othersWereTold.countDown();
        hook.before = whom -> {
            if (whom.username().equals("anna")) {
                await(othersWereTold);
            } else {
                othersWereTold.countDown();
            }
        };

        assertThat(dispatcher(Duration.ZERO).run(9)).isEqualTo(4);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void whatIsBroughtToAPlaceIsNotBegunASecondTimeWhileTheFirstIsOnItsWay() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        hook.before = whom -> await(go);
        try (Dispatcher dispatcher = dispatcher(Duration.ZERO)) {
            List<Future<Integer>> first = dispatcher.begin(9);
            badNews();
            List<Future<Integer>> second = dispatcher.begin(9);
            go.countDown();
            for (Future<Integer> one : first) {
                one.get();
            }
            for (Future<Integer> one : second) {
                one.get();
            }

            assertThat(hook.told).as("the second news waited").hasSize(2);
            dispatcher.run(9);
            assertThat(hook.told).hasSize(4);
        }
    }

    @Test
    void whoeverDoesNotTakeOneThingIsNotAskedToTakeTheNextAndThatCountsAsNoAttempt() {
        badNews();
        hook.ill = true;
        dispatcher(Duration.ZERO).run(9);

        assertThat(attempts("webhook")).containsExactly(0, 0, 1, 1);
        assertThat(attempts("mail")).containsExactly(1, 1, 1, 1);
        assertThat(crm.jdbc.sql("select count(distinct next_attempt_at) from delivery where channel = 'webhook'")
                .query(Integer.class).single()).isLessThanOrEqualTo(2);
    }

    private List<Integer> attempts(String channel) {
        return crm.jdbc.sql("select attempts from delivery where channel = :channel order by attempts")
                .param("channel", channel).query(Integer.class).list();
    }

    @Test
    void aNodeThatWasAsleepBringsNothingThatAnotherHasTakenMeanwhile() {
        badNews();
        mail.before = whom -> crm.jdbc.sql("update delivery set attempts = attempts + 1 where channel = 'mail'")
                .update();
        hook.ill = true;

        dispatcher(Duration.ZERO).run(9);

        assertThat(mail.told).as("one to each at most, and nothing after another node had them").hasSizeBetween(1, 2);
        assertThat(crm.jdbc.sql("select count(*) from delivery where channel = 'mail' and delivered_at is not null")
                .query(Integer.class).single()).as("nor is written what it did").isZero();
    }

    @Test
    void aNodeThatIsCutOffFromTheDatabaseBringsNothing() {
        badNews();
        hook.before = whom -> crm.jdbc.sql("alter table delivery rename to out_of_reach").update();
        Dispatcher cut = new Dispatcher(crm.jdbc, List.of(hook), crm.clock);

        assertThatThrownBy(() -> cut.run(9)).isInstanceOf(RuntimeException.class);

        assertThat(hook.told).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void administratorsSeeWhoIsNotReachedAndSendItAgain() {
        Deliveries deliveries = new Deliveries(crm.jdbc, List.of());
        hook.ill = true;
        dispatcher(Duration.ZERO).run(9);

        Deliveries.Trouble waiting = deliveries.troubles(9).getFirst();
        assertThat(deliveries.troubles(9)).hasSize(2).allSatisfy(one -> {
            assertThat(one.channel()).isEqualTo("webhook");
            assertThat(one.waiting()).isEqualTo(1);
            assertThat(one.attempts()).isEqualTo(1);
            assertThat(one.nextAt()).isPresent();
            assertThat(one.givenUp()).isZero();
            assertThat(one.failure()).isEqualTo("IllegalStateException");
        });
        for (int day = 1; day < 20; day++) {
            dispatcher(Duration.ofDays(day)).run(9);
        }
        assertThat(deliveries.troubles(9)).allSatisfy(one -> {
            assertThat(one.waiting()).isZero();
            assertThat(one.nextAt()).isEmpty();
            assertThat(one.givenUp()).isEqualTo(1);
        });

        hook.ill = false;
        assertThat(deliveries.again("webhook", waiting.user(), crm.clock.instant())).isEqualTo(1);
        dispatcher(Duration.ofDays(30)).run(9);

        assertThat(hook.told).hasSize(1);
        assertThat(deliveries.troubles(9)).hasSize(1);
    }

    @Test
    void aPlaceThatIsForAllIsNamedOnce() {
        hook.ill = true;
        dispatcher(Duration.ZERO).run(9);
        Deliveries shared = new Deliveries(crm.jdbc, List.of("webhook"));

        Deliveries.Trouble one = shared.troubles(9).getFirst();

        assertThat(shared.troubles(9)).hasSize(1);
        assertThat(one.waiting()).isEqualTo(2);
        assertThat(shared.again("webhook", one.user(), crm.clock.instant())).isEqualTo(2);
    }

    @Test
    void thePausesGrowAndEnd() {
        assertThat(IntStream.rangeClosed(1, Deliveries.MOST_ATTEMPTS).mapToObj(Deliveries::pauseAfter)
                .map(Duration::toMinutes)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 256L);
    }

    private Dispatcher dispatcher(Duration later) {
        return new Dispatcher(crm.jdbc, List.of(mail, hook), Clock.offset(crm.clock, later));
    }
}
