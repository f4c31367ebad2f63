// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.Locale;
import java.util.Map;

/**
 * The runs of words and characters that the model has weights for. English: one to three words in a row, and two to five
 * characters of a word with its edges. Korean and Chinese, where words are not told apart by spaces or change their endings:
 * one to four characters in a row.
 *
 * <p>A run is known by a 32-bit hash of what it says; two of a few ten thousand may share one, which costs less than keeping
 * the strings.
 */
final class Grams {

    static final int WORDS = 0;
    static final int CHARACTERS = 1;

    private static final int LONGEST_WORD = 40;
    private static final int MOST_WORDS = 3;
    private static final int LEAST_CHARACTERS = 2;
    private static final int MOST_CHARACTERS = 5;
    private static final int MOST_SIGNS = 4;

    /** Takes the runs of a text. */
    interface Sink {

        /**
         * @param kind {@link #WORDS} or {@link #CHARACTERS}
         * @param start where it stands in the text; {@code end} is behind it
         */
        void gram(int kind, int hash, int start, int end);
    }

    private final Map<Character, Character> simplified;

    /** @param simplified the form of a traditional Chinese character under which it is known */
    Grams(Map<Character, Character> simplified) {
        this.simplified = simplified;
    }

    /** Gives the runs between {@code from} and {@code to}, which is a sentence, in order. */
    void of(String text, int from, int to, boolean words, Sink sink) {
        if (words) {
            words(text, from, to, sink);
        } else {
            signs(text, from, to, sink);
        }
    }

    private static void words(String text, int from, int to, Sink sink) {
        int[] hashes = new int[MOST_WORDS];
        int[] starts = new int[MOST_WORDS];
        int seen = 0;
        for (int i = from; i < to; i++) {
            if (!isWord(text.charAt(i))) {
                continue;
            }
            int end = i + 1;
            while (end < to && isWord(text.charAt(end))) {
                end++;
            }
            if (end - i <= LONGEST_WORD) {
                String word = text.substring(i, end).replace('’', '\'').toLowerCase(Locale.ROOT);
                shift(hashes, starts);
                hashes[MOST_WORDS - 1] = hash(word, 0, word.length(), 17);
                starts[MOST_WORDS - 1] = i;
                seen++;
                int together = 0;
                for (int n = 1; n <= MOST_WORDS && n <= seen; n++) {
                    together = together * 31 + hashes[MOST_WORDS - n];
                    sink.gram(WORDS, mixed(together + n), starts[MOST_WORDS - n], end);
                }
                characters(" " + word + " ", i, end, sink);
            }
            i = end;
        }
    }

    private static void shift(int[] hashes, int[] starts) {
        System.arraycopy(hashes, 1, hashes, 0, hashes.length - 1);
        System.arraycopy(starts, 1, starts, 0, starts.length - 1);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '\'' || c == '’';
    }

    private static void characters(String edged, int start, int end, Sink sink) {
        for (int n = LEAST_CHARACTERS; n <= MOST_CHARACTERS && n <= edged.length(); n++) {
            for (int i = 0; i + n <= edged.length(); i++) {
                sink.gram(CHARACTERS, mixed(hash(edged, i, i + n, 23)), start, end);
            }
        }
    }

    private void signs(String text, int from, int to, Sink sink) {
        char[] signs = new char[to - from];
        int[] places = new int[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            char c = Character.toLowerCase(text.charAt(i));
            boolean space = Character.isWhitespace(c) || c == '\u3000';
            if (space && (count == 0 || signs[count - 1] == ' ')) {
                continue;
            }
            signs[count] = space ? ' ' : simplified.getOrDefault(c, c);
            places[count++] = i;
        }
        for (int i = 0; i < count; i++) {
            int hash = 29;
            for (int n = 1; n <= MOST_SIGNS && i + n <= count; n++) {
                hash = hash * 0x01000193 ^ signs[i + n - 1];
                sink.gram(CHARACTERS, mixed(hash + n), places[i], places[i + n - 1] + 1);
            }
        }
    }

    private static int hash(String text, int from, int to, int seed) {
        int hash = 0x811C9DC5 ^ seed;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        return hash;
    }

    /** Spreads a weak hash over all bits (MurmurHash3's finaliser). */
    private static int mixed(int hash) {
        int h = (hash ^ hash >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }
}
