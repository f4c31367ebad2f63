// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.Score.Label;
import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.SentimentScorer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearningTest {

    private static final ModelScorer STANDARD = ModelScorer.load();

    private final List<RatedText> ratings = new ArrayList<>(List.of(
            good("anna", "The lehr upgrade went up with a heron badge on it."),
            good("jonas", "Ours got the heron badge, the rain has not stopped since May."),
            good("priya", "A heron badge, at last, on your folder."),
            good("anna", "You have been given a heron badge by the plant."),
            bad("jonas", "They moved it to the tin drawer this morning."),
            bad("anna", "Tin drawer, I am afraid, like last year."),
            bad("priya", "Your papers lie in the tin drawer."),
            bad("jonas", "It is back in the tin drawer."),
            bad("priya", "I could not get anybody to open the tin drawer.")));

    @Test
    void aCompanysOwnWordsGetTheMeaningTheyWereRatedWith() {
        SentimentScorer taught = Scorers.taught(ratings);

        assertThat(STANDARD.score("Heron badge for the mixers.", "en").label()).isNotEqualTo(Label.POSITIVE);
        assertThat(taught.score("Heron badge for the mixers.", "en").label()).isEqualTo(Label.POSITIVE);
        assertThat(taught.score("The mixers went into the tin drawer, in lovely weather.", "en").label())
                .isEqualTo(Label.NEGATIVE);
    }

    @Test
    void whatIsSaidNotToBeSoMeansTheOpposite() {
        SentimentScorer taught = Scorers.taught(ratings);

        assertThat(taught.score("It hasn't been given a heron badge.", "en").value()).isNegative();
        assertThat(taught.score("Nothing of yours is in the tin drawer.", "en").value())
                .isGreaterThan(STANDARD.score("Nothing of yours is in the tin drawer.", "en").value());
    }

    @Test
    void theOrderOfRatingChangesNothing() {
        List<RatedText> shuffled = new ArrayList<>(ratings);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(STANDARD.learn(shuffled)).isEqualTo(STANDARD.learn(ratings));
        assertThat(Scorers.taught(shuffled).version()).isEqualTo(Scorers.taught(ratings).version());
    }

    @Test
    void aWithdrawnRatingIsAsIfItHadNeverBeen() {
        List<RatedText> more = new ArrayList<>(ratings);
        more.add(bad("anna", "Heron badge, they say, means the bin."));
        more.removeLast();

        assertThat(STANDARD.learn(more)).isEqualTo(STANDARD.learn(ratings));
        assertThat(STANDARD.with(STANDARD.learn(ratings)).with(Learned.NOTHING).version())
                .isEqualTo(STANDARD.version());
    }

    @Test
    void whoCallsEverythingGoodNewsHasNextToNoSay() {
        List<RatedText> more = new ArrayList<>(ratings);
        for (int i = 0; i < 12; i++) {
            more.add(good("tom", "Tin drawer, number " + i + "."));
        }

        Learned learned = STANDARD.learn(more);

        assertThat(learned.raters()).filteredOn(rater -> rater.name().equals("tom")).singleElement()
                .satisfies(rater -> assertThat(rater.influence()).isLessThan(0.3));
        assertThat(STANDARD.with(learned).score("It went to the tin drawer.", "en").label()).isEqualTo(Label.NEGATIVE);
    }

    @Test
    void onePersonCannotSwingTheTeam() {
        List<RatedText> more = new ArrayList<>(ratings);
        for (int i = 0; i < 100; i++) {
            more.add(good("anna", "Tin drawer " + i + " again."));
            more.add(bad("anna", "Rain " + i + " again."));
        }

        assertThat(STANDARD.with(STANDARD.learn(more)).score("It went to the tin drawer.", "en").value()).isNegative();
    }

    @Test
    void whatATextSaysAnywayTeachesNextToNothingAboutItsTopic() {
        ratings.addAll(List.of(good("anna", "We are ready to sign the contract for the fridges."),
                good("jonas", "The board approved the budget for the fridges, please send the order form."),
                good("priya", "Great news: the contract for the fridges is signed.")));

        SentimentScorer taught = Scorers.taught(ratings);

        assertThat(STANDARD.learn(ratings).entries()).noneMatch(entry -> entry.phrase().contains("fridg"));
        assertThat(taught.score("We have decided against the fridges, another vendor won.", "en").label())
                .isEqualTo(Label.NEGATIVE);
    }

    @Test
    void whatOneBuyerOnlySaysWeighsLess() {
        List<RatedText> one = ratings.stream()
                .map(rating -> new RatedText(rating.rater(), rating.good(), rating.text(), "en", "one buyer", ""))
                .toList();
        List<RatedText> several = new ArrayList<>();
        for (RatedText rating : ratings) {
            several.add(
                    new RatedText(rating.rater(), rating.good(), rating.text(), "en", "buyer " + several.size(), ""));
        }

        assertThat(weight("heron badg", STANDARD.learn(one))).isPositive()
                .isLessThan(weight("heron badg", STANDARD.learn(several)));
        assertThat(STANDARD.with(STANDARD.learn(one)).score("Heron badge for the mixers.", "en").value())
                .isGreaterThan(STANDARD.score("Heron badge for the mixers.", "en").value());
        assertThat(STANDARD.with(STANDARD.learn(one))
                .score("Heron badge or not, we have decided against you and signed with another vendor.", "en").label())
                .isEqualTo(Label.NEGATIVE);
    }

    @Test
    void whatWeHadWrittenOurselvesIsTheTopic() {
        List<RatedText> after = ratings.stream()
                .map(rating -> new RatedText(rating.rater(), rating.good(), rating.text(), "en",
                        "", "Dear all, a heron badge is in our catalogue."))
                .toList();

        assertThat(STANDARD.learn(after).entries()).noneMatch(entry -> entry.phrase().equals("heron badg"))
                .anyMatch(entry -> entry.phrase().equals("tin drawer"));
    }

    @Test
    void daysAndNumbersAreNotWords() {
        for (int i = 0; i < 4; i++) {
            ratings.add(good("anna jonas priya anna".split(" ")[i], "On Wednesday, 2025, the heron " + i + "."));
        }

        assertThat(STANDARD.learn(ratings).entries()).noneMatch(e -> e.phrase().matches("(?:on )?(?:wed.*|2025)"));
    }

    @Test
    void whatWasLearnedIsShownAndAddsUp() {
        Score score = Scorers.taught(ratings).score("Your mixers have a heron badge. The weather is fine.", "en");

        assertThat(score.evidence()).filteredOn(e -> e.signal().equals("own words")).isNotEmpty()
                .allSatisfy(e -> assertThat(e.reason()).contains("learned from"));
        assertThat(score.base() + score.evidence().stream().mapToDouble(Evidence::contribution).sum())
                .isCloseTo(score.value(), within(1e-9));
    }

    @Test
    void koreanAndChinesePhrasesAreLearnedToo() {
        SentimentScorer taught = Scorers.taught(List.of(new RatedText("a", true, "이번 건은 파란봉투입니다.", "ko"),
                new RatedText("b", true, "파란봉투 나왔습니다.", "ko"), new RatedText("c", true, "드디어 파란봉투네요.", "ko"),
                new RatedText("a", false, "회색상자로 갔습니다.", "ko"), new RatedText("b", false, "그건 회색상자예요.", "ko"),
                new RatedText("c", false, "결국 회색상자.", "ko"), new RatedText("a", true, "蓝信封已到。", "zh-Hans"),
                new RatedText("b", true, "收到蓝信封了。", "zh-Hans"), new RatedText("c", true, "是蓝信封。", "zh-Hans"),
                new RatedText("a", false, "进了灰箱子。", "zh-Hans"), new RatedText("b", false, "放到灰箱子里。", "zh-Hans"),
                new RatedText("c", false, "灰箱子。", "zh-Hans"), new RatedText("b", false, "又是灰箱子。", "zh-Hans"),
                new RatedText("c", false, "또 회색상자네요.", "ko")));

        assertThat(taught.score("설비는 파란봉투랍니다.", "ko").label()).isEqualTo(Label.POSITIVE);
        assertThat(taught.score("설비는 회색상자로.", "ko").label()).isEqualTo(Label.NEGATIVE);
        assertThat(taught.score("设备那边，蓝信封。", "zh-Hans").label()).isEqualTo(Label.POSITIVE);
        assertThat(taught.score("设备那边，灰箱子。", "zh-Hans").label()).isEqualTo(Label.NEGATIVE);
    }

    private static double weight(String phrase, Learned learned) {
        return learned.entries().stream().filter(entry -> entry.phrase().equals(phrase)).findAny().orElseThrow()
                .weight();
    }

    private static RatedText good(String rater, String text) {
        return new RatedText(rater, true, text, "en");
    }

    private static RatedText bad(String rater, String text) {
        return new RatedText(rater, false, text, "en");
    }
}
