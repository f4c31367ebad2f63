// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.Crm;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.warning.Warnings;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.SentimentScorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RescoreTest {

    private final Jargon jargon = new Jargon();
    private final Crm crm = jargon.crm;
    private final Warnings warnings = new Warnings(crm.jdbc, crm.database.transaction(),
            new Outbox(crm.jdbc, List.of()), crm.clock);
    private volatile SentimentScorer scorer = new Plain("1", Map.of("yard", 0.1, "mast", 0.2));
    private final Rescore rescore = node("r1");

    @Test
    void newestFirstAndTheOlderScoreIsShownUntilThen() {
        ActivityId old = jargon.mail("The mast is up.", 5);
        ActivityId young = jargon.mail("The yard is full.", 1);
        scoreAll();
        scorer = new Plain("2", Map.of("yard", 0.5, "mast", 0.6));

        assertThat(rescore.newest(1)).isEqualTo(1);
        assertThat(shown(young)).satisfies(s -> assertThat(s.value()).isEqualTo(0.5));
        assertThat(shown(old)).satisfies(s -> assertThat(s.value()).isEqualTo(0.2));
        assertThat(rescore.newest(9)).isEqualTo(1);
        assertThat(rescore.newest(9)).isZero();
        assertThat(shown(old)).satisfies(s -> assertThat(s.version()).isEqualTo("2"));
        assertThat(versions(old)).containsExactly("1", "2");
    }

    @Test
    void aScoreThatStaysTheSameIsNotWrittenAgain() {
        ActivityId mast = jargon.mail("The mast is up.", 5);
        ActivityId yard = jargon.mail("The yard is full.", 1);
        scoreAll();
        scorer = new Plain("2", Map.of("yard", 0.5, "mast", 0.2));

        assertThat(rescore.newest(9)).isEqualTo(2);
        assertThat(rescore.newest(9)).isZero();
        assertThat(versions(mast)).containsExactly("1");
        assertThat(versions(yard)).containsExactly("1", "2");
    }

    @Test
    void onlyOpenDealsAreScoredAgain() {
        jargon.mail("The mast is up.", 5);
        scoreAll();
        crm.jdbc.sql("update opportunity set stage_id = (select stage_id from stage where outcome = 'won')").update();
        scorer = new Plain("2", Map.of());

        assertThat(rescore.newest(9)).isZero();
    }

    @Test
    void aRatingMovesTheScoresOfOpenDealsAndItsWithdrawalMovesThemBack() {
        ActivityId mail = jargon.mail("They have a heron badge for the mixers.", 1);
        CompanyScorer company = new CompanyScorer(crm.jdbc, crm.clock);
        scorer = company.now();
        scoreAll();
        Rescore learned = new Rescore(crm.jdbc, crm.database.transaction(), company, warnings, crm.clock);
        double before = shown(mail).value();

        List<ActivityId> rated = jargon.rateAll();
        while (learned.newest(4) > 0) {
            // until nothing is left
        }
        assertThat(shown(mail).value()).isGreaterThan(before);

        rated.forEach(r -> jargon.of(r).forEach(x -> jargon.ratings.withdraw(r, x.rater(), jargon.marta)));
        while (learned.newest(4) > 0) {
            // until nothing is left
        }
        assertThat(shown(mail).value()).isEqualTo(before);
        assertThat(versions(mail)).hasSize(2);
    }

    @Test
    void ofTwoReleasesTheOneThatWasStartedLastDecides() {
        jargon.mail("The mast is up.", 5);
        scoreAll();
        scorer = new Plain("2", Map.of());
        assertThat(rescore.newest(9)).isEqualTo(1);
        Clock later = Clock.offset(crm.clock, Duration.ofSeconds(5));
        Plain newer = new Plain("3", Map.of("mast", -0.1));
        Rescore other = new Rescore(crm.jdbc, crm.database.transaction(), () -> newer, warnings, later, "r2");

        assertThat(other.newest(9)).isEqualTo(1);
        scorer = new Plain("4", Map.of());
        assertThat(rescore.newest(9)).isZero();
    }

    @Test
    void twoNodesShareTheWork() throws Exception {
        for (int i = 0; i < 12; i++) {
            jargon.mail("The mast is up, day " + i + ".", i);
        }
        scoreAll();
        CountDownLatch both = new CountDownLatch(2);
        Plain plain = new Plain("2", Map.of("mast", 0.7));
        scorer = new SentimentScorer() {
            @Override
            public String version() {
                return plain.version();
            }

            @Override
            public Score score(String text, String language) {
                both.countDown();
                try {
                    both.await();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
                return plain.score(text, language);
            }
        };
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            Future<Integer> one = nodes.submit(() -> rescore.newest(6));
            Future<Integer> other = nodes.submit(() -> node("r1").newest(6));

            assertThat(one.get() + other.get()).isEqualTo(12);
        }
        assertThat(crm.jdbc.sql("select count(*) from activity where scored_by = '2'").query(Integer.class).single())
                .isEqualTo(12);
    }

    private Rescore node(String release) {
        return new Rescore(crm.jdbc, crm.database.transaction(), () -> scorer, warnings, crm.clock, release);
    }

    private void scoreAll() {
        new ScoreBacklog(crm.jdbc, crm.database.transaction(), () -> scorer, warnings, crm.clock).scoreNewest(99,
                Instant.EPOCH);
    }

    private ActivityView.Scored shown(ActivityId activity) {
        return new Timelines(crm.jdbc).of(new OpportunityId(crm.opportunity("Cold rooms")), Timelines.Show.EVERYTHING,
                Timelines.Before.theFuture(), 99).stream().filter(a -> a.id().equals(activity)).findFirst()
                .flatMap(ActivityView::score).orElseThrow();
    }

    private List<String> versions(ActivityId activity) {
        return crm.jdbc.sql("select scorer_version from score where activity_id = :activity order by 1")
                .param("activity", activity.value()).query(String.class).list();
    }
}
