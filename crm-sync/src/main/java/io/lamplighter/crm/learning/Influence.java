// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import io.lamplighter.crm.UserId;

/**
 * What the ratings of one person count for.
 *
 * @param each from 0 to 1, what one of them counts: who rates everything alike tells nothing apart
 * @param share from 0 to 1, of all that counts
 */
public record Influence(UserId rater, String name, int good, int bad, double each, double share) {

    private static final double DISCOUNTED = 0.5;
    private static final int FEW = 5;

    public int ratings() {
        return good + bad;
    }

    /** Whether this person rates nearly everything alike, and counts less for it. */
    public boolean isSystematic() {
        return each < DISCOUNTED && ratings() >= FEW;
    }
}
