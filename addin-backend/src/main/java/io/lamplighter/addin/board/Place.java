// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.Comparator;
import java.util.Optional;

/**
 * Where a deal stands in a sorted list. A page goes on behind the place of the last row shown, so deals that come, go or move
 * meanwhile neither repeat a row nor swallow one.
 *
 * @param rank what the list is sorted by, smallest first
 * @param name what comes next among equals, for lists sorted by name
 */
record Place(long rank, long id, String name) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::rank).thenComparing(Place::name)
            .thenComparingLong(Place::id);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** As it stands in a link. */
    String token() {
        return rank + "~" + id + "~" + name;
    }

    /** Empty for a link that somebody has changed: the list then begins at its beginning. */
    static Optional<Place> parse(String token) {
        String[] parts = token.split("~", 3);
        try {
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
