// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.opinion;

/**
 * A word or emoticon that is kind or unkind.
 *
 * @param valence from about -5 to 5, after what the words around it do to it
 * @param turns what they did, for people; empty for nothing
 */
public record Opinion(int start, int end, double valence, String turns) {

    Opinion times(double factor) {
        return new Opinion(start, end, valence * factor, turns);
    }
}
