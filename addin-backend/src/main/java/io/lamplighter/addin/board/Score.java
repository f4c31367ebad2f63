// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.Locale;

/**
 * The tone of one activity for the deal: a signed number with two digits, a word, and a triangle.
 *
 * @param hundredths the score times one hundred, rounded
 */
public record Score(int hundredths) {

    private static final int NEITHER = 20;

    public static Score of(double score) {
        return new Score((int) Math.round(score * 100));
    }

    /** {@code good}, {@code bad} or {@code neither}. */
    public String kind() {
        if (hundredths > NEITHER) {
            return "good";
        }
        return hundredths < -NEITHER ? "bad" : "neither";
    }

    public String word() {
        return switch (kind()) {
            case "good" -> "Good news";
            case "bad" -> "Bad news";
            default -> "Neither";
        };
    }

    /** "+0.23", "−0.42", "0.00". */
    public String number() {
        return signed(hundredths);
    }

    static String signed(int hundredths) {
        String sign = hundredths == 0 ? "" : hundredths > 0 ? "+" : "−";
        return sign + String.format(Locale.ROOT, "%d.%02d", Math.abs(hundredths) / 100, Math.abs(hundredths) % 100);
    }
}
