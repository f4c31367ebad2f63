// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins pieces of one speaker to turns. A speaker goes on until somebody else speaks or a minute passes in silence.
 * What nobody is named for is joined only in the middle of a sentence: it may have been two people.
 */
final class Turns {
    static final Duration SILENCE = Duration.ofMinutes(1);
    private static final Duration BREATH = Duration.ofSeconds(5);
    /** A speech of hours in one turn serves nobody. */
    private static final int LONGEST = 100_000;
    private static final String STOPS = ".?!…。？！؟।\"”»」』)";

    private Turns() {}

    static List<Turn> joined(List<Turn> pieces) {
        List<Turn> turns = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Turn open = null;
        Turn last = null;
        for (Turn piece : pieces) {
            if (last != null && repeats(last, piece)) {
                continue;
            }
            if (open != null && last != null && goesOn(last, piece) && text.length() < LONGEST) {
                join(text, piece.text());
                open = new Turn(open.speaker(), open.start(), later(open.end(), piece.end()), "");
            } else {
                add(turns, open, text);
                text.setLength(0);
                text.append(piece.text());
                open = piece;
            }
            last = piece;
        }
        add(turns, open, text);
        return turns;
    }

    private static void add(List<Turn> turns, @Nullable Turn open, StringBuilder text) {
        if (open != null && !text.isEmpty()) {
            turns.add(new Turn(open.speaker(), open.start(), open.end(), text.toString()));
        }
    }

    /** Rolling captions show a line again while the next one comes. */
    private static boolean repeats(Turn last, Turn piece) {
        return last.text().equals(piece.text()) && last.speaker().equals(piece.speaker()) && last.end() != null
                && piece.start() != null && piece.start().compareTo(last.end()) < 0;
    }

    private static boolean goesOn(Turn last, Turn piece) {
        Duration gap = last.end() == null || piece.start() == null
                ? Duration.ZERO
                : piece.start().minus(last.end());
        if (!last.speaker().equals(piece.speaker())) {
            return false;
        }
        return piece.speaker().isEmpty()
                ? gap.compareTo(BREATH) <= 0 && !endsSentence(last.text())
                : gap.compareTo(SILENCE) <= 0;
    }

    static boolean endsSentence(String text) {
        return !text.isEmpty() && STOPS.indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static @Nullable Duration later(@Nullable Duration one, @Nullable Duration other) {
        return one == null || other != null && other.compareTo(one) > 0 ? other : one;
    }

    /** With a space, unless both sides are written without any (Chinese, Japanese). */
    static void join(StringBuilder text, String more) {
        boolean none = text.isEmpty() || more.isEmpty()
                || isUnspaced(text.charAt(text.length() - 1)) && isUnspaced(more.charAt(0));
        text.append(none ? "" : " ").append(more);
    }

    private static boolean isUnspaced(char c) {
        return c >= '\u3000' && c <= '\u30FF' || c >= '\u3400' && c <= '\u9FFF' || c >= '\uFF01' && c <= '\uFF60';
    }

    /** Lines of one piece as running text. */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String words = line.replace('\u00A0', ' ').replace("\u200B", "").strip();
            if (!words.isEmpty()) {
                join(folded, words);
            }
        }
        return folded.toString();
    }
}
