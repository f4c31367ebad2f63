// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import java.util.List;

/**
 * What withdrawing ratings would change.
 *
 * @param ratings how many would be withdrawn
 * @param phrasesBefore how many phrases are learned now, {@code phrasesAfter} would be then
 * @param moved recent activities that would be scored otherwise, largest step first
 */
public record Withdrawal(int ratings, int phrasesBefore, int phrasesAfter, List<Moved> moved) {

    public Withdrawal {
        moved = List.copyOf(moved);
    }

    public int warningsLifted() {
        return (int) moved.stream().filter(Moved::liftsItsWarning).count();
    }
}
