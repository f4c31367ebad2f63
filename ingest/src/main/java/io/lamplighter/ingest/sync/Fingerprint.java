// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

/**
 * 64 bits that differ in few places for texts that differ in few words (Charikar's simhash). White space, case and
 * punctuation do not count: they change on the way.
 */
final class Fingerprint {
    /** The first words tell letters apart; more would only cost. */
    private static final int MOST_WORDS = 400;
    private static final int PLANES = 9;

    /** 64 counters side by side, plane by plane: the first holds the lowest bit of each. */
    private final long[] planes = new long[PLANES];
    private int words;

    private Fingerprint() {}

    static long of(String subject, String text) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(subject);
        fingerprint.add(text);
        return fingerprint.bits();
    }

    private void add(String text) {
        long hash = 0;
        boolean inWord = false;
        for (int i = 0; i <= text.length() && words < MOST_WORDS; i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c < 128 ? isWord(c) : Character.isLetterOrDigit(c)) {
                hash = hash * 31 + (c < 128 ? c | 0x20 : Character.toLowerCase(c));
                inWord = true;
            } else if (inWord) {
                count(mixed(hash));
                hash = 0;
                inWord = false;
            }
        }
    }

    private static boolean isWord(char c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z' || c >= '0' && c <= '9';
    }

    /** Adds one to the counter of every bit that is set, all at once. */
    private void count(long word) {
        words++;
        long carry = word;
        for (int plane = 0; plane < PLANES && carry != 0; plane++) {
            long next = planes[plane] & carry;
            planes[plane] ^= carry;
            carry = next;
        }
    }

    /** Spreads a weak hash over all bits (Stafford's mix 13). */
    private static long mixed(long hash) {
        long z = hash + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** The bits that most words have. */
    private long bits() {
        long bits = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            int votes = 0;
            for (int plane = 0; plane < PLANES; plane++) {
                votes |= (int) (planes[plane] >>> bit & 1) << plane;
            }
            bits |= votes * 2 > words ? 1L << bit : 0;
        }
        return bits;
    }
}
