// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.upload;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** When a meeting was, as ISO 8601: with an offset, or by the clock of this installation, or only the day. */
public final class MeetingTime {

    private MeetingTime() {}

    /**
     * @param text empty for not given
     * @throws DateTimeException if it is no time
     */
    public static Optional<Instant> read(String text, ZoneId zone) {
        String time = text.strip();
        if (time.isEmpty()) {
            return Optional.empty();
        }
        if (time.length() == "2026-11-18".length()) {
            return Optional.of(LocalDate.parse(time).atTime(12, 0).atZone(zone).toInstant());
        }
        TemporalAccessor best = DateTimeFormatter.ISO_DATE_TIME.parseBest(time, ZonedDateTime::from,
                LocalDateTime::from);
        return Optional.of(best instanceof ZonedDateTime zoned
                ? zoned.toInstant()
                : LocalDateTime.from(best).atZone(zone).toInstant());
    }
}
