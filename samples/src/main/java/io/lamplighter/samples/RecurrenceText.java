// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.calendar.MeetingZone;
import io.lamplighter.ingest.calendar.Recurrence;
import io.lamplighter.ingest.calendar.RecurrenceRule;
import io.lamplighter.ingest.calendar.Schedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How a meeting repeats, in the lines of RFC 5545: RRULE, EXRULE, RDATE, EXDATE. Empty for a single meeting. */
final class RecurrenceText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final MeetingZone UTC = MeetingZone.of(ZoneOffset.UTC);

    private final Schedule schedule;
    private final List<String> lines = new ArrayList<>();

    private RecurrenceText(Schedule schedule) {
        this.schedule = schedule;
    }

    static String of(Schedule schedule) {
        RecurrenceText text = new RecurrenceText(schedule);
        text.add(schedule.recurrence());
        return String.join("\n", text.lines);
    }

    private void add(Recurrence recurrence) {
        for (RecurrenceRule rule : recurrence.rules()) {
            lines.add("RRULE:" + rule.text());
        }
        for (RecurrenceRule rule : recurrence.exceptRules()) {
            lines.add("EXRULE:" + rule.text());
        }
        add(isDays() ? "RDATE;VALUE=DATE:" : "RDATE:", recurrence.added().stream()
                .filter(added -> added.length().isEmpty()).map(added -> time(added.start())).toList());
        add("RDATE;VALUE=PERIOD:", recurrence.added().stream().filter(added -> added.length().isPresent())
                .map(added -> time(added.start()) + "/" + added.length().orElseThrow()).toList());
        add("EXDATE:", recurrence.excluded().stream().map(this::time).toList());
        add("EXDATE;VALUE=DATE:", recurrence.excludedDays().stream().map(DAY::format).toList());
    }

    private void add(String name, Collection<String> values) {
        if (!values.isEmpty()) {
            lines.add(name + String.join(",", values));
        }
    }

    private boolean isDays() {
        return schedule.allDay() && schedule.zone().isFloating();
    }

    private String time(Instant time) {
        if (isDays()) {
            return DAY.format(schedule.zone().local(time));
        }
        return schedule.zone().isFloating()
                ? TIME.format(schedule.zone().local(time))
                : TIME.format(UTC.local(time)) + "Z";
    }
}
