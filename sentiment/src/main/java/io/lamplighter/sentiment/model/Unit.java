// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a text that is explained as one: a phrase of the lexicon, or what the model makes of a sentence.
 *
 * @param start where to point, in the text
 */
record Unit(int start, int end, Odds odds, String signal, String reason) {

    /** Less than this is not worth pointing at. */
    private static final double LEAST = 0.03;

    /** The same phrase, with more to say. */
    Unit with(Odds more) {
        return new Unit(start, end, odds.plus(more), signal, reason);
    }

    /** The same phrase, with a share of its say. */
    Unit times(double share) {
        return new Unit(start, end, odds.times(share), signal, reason);
    }

    /**
     * What each unit adds to the score. The score is no sum of odds, so a unit is worth the mean of what it adds when the text
     * is read forwards and when it is read backwards; these add up exactly to the score of all without that of none.
     */
    static List<Evidence> worth(List<Unit> units, Odds before) {
        double[] worth = new double[units.size()];
        Odds sum = before;
        for (int i = 0; i < worth.length; i++) {
            Odds next = sum.plus(units.get(i).odds());
            worth[i] += (next.value() - sum.value()) / 2;
            sum = next;
        }
        sum = before;
        for (int i = worth.length - 1; i >= 0; i--) {
            Odds next = sum.plus(units.get(i).odds());
            worth[i] += (next.value() - sum.value()) / 2;
            sum = next;
        }
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < worth.length; i++) {
            Unit unit = units.get(i);
            if (Math.abs(worth[i]) >= LEAST) {
                evidence.add(new Evidence(unit.start, unit.end, worth[i], unit.signal, unit.reason));
            }
        }
        return evidence;
    }
}
