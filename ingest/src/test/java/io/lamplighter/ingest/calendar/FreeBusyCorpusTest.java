// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.Corpus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * When somebody is busy, against sabre/vobject's own tests. The product answers no such question; it is asked here because
 * the answer is right only where the expansion is.
 */
class FreeBusyCorpusTest {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    private record Busy(Instant start, Instant end, String type) {}

    @Test
    void occurrencesFillTheirTime() {
        Corpus corpus = Corpus.named("ical");
        for (JsonNode entry : corpus.under("ical/sabre_itip/freebusy/")) {
            JsonNode test = corpus.json(Corpus.input(entry));
            String input = test.path("input").asString("");
            if (input.isEmpty()) {
                // A file the test reads from elsewhere.
                continue;
            }
            Instant from = instant(test.path("range").path(0).asString());
            Instant to = instant(test.path("range").path(1).asString());
            CalendarReader reader = new CalendarReader(ZoneId.of(test.path("tz").asString("UTC")));
            List<Busy> busy = busy(reader, asEvents(input), from, to);
            String available = test.path("vavailability").asString("");
            List<Busy> around = available.isEmpty() ? List.of() : unavailable(reader, available, from, to);
            corpus.ask(test.path("test").asString(), test.path("expected").asString().strip(), lines(busy, around));
        }
        corpus.report("free and busy", 100);
    }

    /** VFREEBUSY's periods, written as the meetings they stand for. */
    private static String asEvents(String calendar) {
        return calendar.lines().filter(line -> !line.contains("FBTYPE=FREE")).map(line -> line.startsWith("FREEBUSY:")
                ? List.of(line.substring(9).split(",")).stream()
                        .map(period -> "BEGIN:VEVENT\nUID:" + period + "\nDTSTART:" + period.replaceFirst("/",
                                period.contains("/P") ? "\nDURATION:" : "\nDTEND:") + "\nEND:VEVENT")
                        .collect(Collectors.joining("\n"))
                : line.replaceFirst("(BEGIN|END):VFREEBUSY", "")).collect(Collectors.joining("\n"));
    }

    private static List<Busy> busy(CalendarReader reader, String calendar, Instant from, Instant to) {
        List<Busy> all = new ArrayList<>();
        MeetingBook book = MeetingBook.EMPTY.with(reader.read(calendar));
        book.meetings().stream().map(m -> m.key().series()).distinct()
                .flatMap(key -> book.history(key).series().between(from, to).occurrences().stream()).forEach(m -> {
                    Schedule schedule = m.schedule().orElseThrow();
                    all.add(new Busy(later(schedule.start(), from), earlier(schedule.end(), to),
                            m.status() == Status.TENTATIVE ? ";FBTYPE=BUSY-TENTATIVE" : ""));
                });
        return all;
    }

    private static List<Busy> unavailable(CalendarReader reader, String calendar, Instant from, Instant to) {
        String type = calendar.contains("BUSYTYPE:BUSY-TENTATIVE") ? "BUSY-TENTATIVE" : "BUSY-UNAVAILABLE";
        String inner = calendar.substring(calendar.indexOf("BEGIN:AVAILABLE"), calendar.indexOf("END:VAVAILABILITY"));
        List<Busy> available = busy(reader,
                "BEGIN:VCALENDAR\n" + inner.replace(":AVAILABLE", ":VEVENT\nUID:a") + "END:VCALENDAR", from, to);
        return without(List.of(new Busy(from, to, ";FBTYPE=" + type)), available);
    }

    private static List<Busy> without(List<Busy> some, List<Busy> holes) {
        List<Busy> left = new ArrayList<>(some);
        for (Busy hole : holes) {
            List<Busy> next = new ArrayList<>();
            for (Busy busy : left) {
                if (busy.start().isBefore(earlier(hole.start(), busy.end()))) {
                    next.add(new Busy(busy.start(), earlier(hole.start(), busy.end()), busy.type()));
                }
                if (later(hole.end(), busy.start()).isBefore(busy.end())) {
                    next.add(new Busy(later(hole.end(), busy.start()), busy.end(), busy.type()));
                }
            }
            left = next;
        }
        return left;
    }

    private static String lines(List<Busy> busy, List<Busy> around) {
        TreeSet<Busy> sorted = new TreeSet<>(Comparator.comparing(Busy::start));
        sorted.addAll(busy);
        List<Busy> merged = new ArrayList<>();
        for (Busy next : sorted) {
            Busy last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.type().equals(next.type()) && !next.start().isAfter(last.end())) {
                merged.set(merged.size() - 1, new Busy(last.start(), later(last.end(), next.end()), last.type()));
            } else {
                merged.add(next);
            }
        }
        List<Busy> all = new ArrayList<>(merged);
        all.addAll(without(around, merged));
        all.sort(Comparator.comparing(Busy::start));
        return all.stream()
                .map(b -> "FREEBUSY" + b.type() + ":" + BASIC.format(b.start()) + "/" + BASIC.format(b.end()))
                .collect(Collectors.joining("\n"));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant instant(String text) {
        return DateValue.parse(text).orElseThrow().local().toInstant(ZoneOffset.UTC);
    }
}
