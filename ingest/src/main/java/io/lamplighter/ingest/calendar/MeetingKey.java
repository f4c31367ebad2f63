// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * What makes two notices speak of the same meeting, whichever mailbox, calendar or API they come from.
 *
 * @param uid brought to one form: Exchange wraps and rewrites it
 * @param occurrence when the occurrence would have begun had nobody moved it (RECURRENCE-ID); for all-day and floating
 *        series as if written in UTC, so that it does not depend on who reads; empty for a single meeting or the whole
 *        series
 */
public record MeetingKey(String uid, Optional<Instant> occurrence) implements Comparable<MeetingKey> {
    private static final Comparator<MeetingKey> ORDER = Comparator.comparing(MeetingKey::uid)
            .thenComparing(key -> key.occurrence().orElse(Instant.MIN));

    public MeetingKey {
        Objects.requireNonNull(occurrence, "occurrence");
        uid = Uids.normal(uid, occurrence.isPresent());
    }

    public static MeetingKey of(String uid) {
        return new MeetingKey(uid, Optional.empty());
    }

    public MeetingKey at(Instant occurrence) {
        return new MeetingKey(uid, Optional.of(occurrence));
    }

    /** The series it belongs to, or itself. */
    public MeetingKey series() {
        return of(uid);
    }

    @Override
    public int compareTo(MeetingKey other) {
        return ORDER.compare(this, other);
    }
}
