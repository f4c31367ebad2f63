// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

/**
 * One line of the lexicon.
 *
 * @param pattern as written in the file
 * @param signal the deal signal it stands for
 * @param weight what it is worth on its own, before squashing; negative for bad news
 */
record Entry(String pattern, String signal, double weight) {

    /** A signal that settles the matter, as opposed to one that only colours it. */
    boolean settles() {
        return switch (signal) {
            case "ready to sign", "purchase order", "verdict", "churn risk", "budget", "expansion" ->
                Math.abs(weight) >= 0.7;
            default -> false;
        };
    }
}
