// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreTest {

    @Test
    void saysTheSameInNumberAndWord() {
        assertThat(Score.of(-0.4249)).extracting(Score::number, Score::word, Score::kind).containsExactly("−0.42",
                "Bad news", "bad");
        assertThat(Score.of(0.55)).extracting(Score::number, Score::word, Score::kind).containsExactly("+0.55",
                "Good news", "good");
    }

    @Test
    void aFifthIsStillNeither() {
        assertThat(Score.of(0.20).word()).isEqualTo("Neither");
        assertThat(Score.of(-0.20).word()).isEqualTo("Neither");
        assertThat(Score.of(0.21).word()).isEqualTo("Good news");
    }

    @Test
    void nothingHasNoSign() {
        assertThat(Score.of(-0.001).number()).isEqualTo("0.00");
    }
}
