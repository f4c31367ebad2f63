// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import java.util.List;
import java.util.Objects;

/**
 * Good or bad news for the deal, and why. {@code base} and the contributions of the evidence add up to {@code value}.
 *
 * @param value from -1 (the deal is lost) over 0 (says nothing about the deal) to 1 (it closes)
 * @param confidence from 0 (nothing to go by) to 1
 * @param base the part of the value that no phrase of the text accounts for
 * @param evidence in the order of the text
 * @param version of the scorer
 */
public record Score(double value, double confidence, double base, List<Evidence> evidence, String version) {

    /** Above this a score is good news, below its negative bad news. */
    public static final double THRESHOLD = 0.20;

    /** The score in a word. */
    public enum Label {
        POSITIVE, NEUTRAL, NEGATIVE
    }

    public Score {
        evidence = List.copyOf(evidence);
        Objects.requireNonNull(version, "version");
    }

    public Label label() {
        if (value > THRESHOLD) {
            return Label.POSITIVE;
        }
        return value < -THRESHOLD ? Label.NEGATIVE : Label.NEUTRAL;
    }
}
