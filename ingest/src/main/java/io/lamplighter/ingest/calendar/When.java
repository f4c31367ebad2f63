// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** A date or time of a property, with the zone it is in. */
record When(LocalDateTime local, MeetingZone zone, boolean dateOnly) {

    static Optional<When> read(Property property, Zones zones) {
        return read(property.value(), property, zones);
    }

    /** @param value one of several in {@code property} */
    static Optional<When> read(String value, Property property, Zones zones) {
        boolean day = property.parameter("VALUE").equalsIgnoreCase("DATE");
        return DateValue.parse(value).map(date -> {
            if (day || date.dateOnly()) {
                return new When(date.local().toLocalDate().atStartOfDay(), zones.floating(), true);
            }
            // RFC 5545 §3.2.19: a zone beside UTC means nothing.
            return new When(date.local(),
                    date.utc() ? MeetingZone.UTC : zones.named(property.parameterText("TZID")), false);
        });
    }

    Instant instant() {
        return zone.instant(local);
    }
}
