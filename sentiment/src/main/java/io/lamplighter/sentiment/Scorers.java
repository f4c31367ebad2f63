// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import io.lamplighter.sentiment.model.ModelScorer;
import io.lamplighter.sentiment.model.RatedText;
import java.util.Collection;

/** Where to get the scorer that everybody uses. */
public final class Scorers {

    private Scorers() {}

    /** The scorer of a company that has not rated anything yet. Loaded once; share it between threads. */
    public static ModelScorer standard() {
        return Standard.SCORER;
    }

    /** The scorer of a company that rated: the same ratings give the same scores, in whatever order they came. */
    public static ModelScorer taught(Collection<RatedText> ratings) {
        return Standard.SCORER.with(Standard.SCORER.learn(ratings));
    }

    private static final class Standard {
        static final ModelScorer SCORER = ModelScorer.load();
    }
}
