// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.faults.BadDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A calendar at Microsoft on a bad day. */
final class GraphCalendarTrouble extends GraphTrouble {

    private static final Duration LENGTH = Duration.ofMinutes(30);
    private static final String HELEN = "helen@buyer.example";

    private boolean changing;
    private int planned;

    GraphCalendarTrouble(BadDay day) {
        super(day, true, List.of("/calendarView", "/events"));
    }

    @Override
    public String prefix() {
        return CalendarReading.PREFIX;
    }

    @Override
    public int history() {
        return 110;
    }

    @Override
    public void holds(String name, Duration age) {
        calls(name, START.minus(age));
    }

    @Override
    public void arrives(String name) {
        calls(name, START.plus(Duration.ofHours(++planned)));
    }

    private CalendarEntry calls(String name, Instant start) {
        return anna.calendar().calls(name, start, LENGTH).with(HELEN);
    }

    private CalendarEntry entry(String name) {
        return anna.calendar().entries().stream().filter(e -> e.subject().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public void goes(String name) {
        entry(name).deletes();
    }

    /** To another time; or out of this calendar and back into it, as somebody's mail program does it. */
    @Override
    public void moves(String name) {
        CalendarEntry entry = entry(name);
        Instant to = entry.start().plus(Duration.ofMinutes(90));
        if (changing) {
            entry.deletes();
            calls(name, to).knownAs(entry.uid());
            bite();
        } else {
            entry.moves(to);
        }
    }

    @Override
    void changesIds() {
        changing = true;
    }

    @Override
    public List<String> there() {
        return anna.calendar().entries().stream().map(e -> e.subject() + " at " + e.start()).toList();
    }

    @Override
    public Map<LocalDate, Integer> counted() {
        Map<LocalDate, Integer> days = new TreeMap<>();
        anna.calendar().entries()
                .forEach(e -> days.merge(LocalDate.ofInstant(e.start(), ZoneOffset.UTC), 1, Integer::sum));
        return days;
    }
}
