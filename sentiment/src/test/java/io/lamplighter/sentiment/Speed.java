// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment;

import java.util.List;

/** How many texts a scorer does in a second: the best of some rounds, since the machine has other work. */
final class Speed {

    private static final int ROUNDS = Integer.getInteger("rounds", 4);
    private static final long ROUND = 1_000_000_000L;

    private static long texts;

    private Speed() {}

    static double of(List<Labelled> items, SentimentScorer scorer) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, round(items, scorer));
        }
        return best;
    }

    private static double round(List<Labelled> items, SentimentScorer scorer) {
        long start = System.nanoTime();
        int scored = 0;
        double sum = 0;
        while (System.nanoTime() - start < ROUND) {
            Labelled item = items.get(scored % items.size());
            // No text twice: a scorer may remember what it has read.
            sum += scorer.score(item.passage().text() + " " + texts++, item.language()).value();
            scored++;
        }
        return Double.isNaN(sum) ? 0 : scored * 1e9 / (System.nanoTime() - start);
    }
}
