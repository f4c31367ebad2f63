// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns what a company's own phrases mean from ratings: a phrase that hardly anybody else uses, and that stands in texts rated
 * alike, stands for what they were rated.
 */
final class Learning {

    /** Fewer ratings than this, by people whose word counts, are an accident. */
    private static final double LEAST_RATINGS = 2.5;
    /** A phrase must be this much the company's own. */
    private static final double LEAST_RARITY = 0.8;
    private static final double PRIOR = 0.4;
    /** What one person can put into the scale for one phrase, however often they rate. */
    private static final double MOST_OF_ONE = 3;

    private Learning() {}

    /** For one phrase: who said what, and how rare it is. */
    private static final class Tally {
        final Map<String, double[]> byRater = new TreeMap<>();
        double rarity = 1;
        int good;
        int bad;

        void add(RatedText rating, double influence, Phrase phrase) {
            boolean says = rating.good() != phrase.negated();
            byRater.computeIfAbsent(rating.rater(), r -> new double[2])[says ? 0 : 1] += influence;
            rarity = Math.min(rarity, phrase.rarity());
            good += says ? 1 : 0;
            bad += says ? 0 : 1;
        }

        double of(int side) {
            double sum = 0;
            for (double[] one : byRater.values()) {
                double all = one[0] + one[1];
                sum += all > MOST_OF_ONE ? one[side] * MOST_OF_ONE / all : one[side];
            }
            return sum;
        }

        double weight() {
            double forGood = of(0);
            double forBad = of(1);
            if (forGood + forBad < LEAST_RATINGS || rarity < LEAST_RARITY) {
                return 0;
            }
            return StrictMath.log((forGood + PRIOR) / (forBad + PRIOR)) * rarity * rarity;
        }
    }

    static Learned from(Collection<RatedText> unordered, Map<String, PhraseReader> readers, Spoken spoken) {
        List<RatedText> ratings = unordered.stream().sorted().toList();
        List<Learned.Rater> raters = raters(ratings);
        Map<String, Double> influence = new HashMap<>();
        raters.forEach(rater -> influence.put(rater.name(), rater.influence()));
        Map<String, Map<String, Tally>> tallies = new TreeMap<>();
        for (RatedText rating : ratings) {
            String language = spoken.of(rating);
            PhraseReader reader = readers.get(language);
            if (reader == null) {
                continue;
            }
            Map<String, Tally> of = tallies.computeIfAbsent(language, l -> new TreeMap<>());
            Set<String> seen = new HashSet<>();
            for (Phrase phrase : reader.in(rating.text())) {
                if (seen.add(phrase.key())) {
                    of.computeIfAbsent(phrase.key(), k -> new Tally()).add(rating,
                            influence.getOrDefault(rating.rater(), 0.0), phrase);
                }
            }
        }
        Map<String, Map<String, Learned.Entry>> phrases = new TreeMap<>();
        tallies.forEach((language, of) -> {
            Map<String, Learned.Entry> entries = new TreeMap<>();
            of.forEach((key, tally) -> {
                double weight = tally.weight();
                if (weight != 0) {
                    entries.put(key, new Learned.Entry(key, weight, tally.good, tally.bad));
                }
            });
            phrases.put(language, entries);
        });
        return new Learned(phrases, raters);
    }

    /** In which language a rated text is read. */
    interface Spoken {
        String of(RatedText rating);
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
