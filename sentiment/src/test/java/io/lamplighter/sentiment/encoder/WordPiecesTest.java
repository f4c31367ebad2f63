// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.sentiment.encoder.WordPieces.Pieces;
import org.junit.jupiter.api.Test;

class WordPiecesTest {

    private final WordPieces pieces = WordPieces.read("""
            {"model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "sign": 3, "##ed": 4,
            "cafe": 5, "!": 6, "\\"": 7, "##\\u00e9": 8, "un": 9}}, "other": {"sign": 99}}
            """);

    @Test
    void wordsAreCutIntoTheLongestKnownPieces() {
        assertThat(pieces.of("signed", 10).numbers()).containsExactly(1, 3, 4, 2);
    }

    @Test
    void capitalsAndAccentsDoNotMatter() {
        assertThat(pieces.of("SIGN Café", 10).numbers()).containsExactly(1, 3, 5, 2);
    }

    @Test
    void punctuationStandsAlone() {
        Pieces of = pieces.of("sign!\"sign", 10);

        assertThat(of.numbers()).containsExactly(1, 3, 6, 7, 3, 2);
        assertThat(of.starts()).containsExactly(-1, 0, 4, 5, 6, -1);
        assertThat(of.ends()).containsExactly(-1, 4, 5, 6, 10, -1);
    }

    @Test
    void aWordThatIsNotKnownToTheEndIsUnknown() {
        assertThat(pieces.of("signs unsigned " + "sign".repeat(30), 10).numbers()).containsExactly(1, 0, 0, 0, 2);
    }
}
