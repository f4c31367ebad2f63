// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.Score;

/**
 * How much speaks for good and for bad news, against none, as logarithms of odds: they add up over the parts of a text.
 */
record Odds(double good, double bad) {

    Odds plus(Odds other) {
        return new Odds(good + other.good, bad + other.bad);
    }

    Odds times(double factor) {
        return new Odds(good * factor, bad * factor);
    }

    /** What speaks for good rather than for bad news. */
    double lean() {
        return good - bad;
    }

    /**
     * The score: inside the neutral band while no news is likeliest, beyond it by the lead of the likeliest over the second.
     * StrictMath, because every node must come to the same number.
     */
    double value() {
        double top = Math.max(0, Math.max(good, bad));
        double forGood = StrictMath.exp(good - top);
        double forBad = StrictMath.exp(bad - top);
        double forNone = StrictMath.exp(-top);
        double all = forGood + forBad + forNone;
        if (forNone >= forGood && forNone >= forBad) {
            return Score.THRESHOLD * (forGood - forBad) / forNone;
        }
        double lead = forGood >= forBad
                ? (forGood - Math.max(forNone, forBad)) / all
                : -(forBad - Math.max(forNone, forGood)) / all;
        return lead + Math.signum(lead) * Score.THRESHOLD * (1 - Math.abs(lead));
    }

    /** From 0 (all three alike) to 1 (certain). */
    double confidence() {
        double top = Math.max(0, Math.max(good, bad));
        double all = StrictMath.exp(good - top) + StrictMath.exp(bad - top) + StrictMath.exp(-top);
        return (1 / all - 1.0 / 3) * 1.5;
    }
}
