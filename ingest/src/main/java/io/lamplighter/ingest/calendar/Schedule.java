// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;

/**
 * When a meeting is.
 *
 * @param start of a series: of its first occurrence
 * @param end never before {@code start}; equal to it where the calendar gives neither end nor duration
 * @param allDay whole days; in floating time, unless the calendar gave times and called them a day
 * @param recurrence how it repeats; {@link Recurrence#NONE} for a single meeting
 */
public record Schedule(Instant start, Instant end, boolean allDay, MeetingZone zone, Recurrence recurrence) {

    public Schedule {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(recurrence, "recurrence");
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a meeting ends before it starts");
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    LocalDateTime localStart() {
        return zone.local(start);
    }

    /** The same at another time, once. */
    Schedule once(Instant newStart, Instant newEnd) {
        return new Schedule(newStart, newEnd, allDay, zone, Recurrence.NONE);
    }

    /** RFC 4791 §9.9: what has no length counts where it starts. */
    boolean overlaps(Instant from, Instant to) {
        return start.isBefore(to) && (end.isAfter(from) || !start.isBefore(from));
    }
}
