// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A meeting or a series in a simulated calendar. */
public final class CalendarEntry {

    /** An occurrence in time. */
    record Held(LocalDate day, Instant planned, Instant start) {}

    private final GraphCalendar calendar;
    private final String id;
    private final Duration length;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<LocalDate, Instant> moved = new LinkedHashMap<>();
    private final Set<LocalDate> cancelled = new TreeSet<>();
    private final Set<LocalDate> takenOut = new TreeSet<>();
    private final String owner;
    private String uid;
    private String subject;
    private String agenda = "";
    private final Map<String, String> names = new LinkedHashMap<>();
    private Instant start;
    private String organiser;
    private String joinUrl = "";
    private String zone = "UTC";
    private String ownAnswer = "none";
    private String sensitivity = "normal";
    private boolean allDay;
    private boolean isCancelled;
    private int weeks;
    private int sequence;
    private Instant createdAt;
    private Instant changedAt;

    CalendarEntry(GraphCalendar calendar, String id, String uid, String subject, Instant start, Duration length,
            String owner) {
        this.calendar = calendar;
        this.id = id;
        this.uid = uid;
        this.subject = subject;
        this.start = start;
        this.length = length;
        this.owner = owner;
        this.organiser = owner;
        this.createdAt = calendar.now();
        this.changedAt = createdAt;
        changed("created");
    }

    private CalendarEntry changed(String change) {
        changedAt = calendar.now();
        calendar.changed(this, change);
        return this;
    }

    public CalendarEntry with(String address) {
        answers.put(address, "none");
        return changed("updated");
    }

    public CalendarEntry with(String address, String name) {
        names.put(address, name);
        return with(address);
    }

    /** As the calendars of all who are on it know it; Outlook's own unless this is said. */
    public CalendarEntry knownAs(String everybodysId) {
        uid = everybodysId;
        return changed("updated");
    }

    public CalendarEntry about(String text) {
        agenda = text;
        return changed("updated");
    }

    /** Somebody else called it: this is a guest's copy. */
    public CalendarEntry calledBy(String address) {
        organiser = address;
        answers.put(owner, "none");
        return changed("updated");
    }

    public CalendarEntry calledBy(String address, String name) {
        names.put(address, name);
        return calledBy(address);
    }

    public CalendarEntry online(String url) {
        joinUrl = url;
        return changed("updated");
    }

    /** @param windowsZone as Outlook names it */
    public CalendarEntry weekly(int times, String windowsZone) {
        weeks = times;
        zone = windowsZone;
        return changed("updated");
    }

    public CalendarEntry allDay() {
        allDay = true;
        return changed("updated");
    }

    public CalendarEntry isPrivate() {
        sensitivity = "private";
        return changed("updated");
    }

    public CalendarEntry answers(String address, String response) {
        if (address.equals(owner)) {
            ownAnswer = response;
        } else {
            answers.put(address, response);
        }
        return changed("updated");
    }

    public CalendarEntry moves(Instant to) {
        start = to;
        sequence++;
        return changed("updated");
    }

    public CalendarEntry movesOccurrence(LocalDate day, Instant to) {
        moved.put(day, to);
        return changed("updated");
    }

    /** The organiser calls one occurrence off, and this copy shows it. */
    public CalendarEntry cancelsOccurrence(LocalDate day) {
        cancelled.add(day);
        return changed("updated");
    }

    /** One occurrence is deleted: nothing is left of it. */
    public CalendarEntry takesOut(LocalDate day) {
        takenOut.add(day);
        return changed("updated");
    }

    public CalendarEntry cancels() {
        isCancelled = true;
        return changed("updated");
    }

    public void deletes() {
        changed("deleted");
    }

    /** It is in this calendar since then. */
    public CalendarEntry cameAt(Instant at) {
        createdAt = at;
        return changed("updated");
    }

    /** These joined on Teams and stayed to its end; a name without an address is a guest who did not sign in. */
    public CalendarEntry isAttended(Instant began, Instant ended, String... people) {
        calendar.attended(joinUrl, new GraphCalendar.Report(calendar.newTranscriptId(), began, ended, List.of(people)));
        return this;
    }

    /** Somebody switched transcription on while it was held. */
    public CalendarEntry isTranscribed(Instant createdAt, String vtt) {
        calendar.transcribed(joinUrl, new GraphCalendar.Transcript(calendar.newTranscriptId(), createdAt, vtt));
        return this;
    }

    String id() {
        return id;
    }

    public String uid() {
        return uid;
    }

    String subject() {
        return subject;
    }

    String agenda() {
        return agenda.isEmpty() ? "Agenda of " + subject : agenda;
    }

    /** @param otherwise where nobody said what this address is called */
    String name(String address, String otherwise) {
        return names.getOrDefault(address, otherwise);
    }

    Instant start() {
        return start;
    }

    Duration length() {
        return length;
    }

    String organiser() {
        return organiser;
    }

    boolean isOrganiser() {
        return organiser.equals(owner);
    }

    String joinUrl() {
        return joinUrl;
    }

    String zone() {
        return zone;
    }

    String ownAnswer() {
        return ownAnswer;
    }

    String sensitivity() {
        return sensitivity;
    }

    boolean isAllDay() {
        return allDay;
    }

    boolean isCancelled() {
        return isCancelled;
    }

    boolean recurs() {
        return weeks > 0;
    }

    int weeks() {
        return weeks;
    }

    int sequence() {
        return sequence;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    Map<String, String> answers() {
        return Map.copyOf(answers);
    }

    Set<LocalDate> takenOut() {
        return takenOut;
    }

    boolean isCancelled(Held occurrence) {
        return isCancelled || cancelled.contains(occurrence.day());
    }

    boolean isException(Held occurrence) {
        return moved.containsKey(occurrence.day()) || cancelled.contains(occurrence.day());
    }

    LocalDate firstDay() {
        return start.atZone(javaZone()).toLocalDate();
    }

    private ZoneId javaZone() {
        return io.lamplighter.ingest.calendar.ZoneNames.exact(zone).orElse(ZoneOffset.UTC);
    }

    /** Of a single meeting the meeting itself. */
    List<Held> held() {
        List<Held> held = new ArrayList<>();
        ZonedDateTime first = start.atZone(javaZone());
        for (int week = 0; week < Math.max(1, weeks); week++) {
            ZonedDateTime planned = first.plusWeeks(week);
            LocalDate day = planned.toLocalDate();
            if (!takenOut.contains(day)) {
                held.add(new Held(day, planned.toInstant(), moved.getOrDefault(day, planned.toInstant())));
            }
        }
        return held;
    }
}
