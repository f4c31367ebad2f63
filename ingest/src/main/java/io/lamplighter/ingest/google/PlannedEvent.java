// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.EntryPoint;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import io.lamplighter.ingest.calendar.Attendee;
import io.lamplighter.ingest.calendar.CalendarReader;
import io.lamplighter.ingest.calendar.Details;
import io.lamplighter.ingest.calendar.Meeting;
import io.lamplighter.ingest.calendar.MeetingKey;
import io.lamplighter.ingest.calendar.MeetingZone;
import io.lamplighter.ingest.calendar.Method;
import io.lamplighter.ingest.calendar.Organiser;
import io.lamplighter.ingest.calendar.Recurrence;
import io.lamplighter.ingest.calendar.Revision;
import io.lamplighter.ingest.calendar.Schedule;
import io.lamplighter.ingest.calendar.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An event of the Calendar API as a meeting. Only its id is certain to be there. */
final class PlannedEvent {

    private static final Pattern RULE = Pattern.compile("(?:RRULE|EXRULE|RDATE|EXDATE)[;:][^\\r\\n]{1,20000}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private final ZoneId zone;

    /** @param zone the calendar's, for whole days and for what says no zone */
    PlannedEvent(ZoneId zone) {
        this.zone = zone;
    }

    static ZoneId zone(@Nullable String name, ZoneId otherwise) {
        try {
            return name == null || name.isEmpty() ? otherwise : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return otherwise;
        }
    }

    /** Whether it is a meeting at all, not an absence, a place of work, a birthday or what Gmail made of a ticket. */
    static boolean isMeeting(Event event) {
        return event.getEventType() == null || event.getEventType().equals("default");
    }

    /** Whether its owner shows it to nobody: then it is nobody's business here either, as with Microsoft. */
    static boolean isPrivate(Event event) {
        return "private".equals(event.getVisibility()) || "confidential".equals(event.getVisibility());
    }

    static boolean isCancelled(Event event) {
        return "cancelled".equals(event.getStatus());
    }

    /** Whether it is one occurrence of a series that is not as the series says. */
    static boolean isException(Event event) {
        return event.getRecurringEventId() != null && event.getOriginalStartTime() != null
                && at(event.getOriginalStartTime()).isPresent();
    }

    /** An event, a series, or an exception that takes place. */
    Meeting meeting(Event event) {
        return new Meeting(key(event, uid(event)), false, revision(event, 0), status(event), schedule(event),
                details(event), organiser(event), attendees(event));
    }

    /** An occurrence that was taken out. All that Google promises to tell is which. */
    Meeting cancelled(Event exception, Event series) {
        int sequence = series.getSequence() == null ? 0 : series.getSequence();
        return new Meeting(key(exception, uid(series)), false, revision(exception, sequence), Status.CANCELLED,
                Optional.empty(), details(series), organiser(series), attendees(series));
    }

    /** When it came into this calendar. Of an occurrence that was taken out Google may tell nothing: then it is its series'. */
    static Instant addedAt(Event event, Optional<Event> series, Instant otherwise) {
        return Stream.of(Optional.of(event), series).flatMap(Optional::stream).map(Event::getCreated)
                .filter(Objects::nonNull).findFirst().map(at -> Instant.ofEpochMilli(at.getValue()))
                .orElseGet(() -> changedAt(event, otherwise));
    }

    private static Instant changedAt(Event event, Instant otherwise) {
        return event.getUpdated() == null ? otherwise : Instant.ofEpochMilli(event.getUpdated().getValue());
    }

    private static String uid(Event event) {
        return event.getICalUID() == null ? event.getId() + "@google.com" : event.getICalUID();
    }

    private static MeetingKey key(Event event, String uid) {
        MeetingKey series = MeetingKey.of(uid);
        return isException(event) ? series.at(at(event.getOriginalStartTime()).orElseThrow()) : series;
    }

    /** The name of an occurrence: of a whole day its midnight as if in UTC, see {@link MeetingKey}. */
    private static Optional<Instant> at(EventDateTime time) {
        return Stream.of(time.getDateTime(), time.getDate()).filter(Objects::nonNull).findFirst()
                .map(t -> Instant.ofEpochMilli(t.getValue()));
    }

    private static Revision revision(Event event, int least) {
        int sequence = event.getSequence() == null ? 0 : event.getSequence();
        return new Revision(Method.STORED, Math.max(Math.max(0, least), sequence), changedAt(event, Instant.EPOCH));
    }

    private static Status status(Event event) {
        String status = event.getStatus() == null ? "" : event.getStatus();
        return switch (status) {
            case "cancelled" -> Status.CANCELLED;
            case "tentative" -> Status.TENTATIVE;
            default -> Status.CONFIRMED;
        };
    }

    private Optional<Schedule> schedule(Event event) {
        EventDateTime start = event.getStart();
        if (start == null || start.getDate() == null && start.getDateTime() == null) {
            return Optional.empty();
        }
        boolean allDay = start.getDate() != null;
        ZoneId of = allDay ? zone : zone(start.getTimeZone(), zone);
        MeetingZone meetingZone = allDay ? MeetingZone.floating(zone) : MeetingZone.of(of);
        Instant begins = instant(start, meetingZone);
        Instant ends = event.getEnd() == null
                || event.getEnd().getDate() == null && event.getEnd().getDateTime() == null
                        ? begins
                        : instant(event.getEnd(), meetingZone);
        return Optional.of(new Schedule(begins, ends.isBefore(begins) ? begins : ends, allDay, meetingZone,
                event.getRecurrence() == null
                        ? Recurrence.NONE
                        : recurrence(event.getRecurrence(), begins, allDay, of)));
    }

    private static Instant instant(EventDateTime time, MeetingZone zone) {
        DateTime day = time.getDate();
        return day != null
                ? zone.instant(LocalDate.ofInstant(Instant.ofEpochMilli(day.getValue()), ZoneOffset.UTC).atStartOfDay())
                : Instant.ofEpochMilli(time.getDateTime().getValue());
    }

    /** The lines are iCalendar's own, so the reader of calendars reads them, whatever forms their dates have. */
    private static Recurrence recurrence(List<String> lines, Instant begins, boolean allDay, ZoneId zone) {
        String start = allDay
                ? "DTSTART;VALUE=DATE:" + DAY.format(begins.atZone(zone))
                : "DTSTART;TZID=" + zone.getId() + ":" + TIME.format(begins.atZone(zone));
        String event = lines.stream().filter(line -> RULE.matcher(line.toUpperCase(Locale.ROOT)).matches())
                .collect(Collectors.joining("\r\n",
                        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n" + start + "\r\n",
                        "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
        return new CalendarReader(zone).read(event).meetings().stream().findFirst().flatMap(Meeting::schedule)
                .map(Schedule::recurrence).orElse(Recurrence.NONE);
    }

    private static Details details(Event event) {
        String comment = everybody(event).map(EventAttendee::getComment).filter(c -> c != null && !c.isEmpty())
                .findFirst()
                .orElse("");
        return new Details(text(event.getSummary()), text(event.getDescription()), text(event.getLocation()),
                link(event),
                comment);
    }

    private static String link(Event event) {
        if (event.getConferenceData() != null && event.getConferenceData().getEntryPoints() != null) {
            Optional<String> video = event.getConferenceData().getEntryPoints().stream()
                    .filter(e -> "video".equals(e.getEntryPointType()) && e.getUri() != null).map(EntryPoint::getUri)
                    .findFirst();
            if (video.isPresent()) {
                return video.get();
            }
        }
        return text(event.getHangoutLink());
    }

    private static Optional<Organiser> organiser(Event event) {
        return Optional.ofNullable(event.getOrganizer())
                .map(o -> new Organiser(text(o.getEmail()), text(o.getDisplayName())))
                .filter(o -> !o.address().isEmpty() || !o.name().isEmpty());
    }

    private static List<Attendee> attendees(Event event) {
        return everybody(event).map(a -> new Attendee(text(a.getEmail()), text(a.getDisplayName()),
                Boolean.TRUE.equals(a.getOptional()) ? Attendee.Role.OPTIONAL : Attendee.Role.REQUIRED, kind(a),
                answer(a)))
                .filter(a -> !a.address().isEmpty() || !a.name().isEmpty()).toList();
    }

    private static Stream<EventAttendee> everybody(Event event) {
        return event.getAttendees() == null ? Stream.of() : event.getAttendees().stream();
    }

    private static Attendee.Kind kind(EventAttendee attendee) {
        if (!Boolean.TRUE.equals(attendee.getResource())) {
            return Attendee.Kind.PERSON;
        }
        return text(attendee.getEmail()).endsWith("@resource.calendar.google.com")
                ? Attendee.Kind.ROOM
                : Attendee.Kind.RESOURCE;
    }

    private static Attendee.Answer answer(EventAttendee attendee) {
        return switch (text(attendee.getResponseStatus())) {
            case "accepted" -> Attendee.Answer.ACCEPTED;
            case "declined" -> Attendee.Answer.DECLINED;
            case "tentative" -> Attendee.Answer.TENTATIVE;
            default -> Attendee.Answer.NONE;
        };
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
