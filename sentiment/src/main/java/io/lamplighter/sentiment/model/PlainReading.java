// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.lexicon.Languages;
import io.lamplighter.sentiment.lexicon.OwnWords;

/** How rated texts read without what ratings teach. Each is asked again with every new rating, so it is remembered. */
final class PlainReading implements Learning.Plain {

    private static final int MOST = 20_000;

    private final ModelScorer scorer;
    private final Recent<Spoken, Double> leans = new Recent<>(MOST);

    PlainReading(ModelScorer scorer) {
        this.scorer = scorer;
    }

    private record Spoken(String text, String language) {}

    @Override
    public String language(RatedText rating) {
        return Languages.of(OwnWords.of(rating.text()), rating.language());
    }

    @Override
    public double lean(String text, String language) {
        return leans.of(new Spoken(text, language), of -> scorer.lean(of.text(), of.language()));
    }
}
