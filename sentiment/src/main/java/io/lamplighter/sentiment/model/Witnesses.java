// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The ratings of the texts in which one phrase stands, and what they make of it.
 *
 * <p>A rating that the text explains without the phrase ("we signed for the fridges", called good) says little about the phrase:
 * else the topics of a good quarter would become good news. A little it does say: what stands in eight such texts and in no other
 * means something, too.
 */
final class Witnesses {

    /** Less than this, by people whose word counts, is an accident. */
    private static final double LEAST = 2.5;
    /** The same for what they said that the texts did not explain. */
    private static final double LEAST_CREDIT = 2.2;
    /** What a rating says about a phrase when the rest of the text explains it altogether. */
    private static final double EXPLAINED = 0.4;
    /** What is left of it for words that we had used ourselves: they are what the deal is about. */
    private static final double REPEATED = 0.25;
    /** A phrase must be this much the company's own. */
    private static final double LEAST_RARITY = 0.8;
    private static final double PRIOR = 0.4;
    /** So many ratings, and it counts half of what it would if there were ever so many. */
    private static final double DOUBT = 4;
    /** What says less than this for one side says nothing. */
    private static final double LEAST_WEIGHT = 0.1;
    /** What one person can put into the scale for one phrase, however often they rate. */
    private static final double MOST_OF_ONE = 3;
    /**
     * What stands in the mail of one buyer only is most often what that buyer buys. It may tip what says nothing else, and not
     * turn round what is said in clear words. Each rating of another buyer's mail lets it say as much more.
     */
    private static final double MOST_WITH_ONE_BUYER = 0.07;

    private final List<Witness> all = new ArrayList<>();
    private double rarity = 1;

    /**
     * One rating.
     *
     * @param good what it says of the phrase
     * @param influence what the rater's word counts
     * @param surprise from 0 (as the text reads without the phrase) to 1
     * @param isOurs whether we had used the phrase before
     */
    private record Witness(RatedText rating, boolean good, double influence, double surprise, boolean isOurs) {

        double credit() {
            return influence * (EXPLAINED + (1 - EXPLAINED) * surprise) * (isOurs ? REPEATED : 1);
        }
    }

    /** @param lean how much the text speaks for good rather than bad news without what was learned, as logarithm of odds */
    void add(RatedText rating, double influence, Phrase phrase, double lean, boolean isOurs) {
        double against = 1 / (1 + StrictMath.exp(rating.good() ? lean : -lean));
        all.add(new Witness(rating, rating.good() != phrase.negated(), influence, Math.min(1, 2 * against), isOurs));
        rarity = Math.min(rarity, phrase.rarity());
    }

    int good() {
        return (int) all.stream().filter(Witness::good).count();
    }

    int bad() {
        return all.size() - good();
    }

    /** What the phrase adds to the odds of good against bad news; 0 where too little speaks for either. */
    double weight() {
        if (rarity < LEAST_RARITY || all.stream().mapToDouble(Witness::influence).sum() < LEAST) {
            return 0;
        }
        double[] credits = credits();
        double good = sum(credits, Witness::good);
        double bad = sum(credits, witness -> !witness.good());
        double certain = (good + bad) / (good + bad + DOUBT);
        double weight = StrictMath.log((good + PRIOR) / (bad + PRIOR)) * certain * rarity * rarity;
        if (good + bad < LEAST_CREDIT || Math.abs(weight) < LEAST_WEIGHT) {
            return 0;
        }
        double most = MOST_WITH_ONE_BUYER + elsewhere(credits, weight > 0);
        return Math.max(-most, Math.min(most, weight));
    }

    /** What each rating counts; those of one person together count no more than they may. */
    private double[] credits() {
        Map<String, Double> sums = new HashMap<>();
        all.forEach(witness -> sums.merge(witness.rating().rater(), witness.influence(), Double::sum));
        return all.stream().mapToDouble(witness -> witness.credit()
                * Math.min(1, MOST_OF_ONE / Math.max(1, sums.getOrDefault(witness.rating().rater(), 1.0)))).toArray();
    }

    /** What the ratings of one kind count that are not of the buyer with the most of them. */
    private double elsewhere(double[] credits, boolean good) {
        Map<String, Double> buyers = new HashMap<>();
        for (int i = 0; i < credits.length; i++) {
            RatedText rating = all.get(i).rating();
            if (all.get(i).good() == good && !rating.about().isEmpty()) {
                buyers.merge(rating.about(), credits[i], Double::sum);
            }
        }
        double most = buyers.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return sum(credits, witness -> witness.good() == good) - most;
    }

    private double sum(double[] credits, Predicate<Witness> which) {
        return IntStream.range(0, credits.length).filter(i -> which.test(all.get(i))).mapToDouble(i -> credits[i])
                .sum();
    }
}
