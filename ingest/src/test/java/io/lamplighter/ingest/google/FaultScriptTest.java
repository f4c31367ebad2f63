// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** After every bad day: nothing lost, nothing twice, and never more asked than allowed. */
class FaultScriptTest {

    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");
    private static final Duration PATIENCE = Duration.ofMillis(1000);

    private final SetClock clock = new SetClock(MORNING);
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private final SimulatedConsents.Tokens consent = google.consentOf(anna);
    private final Bookkeeping ledger = new Bookkeeping();
    private final Schedule schedule = new Schedule(
            new GoogleConnector(id -> google.mailOf(anna), consent, clock, GoogleQuota.DOCUMENTED, PATIENCE), ledger,
            clock);

    @AfterEach
    void stop() {
        google.close();
    }

    static Stream<Arguments> scripts() {
        return Stream.of(script("rate storm", () -> FaultScripts.rateStorm(25)),
                script("outages", () -> FaultScripts.outages(23)),
                script("truncated JSON", () -> FaultScripts.truncatedJson(29)),
                script("truncated between values", () -> FaultScripts.truncatedBetweenValues(29)),
                script("HTML in place of JSON", () -> FaultScripts.htmlInPlaceOfJson(31)),
                script("resets", () -> FaultScripts.resets(37)),
                script("slow bodies", () -> FaultScripts.slowBodies(97, PATIENCE.plusMillis(500))),
                script("refused tokens", () -> FaultScripts.refusedTokens(9)),
                script("empty pages", FaultScripts::emptyPages),
                script("reordered pages", FaultScripts::reorderedPages),
                script("everything at once", () -> FaultScripts.emptyPages().and(FaultScripts.reorderedPages())
                        .and(FaultScripts.outages(41)).and(FaultScripts.truncatedJson(43))));
    }

    private static Arguments script(String name, Supplier<FaultScript> script) {
        return Arguments.argumentSet(name, script);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void nothingIsLostAndNothingIsTwice(Supplier<FaultScript> script) {
        for (int i = 0; i < 130; i++) {
            anna.receives("history " + i, MORNING.minus(Duration.ofHours(i + 1)));
        }
        google.plays(script.get());
        schedule.once();
        String addedAndDeleted = anna.receives("gone before anybody read it");
        anna.deletes(addedAndDeleted);
        anna.deletes(anna.idOf("history 3")).trashes(anna.idOf("history 120"));
        schedule.runs();
        for (int i = 0; i < 60; i++) {
            anna.receives("news " + i);
        }
        anna.trashes(anna.idOf("news 7")).deletes(anna.idOf("news 9")).restores(anna.idOf("history 120"));
        schedule.runs();
        google.plays(FaultScript.NONE);

        Outcome last = schedule.runs();

        assertThat(last).isInstanceOf(Outcome.UpToDate.class);
        assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(anna.mail()));
        // It was there twice.
        assertThat(ledger.givenTwice()).isSubsetOf("mail/" + anna.idOf("history 120"));
        assertThat(ledger.unreadable()).isEmpty();
        assertThat(google.overQuota(anna)).isZero();
        assertThat(google.peakUnits(anna)).isLessThanOrEqualTo(GoogleQuota.DOCUMENTED.gmailUnits());
    }

    @Test
    void aListThatBreaksOffIsNotTheLastPage() {
        for (int i = 0; i < 120; i++) {
            anna.receives("history " + i, MORNING.minus(Duration.ofHours(i + 1)));
        }
        AtomicInteger cut = new AtomicInteger();
        google.plays((request, normally) -> {
            Answer answer = normally.apply(request);
            int end = answer.body().lastIndexOf("},");
            return request.path().getLast().equals("messages") && end > 0 && cut.getAndIncrement() % 2 == 0
                    ? answer.saying(answer.body().substring(0, end + 1))
                    : answer;
        });

        schedule.runs();

        assertThat(ledger.stored("mail/")).hasSize(120);
    }

    @Test
    void waitsAsLongAsGoogleAsks() {
        anna.receives("one");
        google.plays(FaultScripts.rateStorm(1));

        schedule.once();

        assertThat(schedule.failures().getFirst()).isInstanceOfSatisfying(MailboxFailure.TryLater.class,
                later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void aMailboxLargerThanAMinutesQuotaTakesAsManyMinutesAsItMust() {
        for (int i = 0; i < 1_000; i++) {
            anna.receives("history " + i, MORNING.minus(Duration.ofHours(i + 1)));
        }

        schedule.runs();

        assertThat(ledger.stored("mail/")).hasSize(1_000);
        assertThat(google.overQuota(anna)).isZero();
        // 1,000 messages at 20 units each, 6,000 units a minute.
        assertThat(Duration.between(MORNING, clock.instant())).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(5));
    }

    @Test
    void mailThatArrivesWhileTheQuotaIsUsedUpByHistoryIsReadAtOnce() {
        for (int i = 0; i < 400; i++) {
            anna.receives("history " + i, MORNING.minus(Duration.ofHours(i + 1)));
        }
        schedule.pages(40);
        anna.receives("news");

        schedule.pages(1);

        assertThat(ledger.order().getLast()).isEqualTo("mail/" + anna.idOf("news"));
    }

    @Test
    void anOutageOfThirtyDaysLosesNothing() {
        afterThirtyDays();

        assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(anna.mail()));
        assertThat(ledger.givenTwice()).isEmpty();
        assertThat(google.overQuota(anna)).isZero();
    }

    @Test
    void anOutageOfThirtyDaysAfterWhichGoogleForgotTheHistoryLosesNothing() {
        afterThirtyDays(anna::forgetsHistory);

        assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(anna.mail()));
        assertThat(google.overQuota(anna)).isZero();
    }

    private void afterThirtyDays(Runnable... events) {
        for (int i = 0; i < 80; i++) {
            anna.receives("history " + i, MORNING.minus(Duration.ofHours(i + 1)));
        }
        schedule.runs();
        for (int day = 0; day < 30; day++) {
            clock.passes(Duration.ofDays(1));
            for (int i = 0; i < 25; i++) {
                anna.receives("day " + day + " mail " + i);
            }
            anna.deletes(anna.idOf("day " + day + " mail 3")).trashes(anna.idOf("history " + day));
        }
        for (Runnable event : events) {
            event.run();
        }
        schedule.runs();
    }

    @Test
    void whatIsDeletedWhileTheCursorIsLostVanishes() {
        anna.receives("stays");
        String goes = anna.receives("goes");
        schedule.runs();
        anna.deletes(goes).forgetsHistory();

        Outcome outcome = schedule.runs();

        assertThat(ledger.stored("mail/")).containsExactly(anna.idOf("stays"));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.UpToDate.class,
                done -> assertThat(done.notices()).singleElement().asString().startsWith("Gmail no longer knew where"));
    }

    @Test
    void mailThatArrivesBetweenTheBaselineAndTheListingIsNotLost() {
        anna.receives("first");
        google.plays((request, normally) -> {
            if (request.path().getLast().equals("messages") && anna.mail().size() == 1) {
                anna.receives("in between");
            }
            return normally.apply(request);
        });

        schedule.runs();

        assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(anna.mail())).hasSize(2);
    }

    @Test
    void aClockThatIsHoursWrongLosesNothing() {
        try (GoogleSimulator early = new GoogleSimulator(Clock.offset(clock, Duration.ofHours(-7)))) {
            GoogleUser bela = early.user("bela@seller.example");
            for (int i = 0; i < 70; i++) {
                bela.receives("message " + i);
            }
            Schedule ofBela = new Schedule(
                    new GoogleConnector(id -> early.mailOf(bela), early.consentOf(bela), clock), ledger, clock);
            ofBela.runs();
            bela.receives("news");

            ofBela.runs();

            assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(bela.mail())).hasSize(71);
        }
    }

    @Test
    void oneMessageThatGoogleCannotGiveIsSetAsideAndNotSkipped() {
        anna.receives("before");
        String broken = anna.receives("broken");
        anna.receives("after");
        google.plays((request, normally) -> request.path().getLast().equals(broken)
                ? Answer.error(500, "backendError", "Internal error encountered.")
                : normally.apply(request));

        schedule.runs();

        assertThat(ledger.stored("mail/")).isEqualTo(new TreeSet<>(anna.mail()));
        assertThat(ledger.unreadable()).containsExactly("mail/" + broken);
        assertThat(schedule.failures()).hasSize(3);
    }

    @Test
    void aRevokedConsentStopsReadingUntilSomebodySignsIn() {
        anna.receives("one");
        consent.revoke();

        Outcome outcome = schedule.runs();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(MailboxFailure.SignInAgain.class));
        assertThat(ledger.stored("mail/")).isEmpty();
    }

    @Test
    void aTokenThatEndsBeforeItsTimeIsReplacedOnce() {
        anna.receives("one");
        schedule.runs();
        anna.receives("two");
        consent.loseToken();

        schedule.once();

        assertThat(ledger.stored("mail/")).hasSize(2);
        assertThat(schedule.failures()).isEmpty();
    }
}
