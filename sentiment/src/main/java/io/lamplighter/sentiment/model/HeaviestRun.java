// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.model.Sentences.Span;

/** The part of a sentence to point at: the run of characters with the greatest sum (Kadane), a phrase at most. */
final class HeaviestRun {

    private static final int LONGEST = 60;

    private HeaviestRun() {}

    /**
     * @param lean what each character of the sentence weighs
     * @param sign in which direction to look; the whole sentence is returned where nothing leans there
     */
    static Span in(double[] lean, double sign, Span sentence) {
        double best = 0;
        int from = 0;
        int to = 0;
        double sum = 0;
        int start = 0;
        for (int i = 0; i < lean.length; i++) {
            if (sum <= 0 || i - start >= LONGEST) {
                sum = 0;
                start = i;
            }
            sum += lean[i] * sign;
            if (sum > best) {
                best = sum;
                from = start;
                to = i + 1;
            }
        }
        while (to > from && lean[to - 1] * sign <= 0) {
            to--;
        }
        return best <= 0 ? sentence : new Span(sentence.start() + from, sentence.start() + to);
    }
}
