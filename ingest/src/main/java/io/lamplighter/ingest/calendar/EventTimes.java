// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.mime.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Start, end and recurrence of an event. */
final class EventTimes {
    private static final int MOST_DATES = 10_000;
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private final Component event;
    private final Zones zones;
    private final Warnings warnings;

    EventTimes(Component event, Zones zones, Warnings warnings) {
        this.event = event;
        this.zones = zones;
        this.warnings = warnings;
    }

    Optional<Schedule> schedule() {
        Optional<When> start = event.property("DTSTART").flatMap(p -> When.read(p, zones));
        if (start.isEmpty()) {
            if (event.property("DTSTART").isPresent()) {
                warnings.add("DTSTART is unreadable");
            }
            return Optional.empty();
        }
        When begin = start.get();
        Instant end = end(begin);
        boolean allDay = begin.dateOnly() || event.value("X-MICROSOFT-CDO-ALLDAYEVENT").equalsIgnoreCase("TRUE");
        return Optional.of(new Schedule(begin.instant(), end, allDay, begin.zone(), recurrence(begin)));
    }

    private Instant end(When begin) {
        Instant start = begin.instant();
        Instant end = written(begin).orElse(begin.dateOnly() ? begin.zone().instant(begin.local().plusDays(1)) : start);
        if (end.isBefore(start)) {
            warnings.add("it ends before it starts");
            return start;
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            warnings.add("it lasts longer than ten years");
            return start.plus(LONGEST);
        }
        return end;
    }

    private Optional<Instant> written(When begin) {
        Optional<When> end = event.property("DTEND").flatMap(p -> When.read(p, zones));
        if (end.isPresent()) {
            boolean sameDay = begin.dateOnly() && end.get().dateOnly() && !end.get().local().isAfter(begin.local());
            // Seen: DTEND of an all-day event as its last day, against RFC 5545 §3.6.1.
            return Optional.of(sameDay ? begin.zone().instant(begin.local().plusDays(1)) : end.get().instant());
        }
        return event.property("DURATION").flatMap(p -> Durations.parse(p.value()))
                .map(length -> begin.dateOnly() && length.toDays() > 0
                        ? begin.zone().instant(begin.local().plusDays(length.toDays()))
                        : begin.instant().plus(length));
    }

    private Recurrence recurrence(When begin) {
        List<RecurrenceRule> rules = rules("RRULE");
        List<Recurrence.Added> added = new ArrayList<>();
        Set<Instant> excluded = new HashSet<>();
        Set<LocalDate> excludedDays = new HashSet<>();
        for (Property property : event.all("RDATE")) {
            for (String value : values(property)) {
                added(value, property, begin).ifPresent(added::add);
            }
        }
        for (Property property : event.all("EXDATE")) {
            for (String value : values(property)) {
                Optional<When> when = When.read(value, property, zones);
                if (when.isPresent() && (when.get().dateOnly() || begin.dateOnly())) {
                    excludedDays.add(when.get().local().toLocalDate());
                } else {
                    when.ifPresent(time -> excluded.add(resolved(time, begin)));
                }
            }
        }
        Recurrence recurrence = new Recurrence(rules, rules("EXRULE"), added, excluded, excludedDays);
        return recurrence.isEmpty() ? Recurrence.NONE : recurrence;
    }

    /** A floating time in a series with a zone is meant in that zone. */
    private static Instant resolved(When when, When begin) {
        return when.zone().isFloating() ? begin.zone().instant(when.local()) : when.instant();
    }

    private Optional<Recurrence.Added> added(String value, Property property, When begin) {
        int slash = value.indexOf('/');
        Optional<When> start = When.read(slash < 0 ? value : value.substring(0, slash), property, zones);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        boolean dayOnly = start.get().dateOnly() && !begin.dateOnly();
        Instant instant = dayOnly
                ? begin.zone().instant(start.get().local().toLocalDate().atTime(begin.local().toLocalTime()))
                : begin.dateOnly()
                        ? begin.zone().instant(start.get().local().toLocalDate().atTime(LocalTime.MIDNIGHT))
                        : resolved(start.get(), begin);
        return Optional.of(new Recurrence.Added(instant, slash < 0
                ? Optional.empty()
                : length(value.substring(slash + 1), property, instant, begin)));
    }

    private Optional<Duration> length(String end, Property property, Instant start, When begin) {
        Optional<Duration> length = Durations.parse(end)
                .or(() -> When.read(end, property, zones).map(when -> Duration.between(start, resolved(when, begin))));
        return length.filter(d -> !d.isNegative() && d.compareTo(LONGEST) <= 0);
    }

    private List<RecurrenceRule> rules(String name) {
        List<RecurrenceRule> rules = new ArrayList<>();
        for (Property property : event.all(name)) {
            Optional<RecurrenceRule> rule = RecurrenceRule.parse(property.value());
            if (rule.isEmpty()) {
                warnings.add(name + " is no rule we know");
            } else if (rules.size() < 20) {
                rules.add(rule.get());
            }
        }
        return rules;
    }

    private List<String> values(Property property) {
        String[] values = property.value().split(",", MOST_DATES + 1);
        if (values.length > MOST_DATES) {
            warnings.add(property.name() + " has too many dates");
        }
        return List.of(values).subList(0, Math.min(values.length, MOST_DATES));
    }
}
