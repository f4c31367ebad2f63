// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lamplighter.sentiment.Score.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A specialist, not a fool: what is no business mail is read as what it is. */
class GeneralOpinionTest {

    private final SentimentScorer scorer = Scorers.standard();

    @ParameterizedTest
    @ValueSource(strings = {"omg this song is so good, i love it :)",
            "The blender is wonderful, easy to clean and very quiet.",
            "best holiday ever, the kids are so happy!!!"})
    void kindWordsAboutThingsAreKind(String text) {
        assertThat(scorer.score(text, "en").label()).isEqualTo(Label.POSITIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ugh, worst film ever, i hated every minute of it",
            "The handle broke and the pan is useless.",
            "feeling so sad and lonely tonight :("})
    void unkindWordsAboutThingsAreUnkind(String text) {
        assertThat(scorer.score(text, "en").label()).isEqualTo(Label.NEGATIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hi Sam,\n\nThanks for the lovely lunch yesterday, the fish was wonderful.\n\nBest,\nAnna",
            "Hello Peter,\n\nI am sorry I missed your call, I was stuck in a horrible traffic jam. I am back at my desk now.\n\nMaria"})
    void aFriendlyMailIsNoNews(String text) {
        assertThat(scorer.score(text, "en").label()).isEqualTo(Label.NEUTRAL);
    }

    @ParameterizedTest
    @CsvSource({"tweets, 0.60", "amazon, 0.50"})
    void agreesWithPeopleAboutTweetsAndReviews(String set, double floor) throws IOException {
        Path file = Shared.place("corpus/sentiment").resolve("vader_" + set + ".shared.tsv");
        assumeTrue(Files.isRegularFile(file), "no such set beside the project");

        List<Labelled> all = Labelled.readAll(List.of(file));
        // Every fourth will do; sentiment/evaluate takes all of them.
        Figures figures = Figures.of(IntStream.range(0, all.size() / 4).mapToObj(i -> all.get(i * 4)).toList(), scorer);

        assertThat(figures.correlation()).as("%s", figures).isGreaterThanOrEqualTo(floor);
    }
}
