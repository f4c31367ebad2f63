// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Deals of one state, or all of them when the list is sorted by something else.
 *
 * @param head null for a page that goes on in a group, and for a list without groups
 */
public record Group(@Nullable Head head, List<DealRow> rows) {

    public Group {
        rows = List.copyOf(rows);
    }

    /**
     * @param deals how many are in the group, not on this page
     * @param amount their value: "€402,000"; empty if none has one
     */
    public record Head(ClockState state, int deals, String amount) {}
}
