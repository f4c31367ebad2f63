// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

/**
 * Judges whether a text is good or bad news for closing an opportunity.
 *
 * <p>Pure and thread-safe: equal texts get equal scores, on every machine. Never throws on any text and takes bounded time.
 */
public interface SentimentScorer {

    /** Names the rules and weights behind the scores; changes whenever the same text could score differently. */
    String version();

    /**
     * @param text what somebody wrote, without quotes and signature
     * @param language BCP 47 language tag, or empty when unknown: the scorer then decides itself
     */
    Score score(String text, String language);
}
