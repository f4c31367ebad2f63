// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

/**
 * A phrase found in a text.
 *
 * @param start index of its first character
 * @param end index after its last character
 * @param weight of the entry, after everything around the phrase was taken into account
 * @param turns what was taken into account, for people; empty for nothing
 */
record Hit(Entry entry, int start, int end, double weight, String turns) {

    Hit turned(double factor, String turn) {
        return new Hit(entry, start, end, weight * factor, turns.isEmpty() ? turn : turns + ", " + turn);
    }
}
