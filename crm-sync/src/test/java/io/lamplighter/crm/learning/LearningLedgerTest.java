// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.Crm;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.scoring.CompanyScorer;
import io.lamplighter.crm.scoring.Jargon;
import io.lamplighter.crm.scoring.ScoreBacklog;
import io.lamplighter.crm.warning.Warnings;
import io.lamplighter.sentiment.Scorers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LearningLedgerTest {

    private final Jargon jargon = new Jargon();
    private final Crm crm = jargon.crm;
    private final CompanyScorer scorer = new CompanyScorer(crm.jdbc, crm.clock);
    private final LearningLedger ledger = new LearningLedger(crm.jdbc, scorer);

    @Test
    void whereNobodyRatedNothingIsLearned() {
        jargon.mail("The mixers went into the tin drawer.", 1);
        score();

        assertThat(ledger.phrases()).isEmpty();
        assertThat(ledger.raters()).isEmpty();
        assertThat(ledger.moved()).isEmpty();
        assertThat(CrossValidation.of(ledger.lessons()).isEnough()).isFalse();
    }

    @Test
    void everyLearnedPhraseNamesItsRatingsAndWhatItDoes() {
        List<ActivityId> rated = jargon.rateAll();

        LearnedPhrase drawer = phrase("tin drawer");
        assertThat(drawer.bad()).isGreaterThanOrEqualTo(3).isGreaterThan(drawer.good());
        assertThat(drawer.after()).isLessThan(drawer.before());
        assertThat(drawer.before()).isEqualTo(Scorers.standard().score(drawer.words(), "en").value());
        assertThat(drawer.behind()).allSatisfy(behind -> {
            assertThat(rated).contains(behind.lesson().activity());
            assertThat(behind.lesson().text().text().substring(behind.start(), behind.end()))
                    .isEqualToIgnoringCase(drawer.words());
        });
    }

    @Test
    void recentScoresShowWhatLearningDoesToThem() {
        jargon.rateAll();
        ActivityId mail = jargon.mail("The mixers went into the tin drawer.", 1);
        jargon.mail("We had rain.", 1);
        score();

        assertThat(ledger.moved()).filteredOn(moved -> moved.recent().activity().equals(mail)).singleElement()
                .satisfies(moved -> {
                    assertThat(moved.after()).isLessThan(moved.before());
                    assertThat(moved.words()).anyMatch(words -> words.contains("drawer"));
                    assertThat(moved.recent().dealName()).isEqualTo("Cold rooms");
                });
        assertThat(ledger.moved()).extracting(moved -> moved.recent().from())
                .containsOnly("helen@oakhanger.example", "otto@pellworth.example");
    }

    @Test
    void withdrawingSaysBeforehandWhatItChangesAndThenDoesThat() {
        jargon.rateAll();
        ActivityId mail = jargon.mail("The mixers went into the tin drawer, says Helen.", 1);
        score();
        double learned = scorer.now().score("The mixers went into the tin drawer, says Helen.", "").value();

        Withdrawal all = ledger.without(lesson -> true);

        assertThat(all.ratings()).isEqualTo(9);
        assertThat(all.phrasesAfter()).isZero();
        assertThat(all.moved()).filteredOn(moved -> moved.recent().activity().equals(mail)).singleElement()
                .satisfies(moved -> assertThat(moved.before()).isEqualTo(learned));
        boolean warned = crm.jdbc.sql("select count(*) from warning where activity_id = :mail")
                .param("mail", mail.value()).query(Integer.class).single() > 0;
        assertThat(all.warningsLifted() > 0).isEqualTo(warned);
        List.of(crm.anna, crm.jonas, jargon.priya).forEach(rep -> jargon.ratings.withdrawAll(rep.id(), jargon.marta));
        assertThat(ledger.phrases()).isEmpty();
        assertThat(ledger.without(lesson -> true).moved()).isEmpty();
    }

    @Test
    void whoRatesEverythingAlikeCountsLittleAndIsShown() {
        User olga = crm.users.add("olga", "Olga Optimist", "olga@seller.example", User.Role.REP);
        jargon.rateAll().forEach(mail -> jargon.rate(mail, true, olga));

        assertThat(ledger.raters()).hasSize(4).filteredOn(Influence::isSystematic).singleElement()
                .satisfies(one -> {
                    assertThat(one.name()).isEqualTo("Olga Optimist");
                    assertThat(one.ratings()).isEqualTo(9);
                    assertThat(one.each()).isLessThan(0.4);
                });
        assertThat(ledger.raters().stream().mapToDouble(Influence::share).sum()).isBetween(0.999, 1.001);
    }

    @Test
    void theRatingsThemselvesTellWhetherLearningHelps() {
        List<User> reps = List.of(crm.anna, crm.jonas, jargon.priya);
        for (int i = 0; i < 24; i++) {
            boolean good = i % 2 == 0;
            ActivityId mail = jargon.mail(i % 4 < 2 ? "helen@oakhanger.example" : "otto@pellworth.example",
                    "Day " + i + " here, and "
                            + (good ? "we were given the heron badge for it." : "it lies in the tin drawer again."),
                    20);
            jargon.rate(mail, good, reps.get(i / 2 % 3));
        }

        Accuracy accuracy = CrossValidation.of(ledger.lessons());

        assertThat(accuracy.isEnough()).isTrue();
        assertThat(accuracy.all().tested()).isEqualTo(24);
        assertThat(accuracy.all().with()).isGreaterThan(accuracy.all().without()).isGreaterThanOrEqualTo(20);
        assertThat(accuracy.languages()).containsOnlyKeys("en");
        assertThat(accuracy.raters()).hasSize(3);
        assertThat(CrossValidation.of(new LearningLedger(crm.jdbc, new CompanyScorer(crm.jdbc, crm.clock)).lessons()))
                .isEqualTo(accuracy);
    }

    private LearnedPhrase phrase(String words) {
        return ledger.phrases().stream().filter(p -> p.words().toLowerCase(Locale.ROOT).contains(words))
                .findFirst().orElseThrow();
    }

    private void score() {
        Warnings warnings = new Warnings(crm.jdbc, crm.database.transaction(), new Outbox(crm.jdbc, List.of()),
                crm.clock);
        new ScoreBacklog(crm.jdbc, crm.database.transaction(), scorer, warnings, crm.clock).scoreNewest(99,
                Instant.EPOCH);
    }
}
