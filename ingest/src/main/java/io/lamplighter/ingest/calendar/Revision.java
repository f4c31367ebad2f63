// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * Which of two notices about a meeting is the newer one (RFC 5546 §2.1.5): SEQUENCE decides, then the stamp.
 *
 * @param stamp when the notice was made; of a stored copy when it was last changed; {@link Instant#EPOCH} where neither
 *        is written
 */
public record Revision(Method method, int sequence, Instant stamp) implements Comparable<Revision> {
    /** Last the method, so that the order in which equal revisions arrive changes nothing. */
    private static final Comparator<Revision> ORDER = Comparator.comparingInt(Revision::sequence)
            .thenComparing(Revision::stamp).thenComparing(Revision::method);

    public Revision {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(stamp, "stamp");
    }

    @Override
    public int compareTo(Revision other) {
        return ORDER.compare(this, other);
    }

    boolean isAtLeast(Revision other) {
        return sequence > other.sequence || sequence == other.sequence && !stamp.isBefore(other.stamp);
    }
}
