// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import io.lamplighter.crm.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How often the score agrees with ratings that it was not taught.
 *
 * @param all over all of them
 * @param languages by language, {@code en} first
 * @param raters by who rated
 * @param weeks the same, had it been asked then with the ratings there were; oldest first, may be empty
 * @param setAside ratings by people who rate everything alike, which say little about the score
 */
public record Accuracy(Agreement all, Map<String, Agreement> languages, Map<UserId, Agreement> raters,
        List<Week> weeks, int setAside) {

    /** With fewer, a percentage would be an accident. */
    public static final int LEAST = 20;

    public Accuracy {
        weeks = List.copyOf(weeks);
    }

    /** @param with how many of the tested agree with the score that learned from the others, {@code without} with the plain one */
    public record Agreement(int tested, int with, int without) {

        static final Agreement NONE = new Agreement(0, 0, 0);

        Agreement plus(boolean learned, boolean plain) {
            return new Agreement(tested + 1, with + (learned ? 1 : 0), without + (plain ? 1 : 0));
        }
    }

    public record Week(Instant until, Agreement agreement) {}

    public boolean isEnough() {
        return all.tested() >= LEAST;
    }
}
