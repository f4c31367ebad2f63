// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.mime.Warnings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads iCalendar (RFC 5545) as it really is: from Outlook, Exchange, Google, Apple, Notes and whatever was broken on the
 * way. Pure; never throws; time and memory are bounded whatever the input. Thread-safe.
 */
public final class CalendarReader {
    private final ZoneId floating;

    /** @param floating the zone for all-day meetings and times without a zone: the mailbox owner's */
    public CalendarReader(ZoneId floating) {
        this.floating = Objects.requireNonNull(floating, "floating");
    }

    public CalendarContent read(byte[] octets) {
        Warnings warnings = new Warnings();
        return read(CalendarText.decoded(octets, warnings), Method.STORED, warnings);
    }

    public CalendarContent read(String text) {
        return read(text, Method.STORED);
    }

    /** @param declared what the part's Content-Type says (RFC 6047 §2.4), for a calendar that says nothing */
    public CalendarContent read(String text, Method declared) {
        Warnings warnings = new Warnings();
        if (text.length() > CalendarText.LONGEST) {
            warnings.add("calendar is too long and was cut");
            return read(text.substring(0, CalendarText.LONGEST), declared, warnings);
        }
        return read(text, declared, warnings);
    }

    private CalendarContent read(String text, Method declared, Warnings warnings) {
        List<Meeting> meetings = new ArrayList<>();
        Optional<Method> first = Optional.empty();
        for (String block : WellFormed.calendars(text, warnings)) {
            for (Component calendar : Components.parse(block, warnings)) {
                String written = calendar.value("METHOD");
                Method method = written.isEmpty() ? declared : Method.named(written);
                first = first.or(() -> Optional.of(method));
                meetings.addAll(new EventReader(method, new Zones(calendar, floating, warnings), warnings)
                        .all(calendar.named("VEVENT")));
            }
        }
        if (first.isEmpty() && !text.isBlank()) {
            warnings.add("no calendar is in it");
        }
        return new CalendarContent(first.orElse(declared), meetings, warnings.all());
    }
}
