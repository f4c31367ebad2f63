// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The list of deals, or one more page of it.
 *
 * @param says "34, most urgent first"
 * @param meetings whether a calendar is read at all; without one there is no column for the next meeting
 * @param more null on the last page
 * @param empty what stands in its place when there is no row
 */
public record BoardList(String says, boolean meetings, List<Group> groups, @Nullable More more, @Nullable Empty empty) {

    public BoardList {
        groups = List.copyOf(groups);
    }

    public static BoardList nothing(Empty empty) {
        return new BoardList("", false, List.of(), null, empty);
    }

    public int columns() {
        return meetings ? 7 : 6;
    }
}
