// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The calendar of a simulated mailbox, and the transcripts of the meetings held. */
public final class GraphCalendar {

    record Transcript(String id, Instant createdAt, String vtt) {}

    /** @param people addresses, or names of guests */
    record Report(String id, Instant began, Instant ended, List<String> people) {}

    private final GraphMailbox mailbox;
    private final Supplier<Instant> now;
    private final Map<String, CalendarEntry> entries = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private final Map<String, List<Transcript>> transcripts = new LinkedHashMap<>();
    private final Map<String, List<Report>> reports = new LinkedHashMap<>();
    private int ids;

    GraphCalendar(GraphMailbox mailbox, Supplier<Instant> now) {
        this.mailbox = mailbox;
        this.now = now;
    }

    /** A meeting that the owner of the mailbox calls. What is said of it afterwards changes it, as in Outlook. */
    public CalendarEntry calls(String subject, Instant start, Duration length) {
        CalendarEntry entry;
        synchronized (this) {
            String id = "AAkEv%05d=".formatted(++ids);
            entry = new CalendarEntry(this, id, globalId(ids), subject, start, length, mailbox.address());
            entries.put(id, entry);
        }
        return entry;
    }

    /** MS-OXOCAL §2.2.1.27, in hexadecimal, without the day of an occurrence. */
    private static String globalId(int number) {
        return "040000008200E00074C5B7101A82E00800000000D0A1B2C3D4E5D90100000000000000001000000%025X"
                .formatted(0xABCDEF0000L + number);
    }

    Instant now() {
        return now.get();
    }

    void changed(CalendarEntry entry, String change) {
        synchronized (this) {
            log.add(entry.id());
            if (change.equals("deleted")) {
                entries.remove(entry.id());
            }
        }
        mailbox.changed("events", change, entry.id());
    }

    void transcribed(String joinUrl, Transcript transcript) {
        synchronized (this) {
            transcripts.computeIfAbsent(joinUrl, url -> new ArrayList<>()).add(transcript);
        }
    }

    void attended(String joinUrl, Report report) {
        synchronized (this) {
            reports.computeIfAbsent(joinUrl, url -> new ArrayList<>()).add(report);
        }
    }

    synchronized List<Report> reports(String joinUrl) {
        return List.copyOf(reports.getOrDefault(joinUrl, List.of()));
    }

    synchronized String newTranscriptId() {
        return "MSMjMCMj-tr%04d".formatted(++ids);
    }

    synchronized List<CalendarEntry> entries() {
        return List.copyOf(entries.values());
    }

    synchronized Optional<CalendarEntry> byId(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    synchronized long events() {
        return log.size();
    }

    synchronized List<String> since(long from, long to) {
        return log.subList((int) from, (int) Math.min(to, log.size())).stream().distinct().toList();
    }

    synchronized Optional<String> joinUrl(String meetingId) {
        return Stream.concat(transcripts.keySet().stream(), reports.keySet().stream())
                .filter(url -> meetingId(url).equals(meetingId)).findFirst();
    }

    static String meetingId(String joinUrl) {
        return "MSpk" + Integer.toHexString(joinUrl.hashCode());
    }

    synchronized List<Transcript> transcripts(String joinUrl) {
        return List.copyOf(transcripts.getOrDefault(joinUrl, List.of()));
    }
}
