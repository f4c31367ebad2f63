// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.List;

/**
 * The occurrences of a series inside a window, by time.
 *
 * @param occurrences each a meeting of its own, with a key of its own; one that was cancelled is among them and says so,
 *        one that was taken out of the series is not
 * @param complete whether these are all; false where a rule has more than can be listed or counted up to here
 */
public record Expansion(List<Meeting> occurrences, boolean complete) {

    public Expansion {
        occurrences = List.copyOf(occurrences);
    }
}
