// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What happened in a deal, newest first, or one more page of it.
 *
 * @param says "47 activities, newest first"
 * @param more null at the beginning of the deal
 */
public record Timeline(String says, List<TimelineEntry> entries, @Nullable More more) {

    public Timeline {
        entries = List.copyOf(entries);
    }
}
