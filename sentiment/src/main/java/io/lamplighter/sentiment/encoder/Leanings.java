// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.encoder;

/**
 * What each piece of a text adds to the odds of good and of bad news; they add up to what the encoder makes of the text.
 *
 * @param starts where the word of each piece starts in the text, ascending; {@code ends} is behind it
 * @param good what it adds to the logarithm of the odds of good news against none
 */
public record Leanings(int[] starts, int[] ends, double[] good, double[] bad) {

    public static final Leanings NONE = new Leanings(new int[0], new int[0], new double[0], new double[0]);

    public int size() {
        return starts.length;
    }
}
