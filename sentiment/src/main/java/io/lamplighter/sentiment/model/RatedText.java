// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.Objects;

/**
 * What a person said about a text.
 *
 * @param rater who; only told apart from others
 * @param good whether it was good news
 * @param text without quotes and signature, as it is scored
 * @param language as for {@link io.lamplighter.sentiment.SentimentScorer#score}
 * @param about with whom it was written, only told apart from others; empty where nobody knows
 * @param ours what we had written there before; the words of a topic are in it
 */
public record RatedText(String rater, boolean good, String text, String language, String about, String ours)
        implements
            Comparable<RatedText> {

    public RatedText {
        Objects.requireNonNull(rater, "rater");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(ours, "ours");
    }

    /** With whom it was written is not known, nor what was written before. */
    public RatedText(String rater, boolean good, String text, String language) {
        this(rater, good, text, language, "", "");
    }

    /** An order of their own, so that what is learned does not depend on the order of rating. */
    @Override
    public int compareTo(RatedText other) {
        int order = text.compareTo(other.text);
        order = order != 0 ? order : rater.compareTo(other.rater);
        order = order != 0 ? order : language.compareTo(other.language);
        order = order != 0 ? order : about.compareTo(other.about);
        order = order != 0 ? order : ours.compareTo(other.ours);
        return order != 0 ? order : Boolean.compare(good, other.good);
    }
}
