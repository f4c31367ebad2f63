// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.faults.BadDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A calendar at Google on a bad day. */
final class GoogleCalendarTrouble extends GoogleTrouble {

    private static final Duration LENGTH = Duration.ofMinutes(30);
    private static final String HELEN = "helen@buyer.example";

    private record Planned(String id, String uid, Instant start) {}

    private final Map<String, Planned> planned = new LinkedHashMap<>();
    private boolean changing;
    private int serial;

    GoogleCalendarTrouble(BadDay day) {
        super(day, true, "calendar");
    }

    @Override
    public String prefix() {
        return EventStream.PREFIX;
    }

    @Override
    public int history() {
        return 2 * EventStream.PAGE + 20;
    }

    /** A calendar of three pages is read with three requests. */
    @Override
    int many() {
        return 3;
    }

    @Override
    int nowAndThen() {
        return 3;
    }

    @Override
    public void holds(String name, Duration age) {
        plans(name, START.minus(age));
    }

    @Override
    public void arrives(String name) {
        plans(name, START.plus(Duration.ofHours(++serial)));
    }

    private void plans(String name, Instant start) {
        String id = anna.calendar().plans(name, start, LENGTH, HELEN);
        planned.put(name, new Planned(id, id + "@google.com", start));
    }

    private Planned planned(String name) {
        Planned entry = planned.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(name);
        }
        return entry;
    }

    @Override
    public void goes(String name) {
        anna.calendar().deletes(planned(name).id());
        planned.remove(name);
    }

    /** To another time; or into another calendar and back, which gives it another id. */
    @Override
    public void moves(String name) {
        Planned entry = planned(name);
        Instant to = entry.start().plus(Duration.ofMinutes(90));
        if (changing) {
            goes(name);
            plans(name, to);
            anna.calendar().changes(planned(name).id(), Json.of("iCalUID", entry.uid()));
            bite();
        } else {
            anna.calendar().changes(entry.id(), Json.of("start", time(to), "end", time(to.plus(LENGTH)), "sequence",
                    1));
            planned.put(name, new Planned(entry.id(), entry.uid(), to));
        }
    }

    private static Map<String, Object> time(Instant at) {
        return Json.of("dateTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)),
                "timeZone", "UTC");
    }

    @Override
    void forgets() {
        anna.calendar().forgetsTokens();
    }

    @Override
    void changesIds() {
        changing = true;
    }

    @Override
    public List<String> there() {
        return planned.entrySet().stream().map(e -> e.getKey() + " at " + e.getValue().start()).toList();
    }

    @Override
    public Map<LocalDate, Integer> counted() {
        Map<LocalDate, Integer> days = new TreeMap<>();
        planned.values().forEach(e -> days.merge(LocalDate.ofInstant(e.start(), ZoneOffset.UTC), 1, Integer::sum));
        return days;
    }
}
