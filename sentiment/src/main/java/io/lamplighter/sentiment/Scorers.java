// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import io.lamplighter.sentiment.model.ModelScorer;

/** Where to get the scorer that everybody uses. */
public final class Scorers {

    private Scorers() {}

    /** The scorer of a company that has not rated anything yet. Loaded once; share it between threads. */
    public static SentimentScorer standard() {
        return Standard.SCORER;
    }

    private static final class Standard {
        static final SentimentScorer SCORER = ModelScorer.load();
    }
}
