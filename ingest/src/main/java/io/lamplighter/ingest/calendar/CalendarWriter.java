// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Optional;

/**
 * Writes meetings as iCalendar (RFC 5545), the one form in which calendar entries travel and are kept, whichever API they
 * came from. {@link CalendarReader} reads the same meetings from it, as long as their zones have names; a zone that only a
 * calendar defines is written in UTC.
 */
public final class CalendarWriter {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    /** RFC 5545 §3.1 counts octets. */
    private static final int LINE = 75;

    private final StringBuilder text = new StringBuilder(600);

    private CalendarWriter() {}

    /** @param meetings one, or a series followed by its exceptions; the method is that of the first */
    public static String write(Collection<Meeting> meetings) {
        CalendarWriter writer = new CalendarWriter();
        writer.line("BEGIN", "VCALENDAR");
        writer.line("VERSION", "2.0");
        writer.line("PRODID", "-//Lamplighter//EN");
        meetings.stream().map(m -> m.revision().method()).findFirst().filter(method -> method != Method.STORED)
                .ifPresent(method -> writer.line("METHOD", method.name()));
        meetings.forEach(writer::event);
        writer.line("END", "VCALENDAR");
        return writer.text.toString();
    }

    private void event(Meeting meeting) {
        line("BEGIN", "VEVENT");
        line("UID", escaped(meeting.key().uid()));
        line(meeting.revision().method() == Method.STORED ? "LAST-MODIFIED" : "DTSTAMP",
                utc(meeting.revision().stamp()));
        line("SEQUENCE", Integer.toString(meeting.revision().sequence()));
        line("STATUS", meeting.status().name());
        meeting.key().occurrence().ifPresent(at -> occurrence(meeting, at));
        meeting.schedule().ifPresent(this::schedule);
        Details details = meeting.details();
        words("SUMMARY", details.summary());
        words("DESCRIPTION", details.description());
        words("LOCATION", details.location());
        words("COMMENT", details.comment());
        if (!details.link().isEmpty()) {
            line("CONFERENCE;VALUE=URI;FEATURE=VIDEO", oneLine(details.link()));
        }
        meeting.organiser().ifPresent(o -> line("ORGANIZER" + name(o.name()), address(o.address())));
        meeting.attendees().forEach(this::attendee);
        line("END", "VEVENT");
    }

    /** The key of an all-day or floating occurrence is its clock time as if in UTC, see {@link MeetingKey}. */
    private void occurrence(Meeting meeting, Instant at) {
        String range = meeting.thisAndFuture() ? ";RANGE=THISANDFUTURE" : "";
        boolean floating = meeting.schedule().filter(s -> s.zone().isFloating()).isPresent();
        boolean day = floating && meeting.schedule().filter(Schedule::allDay).isPresent();
        LocalDateTime clock = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        line("RECURRENCE-ID" + (day ? ";VALUE=DATE" : "") + range,
                day ? DAY.format(clock) : TIME.format(clock) + (floating ? "" : "Z"));
    }

    private void schedule(Schedule schedule) {
        boolean days = schedule.allDay() && schedule.zone().isFloating();
        time("DTSTART", schedule, schedule.start(), days);
        if (!schedule.end().equals(schedule.start())) {
            time("DTEND", schedule, schedule.end(), days);
        }
        if (schedule.allDay() && !days) {
            line("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE");
        }
        Recurrence recurrence = schedule.recurrence();
        recurrence.rules().forEach(rule -> line("RRULE", rule.text()));
        recurrence.exceptRules().forEach(rule -> line("EXRULE", rule.text()));
        recurrence.excluded().forEach(at -> time("EXDATE", schedule, at, days));
        recurrence.excludedDays().forEach(day -> line("EXDATE;VALUE=DATE", DAY.format(day)));
        recurrence.added().forEach(added -> added(schedule, added, days));
    }

    private void added(Schedule schedule, Recurrence.Added added, boolean days) {
        Optional<String> length = added.length().map(Object::toString);
        if (length.isPresent()) {
            line("RDATE;VALUE=PERIOD", utc(added.start()) + '/' + length.get());
        } else {
            time("RDATE", schedule, added.start(), days);
        }
    }

    private void time(String name, Schedule schedule, Instant at, boolean day) {
        MeetingZone zone = schedule.zone();
        if (day) {
            line(name + ";VALUE=DATE", DAY.format(zone.local(at)));
        } else if (zone.isFloating()) {
            line(name, TIME.format(zone.local(at)));
        } else if (ZoneId.getAvailableZoneIds().contains(zone.id()) && !zone.equals(MeetingZone.UTC)
                && (saysWhich(zone, at) || !schedule.recurrence().isEmpty())) {
            line(name + ";TZID=" + zone.id(), TIME.format(zone.local(at)));
        } else {
            line(name, utc(at));
        }
    }

    /** The hour that comes twice when clocks go back is the first of the two in local time (RFC 5545 §3.3.5). */
    private static boolean saysWhich(MeetingZone zone, Instant at) {
        return zone.instant(zone.local(at)).equals(at);
    }

    private void attendee(Attendee attendee) {
        String role = switch (attendee.role()) {
            case CHAIR -> ";ROLE=CHAIR";
            case REQUIRED -> "";
            case OPTIONAL -> ";ROLE=OPT-PARTICIPANT";
            case INFORMED -> ";ROLE=NON-PARTICIPANT";
        };
        String kind = attendee.kind() == Attendee.Kind.PERSON ? "" : ";CUTYPE=" + attendee.kind().name();
        String answer = attendee.answer() == Attendee.Answer.NONE ? "" : ";PARTSTAT=" + attendee.answer().name();
        line("ATTENDEE" + name(attendee.name()) + role + kind + answer, address(attendee.address()));
    }

    private static String address(String address) {
        // RFC 6638 §7.3 has no word for nobody's mailbox; this one is what programs write.
        return "mailto:" + (address.isEmpty() ? "invalid@invalid" : oneLine(address).replace("%", "%25"));
    }

    /** RFC 6868: what a quoted parameter cannot hold. */
    private static String name(String name) {
        return name.isEmpty()
                ? ""
                : ";CN=\"" + oneLine(name).replace("^", "^^").replace("\"", "^'") + '"';
    }

    private void words(String name, String words) {
        if (!words.isEmpty()) {
            line(name, escaped(words));
        }
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r", "")
                .replace("\n", "\\n");
    }

    private static String oneLine(String words) {
        return words.chars().map(c -> c < ' ' ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String utc(Instant at) {
        return TIME.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)) + 'Z';
    }

    private void line(String name, String value) {
        int octets = 0;
        String line = name + ':' + value;
        for (int i = 0; i < line.length(); i = line.offsetByCodePoints(i, 1)) {
            String character = Character.toString(line.codePointAt(i));
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += length;
        }
        text.append("\r\n");
    }
}
