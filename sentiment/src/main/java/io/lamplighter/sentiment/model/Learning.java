// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Learns what a company's own phrases mean from ratings: a phrase that hardly anybody else uses, and that stands in texts rated
 * alike, stands for what they were rated, as far as the rest of those texts does not say the same.
 */
final class Learning {

    private Learning() {}

    static Learned from(Collection<RatedText> unordered, Map<String, PhraseReader> readers, Plain plain) {
        List<RatedText> ratings = unordered.stream().sorted().toList();
        List<Learned.Rater> raters = raters(ratings);
        Map<String, Double> influence = new HashMap<>();
        raters.forEach(rater -> influence.put(rater.name(), rater.influence()));
        Map<String, Map<String, Witnesses>> phrases = new TreeMap<>();
        for (RatedText rating : ratings) {
            String language = plain.language(rating);
            PhraseReader reader = readers.get(language);
            if (reader == null) {
                continue;
            }
            Map<String, Witnesses> of = phrases.computeIfAbsent(language, l -> new TreeMap<>());
            double counts = influence.getOrDefault(rating.rater(), 0.0);
            double lean = plain.lean(rating.text(), language);
            Set<String> seen = new HashSet<>();
            List<Phrase> said = reader.in(rating.text());
            Set<String> ours = ours(rating, reader, said);
            for (Phrase phrase : said) {
                if (seen.add(phrase.key())) {
                    of.computeIfAbsent(phrase.key(), k -> new Witnesses()).add(rating, counts, phrase, lean,
                            ours.contains(phrase.key()));
                }
            }
        }
        Map<String, Map<String, Learned.Entry>> learned = new TreeMap<>();
        phrases.forEach((language, of) -> learned.put(language, entries(of)));
        return new Learned(learned, raters);
    }

    /** Those of the phrases that we had used there ourselves. */
    private static Set<String> ours(RatedText rating, PhraseReader reader, List<Phrase> said) {
        if (rating.ours().isEmpty()) {
            return Set.of();
        }
        Set<String> keys = said.stream().map(Phrase::key).collect(Collectors.toSet());
        return reader.in(rating.ours(), keys::contains).stream().map(Phrase::key).collect(Collectors.toSet());
    }

    private static Map<String, Learned.Entry> entries(Map<String, Witnesses> phrases) {
        Map<String, Learned.Entry> entries = new TreeMap<>();
        phrases.forEach((key, witnesses) -> {
            double weight = witnesses.weight();
            if (weight != 0) {
                entries.put(key, new Learned.Entry(key, weight, witnesses.good(), witnesses.bad()));
            }
        });
        return entries;
    }

    /** How a rated text reads to somebody who was taught nothing. */
    interface Plain {

        String language(RatedText rating);

        /** How much a text speaks for good rather than bad news, as logarithm of odds. */
        double lean(String text, String language);
    }

    /** The square of 4 p (1 - p): 1 for who calls half of the texts good news, near 0 for who calls nearly all of them so. */
    private static List<Learned.Rater> raters(List<RatedText> ratings) {
        Map<String, int[]> counts = new TreeMap<>();
        for (RatedText rating : ratings) {
            counts.computeIfAbsent(rating.rater(), r -> new int[2])[rating.good() ? 0 : 1]++;
        }
        return counts.entrySet().stream().map(e -> {
            double share = (e.getValue()[0] + 1.0) / (e.getValue()[0] + e.getValue()[1] + 2);
            double fair = 4 * share * (1 - share);
            return new Learned.Rater(e.getKey(), e.getValue()[0], e.getValue()[1], fair * fair);
        }).toList();
    }
}
