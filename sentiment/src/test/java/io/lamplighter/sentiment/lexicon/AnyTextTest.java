// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.SentimentScorer;
import io.lamplighter.sentiment.model.ModelScorer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyTextTest {

    private static final List<String> LANGUAGES = List.of("en", "ko", "zh-Hans", "zh-Hant", "", "de", "-", "x-ÿ",
            "\uD800");

    private final SentimentScorer scorer = Scorers.standard();
    private final Random random = new Random(4);

    @Test
    void contributionsAddUpForTextsMadeOfLexiconWords() {
        for (String file : List.of("deal-en.tsv", "deal-ko.tsv", "deal-zh.tsv")) {
            List<String> words = LexiconFile.entries(file).stream()
                    .flatMap(entry -> Stream.of(entry.pattern().split("[ *|]"))).toList();
            for (int i = 0; i < 400; i++) {
                addsUp(randomText(words), file.substring(5, 7));
            }
        }
    }

    @Test
    void contributionsAddUpForRandomUnicode() {
        for (int i = 0; i < 400; i++) {
            String text = IntStream.range(0, random.nextInt(300))
                    .collect(StringBuilder::new, (b, c) -> b.append((char) random.nextInt(0x10000)),
                            StringBuilder::append)
                    .toString();
            addsUp(text, LANGUAGES.get(random.nextInt(LANGUAGES.size())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "\n", ">", "not ", "we ", "we not the budget ", "if but not ", "'", "\uD83D",
            "\uDE00\uD83D", "不", "지 않", "预算", ".", "=",
            "From: x\n", "On a wrote: ", "regards", "ready to sign ", "\u0000", "\u202E", "more than "})
    @Timeout(10)
    void takesAMegabyteOfAnythingInItsStride(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());

        for (String language : LANGUAGES) {
            long before = System.nanoTime();
            addsUp(text, language);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void sameTextSameScoreFromEveryThread() {
        String text = "We loved the demo, but the budget is frozen until Q3.";
        Score expected = ModelScorer.load().score(text, "en");

        assertThat(IntStream.range(0, 500).parallel().mapToObj(i -> scorer.score(text, "en")))
                .allMatch(expected::equals);
    }

    private void addsUp(String text, String language) {
        Score score = scorer.score(text, language);
        double sum = score.base() + score.evidence().stream().mapToDouble(Evidence::contribution).sum();

        assertThat(score.value()).isBetween(-1.0, 1.0).isCloseTo(sum, within(1e-9));
        assertThat(score.confidence()).isBetween(0.0, 1.0);
        assertThat(score.evidence()).allMatch(evidence -> evidence.start() >= 0 && evidence.start() < evidence.end()
                && evidence.end() <= text.length());
    }

    private String randomText(List<String> words) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append(words.get(random.nextInt(words.size())))
                    .append(List.of(" ", ", ", ". ", "? ", "\n").get(Math.max(0, random.nextInt(12) - 7)));
        }
        return text.toString();
    }
}
