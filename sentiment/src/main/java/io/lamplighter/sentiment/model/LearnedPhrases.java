// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a company's ratings taught in a text: the weightiest phrases first, none over another. */
final class LearnedPhrases {

    /** Ratings of a company outweigh what mail in general says. */
    private static final double TRUST = 10;

    private LearnedPhrases() {}

    static List<Unit> in(String text, @Nullable PhraseReader reader, Map<String, Learned.Entry> learned) {
        if (reader == null || learned.isEmpty()) {
            return List.of();
        }
        List<Phrase> known = reader.in(text, learned::containsKey);
        known.sort(Comparator.comparingDouble((Phrase p) -> -Math.abs(entry(learned, p).weight()))
                .thenComparingInt(Phrase::start).thenComparingInt(p -> -p.end()));
        List<Phrase> chosen = new ArrayList<>();
        List<Unit> units = new ArrayList<>();
        for (Phrase phrase : known) {
            if (chosen.stream().noneMatch(phrase::overlaps)) {
                chosen.add(phrase);
                units.add(unit(phrase, entry(learned, phrase)));
            }
        }
        return units;
    }

    private static Learned.Entry entry(Map<String, Learned.Entry> learned, Phrase phrase) {
        return learned.getOrDefault(phrase.key(), new Learned.Entry(phrase.key(), 0, 0, 0));
    }

    private static Unit unit(Phrase phrase, Learned.Entry entry) {
        double weight = entry.weight() * TRUST * (phrase.negated() ? -0.8 : 1);
        int ratings = entry.good() + entry.bad();
        return new Unit(phrase.start(), phrase.end(), new Odds(weight, -weight), "own words",
                "\"" + entry.phrase() + "\", learned from " + ratings + (ratings == 1 ? " rating" : " ratings")
                        + (phrase.negated() ? ", said not to be so" : ""));
    }
}
