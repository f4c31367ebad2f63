// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

/**
 * 64 bits that differ in few places for texts that differ in few words (Charikar's simhash). White space, case and
 * punctuation do not count: they change on the way.
 */
final class Fingerprint {
    /** The first words tell letters apart; more would only cost. */
    private static final int MOST_WORDS = 400;

    private final int[] votes = new int[Long.SIZE];
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
            if (Character.isLetterOrDigit(c)) {
                hash = hash * 31 + Character.toLowerCase(c);
                inWord = true;
            } else if (inWord) {
                vote(mixed(hash));
                hash = 0;
                inWord = false;
            }
        }
    }

    private void vote(long word) {
        words++;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            votes[bit] += (int) (word >>> bit & 1) * 2 - 1;
        }
    }

    /** Spreads a weak hash over all bits (Stafford's mix 13). */
    private static long mixed(long hash) {
        long z = hash + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private long bits() {
        long bits = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            bits |= votes[bit] > 0 ? 1L << bit : 0;
        }
        return bits;
    }
}
