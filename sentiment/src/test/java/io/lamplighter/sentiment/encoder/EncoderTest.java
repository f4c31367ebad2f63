// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncoderTest {

    private static final Encoder ENCODER = Encoder.load().orElseThrow();
    private static final String TEXT = "We loved the demo, but the committee chose somebody else.";

    @Test
    void whatComesAfterButCounts() {
        assertThat(lean("The committee chose somebody else, but the appeal was upheld and the order is yours."))
                .isGreaterThan(
                        lean("The order was yours, but the appeal was upheld and the committee chose somebody else."));
    }

    @Test
    void everyWordOfAShortTextHasItsShare() {
        Leanings leanings = ENCODER.read(TEXT);

        assertThat(leanings.size()).isEqualTo(12);
        assertThat(TEXT.substring(leanings.starts()[0], leanings.ends()[0])).isEqualTo("We");
        assertThat(TEXT.substring(leanings.starts()[11], leanings.ends()[11])).isEqualTo(".");
    }

    @Test
    void sameTextSameNumbersFromEveryThread() {
        Leanings expected = ENCODER.read(TEXT);

        assertThat(IntStream.range(0, 40).parallel().mapToObj(i -> ENCODER.read(TEXT)))
                .allMatch(leanings -> Arrays.equals(leanings.good(), expected.good())
                        && Arrays.equals(leanings.bad(), expected.bad()));
    }

    @Test
    void ofALongTextTheBeginningAndTheEndAreRead() {
        Leanings leanings = ENCODER.read("first " + "and so on ".repeat(2_000) + "last");

        assertThat(leanings.size()).isEqualTo(158);
        assertThat(leanings.starts()[0]).isZero();
        assertThat(leanings.starts()[157]).isEqualTo(20_006);
    }

    @Test
    void nothingToReadIsNothingSaid() {
        for (String text : List.of("", " \n", "\uD800", "\u0000")) {
            assertThat(lean(text)).as(text).isCloseTo(0, within(10.0));
        }
    }

    private static double lean(String text) {
        Leanings leanings = ENCODER.read(text);
        return Arrays.stream(leanings.good()).sum() - Arrays.stream(leanings.bad()).sum();
    }
}
