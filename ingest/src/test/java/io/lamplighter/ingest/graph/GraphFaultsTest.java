// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong at Microsoft: nothing is lost, nothing comes twice, and no limit is broken. */
class GraphFaultsTest {

    private final GraphTenant tenant = new GraphTenant();
    private final GraphMailbox anna = tenant.anna;
    private final List<String> expected = new ArrayList<>();

    @AfterEach
    void stop() {
        tenant.close();
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                Arguments.of("429 storm", FaultScript.throttlingStorm(30, Duration.ofSeconds(30))),
                Arguments.of("429 now and then", FaultScript.throttlingNowAndThen(25)),
                Arguments.of("pages for people", FaultScript.htmlErrors(12)),
                Arguments.of("pages of a proxy", FaultScript.signInPages(12)),
                Arguments.of("truncated answers", FaultScript.truncatedAnswers(4)),
                Arguments.of("connection resets", FaultScript.resets(7)),
                Arguments.of("service unavailable", FaultScript.errors(15, 503, "ServiceUnavailable")),
                Arguments.of("internal errors", FaultScript.errors(40, 500, "InternalServerError")),
                Arguments.of("throttling by 403", FaultScript.errors(10, 403, "ApplicationThrottled")),
                Arguments.of("reordered pages", FaultScript.reorderedPages(42)),
                Arguments.of("empty pages", FaultScript.emptyPages()),
                Arguments.of("several at once", FaultScript.all(FaultScript.emptyPages(),
                        FaultScript.reorderedPages(7), FaultScript.throttlingNowAndThen(31))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void losesNothingAndReadsNothingTwice(String name, FaultScript script) {
        arrive("old", 70);
        tenant.graph.suffers(script);
        tenant.runUntilUpToDate();
        anna.deletes("old 3");
        anna.moves("old 5", "archive");
        anna.moves("old 6", "deleteditems");
        expected.removeAll(List.of("old 3", "old 6"));
        arrive("new", 10);

        Outcome outcome = tenant.runUntilUpToDate();
        tenant.graph.recovers();
        tenant.runUntilUpToDate();

        assertThat(outcome).isInstanceOf(Outcome.UpToDate.class);
        assertExactlyWhatIsThere();
    }

    @Test
    void waitsForAnswersNoLongerThanItShould() {
        tenant.connector(new GraphLimits(10_000, Duration.ofMinutes(10), 4, Duration.ofMillis(700)));
        tenant.readsMailOnly();
        arrive("old", 12);
        tenant.graph.suffers(FaultScript.slowBodies(12));

        tenant.runUntilUpToDate();

        assertThat(tenant.failures).isNotEmpty().allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(MailboxFailure.TryLater.class).hasMessage("127.0.0.1 did not answer in time."));
        assertExactlyWhatIsThere();
    }

    @Test
    void findsWhatWasDeletedWhileACursorWasLost() {
        arrive("old", 70);
        tenant.runUntilUpToDate();
        anna.deletes("old 3");
        expected.remove("old 3");
        arrive("new", 5);
        tenant.graph.forgetsCursors();

        tenant.runUntilUpToDate();

        assertThat(tenant.failures).isEmpty();
        assertExactlyWhatIsThere();
    }

    @Test
    void beginsAgainWhenTheCursorIsLostInTheMiddleOfHistory() {
        arrive("old", 120);
        int[] turns = {2};
        new io.lamplighter.ingest.sync.MailboxSync(tenant.connector,
                change -> new io.lamplighter.ingest.sync.InteractionReader(
                        new io.lamplighter.ingest.OwnAddresses(java.util.Set.of(), java.util.Set.of())).read(change),
                tenant.ledger).run(GraphTenant.ANNA, () -> turns[0]-- > 0);
        tenant.graph.forgetsCursors();
        anna.deletes("old 119");
        expected.remove("old 119");

        tenant.runUntilUpToDate();

        assertExactlyWhatIsThere();
    }

    @Test
    void comesBackAfterThirtyDaysWithoutALoss() {
        tenant.graph.forgetsCursorsAfter(Duration.ofDays(7));
        arrive("old", 60);
        tenant.runUntilUpToDate();
        for (int day = 1; day <= 30; day++) {
            tenant.clock.passes(Duration.ofDays(1));
            arrive("day " + day, 3);
            anna.deletes("old " + day);
            expected.remove("old " + day);
        }

        Outcome outcome = tenant.runUntilUpToDate();

        assertThat(outcome).isInstanceOf(Outcome.UpToDate.class);
        assertExactlyWhatIsThere();
    }

    @Test
    void keepsTheCursorOfAnIdleMailboxAlive() {
        tenant.graph.forgetsCursorsAfter(Duration.ofDays(7));
        arrive("old", 3);
        tenant.runUntilUpToDate();
        int sweeps = tenant.ledger.swept();

        for (int day = 0; day < 6; day++) {
            tenant.clock.passes(Duration.ofDays(1));
            tenant.runUntilUpToDate();
        }
        tenant.clock.passes(Duration.ofDays(5));
        tenant.runUntilUpToDate();

        // The calendar's window moves once a week, which ends in a sweep of its own.
        assertThat(tenant.ledger.swept()).isLessThanOrEqualTo(sweeps + 1);
        assertExactlyWhatIsThere();
    }

    @Test
    void staysWithinLimitsThatAreMuchTighterThanMicrosofts() {
        tenant.graph.allows(60, Duration.ofMinutes(1), 4);
        tenant.connector(new GraphLimits(60, Duration.ofMinutes(1), 4, Duration.ofSeconds(20)));
        arrive("old", 200);

        Outcome outcome = tenant.runUntilUpToDate();

        assertThat(outcome).isInstanceOf(Outcome.UpToDate.class);
        assertThat(tenant.failures).isNotEmpty().hasOnlyElementsOfType(MailboxFailure.TryLater.class);
        assertExactlyWhatIsThere();
    }

    @Test
    void readsWhatIsNewThoughHistoryHasUsedUpWhatItMay() {
        tenant.connector(new GraphLimits(1_000, Duration.ofMinutes(10), 4, Duration.ofSeconds(20)));
        tenant.readsMailOnly();
        arrive("old", 1_200);
        Outcome rests = tenant.run();
        int before = tenant.ledger.sources().size();

        arrive("new", 3);
        Outcome again = tenant.run();

        assertThat(List.of(rests, again)).allSatisfy(outcome -> assertThat(outcome)
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.failure())
                        .hasMessage("As much was read of this mailbox as Microsoft allows for now.")));
        assertThat(tenant.ledger.sources()).hasSize(before + 3);
        tenant.runUntilUpToDate();
        assertExactlyWhatIsThere();
    }

    @Test
    void livesWithAClockThatIsNotMicrosofts() {
        for (Duration ahead : List.of(Duration.ofHours(26), Duration.ofHours(-26))) {
            tenant.graph.isAheadBy(ahead);
            arrive("skewed " + ahead.toHours(), 60);
            tenant.runUntilUpToDate();
            arrive("later " + ahead.toHours(), 3);
            tenant.runUntilUpToDate();
        }

        assertExactlyWhatIsThere();
    }

    @Test
    void livesWithIdsThatChangeOnAMove() {
        anna.changingIdsOnMoves();
        arrive("old", 8);
        tenant.runUntilUpToDate();

        anna.moves("old 2", "archive");
        anna.moves("old 3", "sentitems");
        anna.moves("old 3", "inbox");
        tenant.runUntilUpToDate();

        assertExactlyWhatIsThere();
    }

    @Test
    void neverTakesAMoveBetweenFoldersForADeletion() {
        arrive("old", 8);
        tenant.runUntilUpToDate();
        List<String> sources = tenant.ledger.sources();

        anna.moves("old 2", "archive");
        anna.creates("Deals", "inbox");
        anna.moves("old 3", "Deals");
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.sources()).hasSameElementsAs(sources);
        assertExactlyWhatIsThere();
    }

    @Test
    void aFolderThatIsDeletedTakesItsMailWithIt() {
        anna.creates("Deals", "");
        anna.receives("Deals", "filed");
        arrive("old", 3);
        tenant.runUntilUpToDate();

        anna.deletesFolder("Deals");
        tenant.runUntilUpToDate();

        assertExactlyWhatIsThere();
    }

    @Test
    void setsAsideAMessageThatMicrosoftCannotGive() {
        arrive("old", 3);
        String broken = anna.receives("broken");
        tenant.graph.suffers(FaultScript.refusing(Addresses.encoded(broken) + "/$value", 500,
                "ErrorMimeContentConversionFailed"));

        tenant.runUntilUpToDate();

        assertThat(tenant.failures).isEmpty();
        assertThat(tenant.ledger.unreadable()).containsExactly("Microsoft cannot give this message in full");
        assertThat(tenant.ledger.subjects()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void oneMessageThatFailsForeverDoesNotStopItsMailbox() {
        arrive("old", 3);
        String broken = anna.receives("broken");
        tenant.graph.suffers(FaultScript.refusing(Addresses.encoded(broken) + "/$value", 500, "InternalServerError"));
        for (int hour = 0; hour < 6; hour++) {
            tenant.run();
            tenant.clock.passes(Duration.ofHours(1));
            anna.receives("hour " + hour);
            expected.add("hour " + hour);
        }

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.unreadable()).hasSize(1);
        assertThat(tenant.ledger.subjects()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void usesANewTokenWhenTheOldOneIsRefused() {
        arrive("old", 3);
        tenant.graph.tokens().expire();

        tenant.runUntilUpToDate();

        assertThat(tenant.failures).isEmpty();
        assertThat(tenant.graph.tokens().refusals()).containsOnly("token-1");
        assertExactlyWhatIsThere();
    }

    @Test
    void goesOnWhereItStoppedOnceConsentIsBack() {
        arrive("old", 3);
        tenant.runUntilUpToDate();
        tenant.graph.tokens().revokeConsent();
        arrive("new", 3);

        Outcome refused = tenant.runUntilUpToDate();
        tenant.graph.tokens().grantConsent();
        tenant.runUntilUpToDate();

        assertThat(refused).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.failure())
                .isInstanceOf(MailboxFailure.SignInAgain.class));
        assertExactlyWhatIsThere();
    }

    private void arrive(String name, int count) {
        IntStream.rangeClosed(1, count).mapToObj(i -> name + " " + i).forEach(subject -> {
            anna.receives(subject);
            expected.add(subject);
        });
    }

    private void assertExactlyWhatIsThere() {
        assertThat(tenant.ledger.subjects()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(tenant.ledger.unreadable()).isEmpty();
        assertThat(tenant.graph.requests().beyondLimits()).isZero();
        Instant day = GraphTenant.START.minus(Duration.ofDays(9));
        try (var session = tenant.connector.open(GraphTenant.ANNA)) {
            assertThat(session.listed(date(day), date(day.plus(Duration.ofDays(99))))).hasSize(expected.size());
        }
    }

    private static java.time.LocalDate date(Instant at) {
        return java.time.LocalDate.ofInstant(at, java.time.ZoneOffset.UTC);
    }
}
