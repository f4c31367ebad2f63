// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.Crm;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.scoring.CompanyScorer;
import io.lamplighter.crm.scoring.Jargon;
import io.lamplighter.crm.scoring.PhraseKey;
import io.lamplighter.crm.scoring.ScoreBacklog;
import io.lamplighter.crm.scoring.WithdrawnPhrases;
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
    private final WithdrawnPhrases withdrawn = new WithdrawnPhrases(crm.jdbc, crm.clock);
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
    void aPhraseThatIsNotToBeLearnedIsNotAndNothingStandsInForIt() {
        jargon.rateAll();
        PhraseKey drawer = phrase("tin drawer").key();
        List<LearnedPhrase> badges = badges();

        assertThat(withdrawn.withdraw(drawer, "tin drawer", "it is only a drawer", jargon.marta)).isTrue();
        assertThat(withdrawn.withdraw(drawer, "tin drawer", "", jargon.marta)).isFalse();

        assertThat(ledger.phrases()).noneMatch(p -> p.words().toLowerCase(Locale.ROOT).matches(".*(tin|drawer).*"));
        assertThat(badges()).isNotEmpty().isEqualTo(badges);
        assertThat(scorer.now().score("It is in the tin drawer.", "").evidence())
                .noneMatch(evidence -> evidence.reason().contains("learned"));
        assertThat(withdrawn.current()).singleElement().satisfies(one -> {
            assertThat(one.words()).isEqualTo("tin drawer");
            assertThat(one.by()).isEqualTo("Marta Lindqvist");
            assertThat(one.note()).isEqualTo("it is only a drawer");
        });
    }

    @Test
    void sameRatingsAndSameWithdrawnPhrasesGiveTheSameWeightsInWhateverOrder() {
        jargon.rateAll();
        String before = scorer.now().version();
        PhraseKey drawer = phrase("tin drawer").key();
        PhraseKey badge = phrase("heron badge").key();
        withdrawn.withdraw(drawer, "", "", jargon.marta);
        withdrawn.withdraw(badge, "", "", jargon.marta);
        jargon.rate(jargon.mail("Back in the tin drawer for good.", 3), false, jargon.priya);
        jargon.rate(jargon.mail("A clay goose came up the hill.", 3), true, jargon.priya);
        String both = scorer.taught().scorer().version();
        withdrawn.restore(drawer, crm.anna);
        withdrawn.restore(badge, crm.anna);
        String neither = scorer.taught().scorer().version();

        withdrawn.withdraw(badge, "", "", crm.anna);
        withdrawn.withdraw(drawer, "", "", crm.anna);

        assertThat(scorer.taught().scorer().version()).isEqualTo(both).isNotEqualTo(neither);
        assertThat(new CompanyScorer(crm.jdbc, crm.clock).taught().scorer().version()).isEqualTo(both);
        withdrawn.restore(drawer, crm.anna);
        withdrawn.restore(badge, crm.anna);
        jargon.ratings.withdrawAll(jargon.priya.id(), jargon.marta);
        assertThat(scorer.taught().scorer().version()).isNotEqualTo(before);
        jargon.ratings.restoreAll(jargon.priya.id(), Crm.NOW, jargon.marta);
        assertThat(scorer.taught().scorer().version()).isEqualTo(neither);
        assertThatThrownBy(() -> crm.jdbc.sql("update phrase_event set note = 'x'").update())
                .hasMessageContaining("never changed");
    }

    @Test
    void withdrawingAPhraseSaysBeforehandWhatItChanges() {
        jargon.rateAll();
        ActivityId mail = jargon.mail("The mixers went into the tin drawer.", 1);
        score();
        LearnedPhrase drawer = phrase("tin drawer");

        Withdrawal then = ledger.without(drawer.key());
        withdrawn.withdraw(drawer.key(), drawer.words(), "", jargon.marta);

        assertThat(then.ratings()).isEqualTo(drawer.behind().size());
        assertThat(then.phrasesAfter()).isEqualTo(ledger.phrases().size()).isLessThan(then.phrasesBefore());
        assertThat(then.moved()).filteredOn(moved -> moved.recent().activity().equals(mail)).singleElement()
                .satisfies(moved -> assertThat(moved.after())
                        .isEqualTo(scorer.taught().scorer().score("The mixers went into the tin drawer.", "").value()));
    }

    private List<LearnedPhrase> badges() {
        return ledger.phrases().stream().filter(p -> p.words().toLowerCase(Locale.ROOT).contains("badge")).toList();
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
