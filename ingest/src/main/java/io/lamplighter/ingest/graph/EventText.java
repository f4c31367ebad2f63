// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.DateTimeTimeZone;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.PatternedRecurrence;
import com.microsoft.graph.models.ResponseType;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import io.lamplighter.ingest.calendar.Attendee;
import io.lamplighter.ingest.calendar.CalendarWriter;
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
import io.lamplighter.ingest.calendar.ZoneNames;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event of Graph, or a series with its exceptions, as iCalendar. */
final class EventText {

    /** PidLidAppointmentSequence: Graph has no field for it, and without it an old invitation would beat a newer copy. */
    static final String SEQUENCE = "Integer {00062002-0000-0000-C000-000000000046} Id 0x8201";

    private static final int LONGEST_BODY = 20_000;

    private final GraphAccount account;
    private final String uid;
    private final ZoneId zone;

    private EventText(Event event, GraphAccount account) {
        this.account = account;
        String given = Answers.text(event.getICalUId());
        this.uid = given.isEmpty() ? Answers.text(event.getId()) : given;
        this.zone = zone(event);
    }

    /** @param event a single meeting, or the master of a series with its exceptions expanded */
    static byte[] of(Event event, GraphAccount account) {
        EventText text = new EventText(event, account);
        List<Meeting> meetings = new ArrayList<>();
        meetings.add(text.meeting(event, MeetingKey.of(text.uid), text.recurrence(event)));
        for (Event exception : Answers.of(event.getExceptionOccurrences())) {
            text.planned(exception).ifPresent(at -> meetings
                    .add(text.meeting(exception, MeetingKey.of(text.uid).at(at), Recurrence.NONE)));
        }
        return CalendarWriter.write(meetings).getBytes(StandardCharsets.UTF_8);
    }

    /** When it came into this calendar; of a guest's copy, when the invitation came. */
    static Instant addedAt(Event event) {
        return Answers.instant(event.getCreatedDateTime()).orElseGet(() -> changedAt(event));
    }

    private static Instant changedAt(Event event) {
        return Answers.instant(event.getLastModifiedDateTime()).orElse(Instant.EPOCH);
    }

    private Meeting meeting(Event event, MeetingKey key, Recurrence recurrence) {
        Status status = Boolean.TRUE.equals(event.getIsCancelled()) ? Status.CANCELLED : Status.CONFIRMED;
        Revision revision = new Revision(Method.STORED, sequence(event), changedAt(event));
        Optional<Organiser> organiser = Optional.ofNullable(event.getOrganizer())
                .map(o -> o.getEmailAddress())
                .map(o -> new Organiser(Answers.text(o.getAddress()), Answers.text(o.getName())));
        return new Meeting(key, false, revision, status, schedule(event, recurrence), details(event), organiser,
                Answers.of(event.getAttendees()).stream().map(a -> attendee(a, event)).toList());
    }

    private static int sequence(Event event) {
        for (SingleValueLegacyExtendedProperty property : Answers.of(event.getSingleValueExtendedProperties())) {
            String value = Answers.text(property.getValue());
            if (Answers.text(property.getId()).equalsIgnoreCase(SEQUENCE) && value.matches("\\d{1,6}")) {
                return Integer.parseInt(value);
            }
        }
        return 0;
    }

    private static Details details(Event event) {
        String body = event.getBody() == null ? "" : Answers.text(event.getBody().getContent());
        String shortBody = body.substring(0, Math.min(LONGEST_BODY, body.length()));
        String location = event.getLocation() == null ? "" : Answers.text(event.getLocation().getDisplayName());
        String link = event.getOnlineMeeting() == null ? "" : Answers.text(event.getOnlineMeeting().getJoinUrl());
        return new Details(Answers.text(event.getSubject()), shortBody.replace("\r\n", "\n").strip(), location, link,
                "");
    }

    private Optional<Schedule> schedule(Event event, Recurrence recurrence) {
        Optional<LocalDateTime> start = utc(event.getStart());
        Optional<LocalDateTime> end = utc(event.getEnd());
        if (start.isEmpty() || end.isEmpty() || end.get().isBefore(start.get())) {
            return Optional.empty();
        }
        if (Boolean.TRUE.equals(event.getIsAllDay())) {
            MeetingZone floating = MeetingZone.floating(ZoneOffset.UTC);
            return Optional.of(new Schedule(midnight(start.get()), midnight(end.get()), true, floating, recurrence));
        }
        return Optional.of(new Schedule(start.get().toInstant(ZoneOffset.UTC), end.get().toInstant(ZoneOffset.UTC),
                false, MeetingZone.of(zone), recurrence));
    }

    /** A whole day is that day wherever one is: clock time, kept as if in UTC. */
    private Instant midnight(LocalDateTime given) {
        LocalDateTime clock = given.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? given
                : LocalDateTime.ofInstant(given.toInstant(ZoneOffset.UTC), zone);
        return clock.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** When the occurrence would have been had nobody changed it. */
    private Optional<Instant> planned(Event exception) {
        Optional<Instant> original = Answers.instant(exception.getOriginalStart());
        return Boolean.TRUE.equals(exception.getIsAllDay())
                ? original.map(at -> midnight(LocalDateTime.ofInstant(at, ZoneOffset.UTC)))
                : original;
    }

    private Recurrence recurrence(Event event) {
        PatternedRecurrence recurrence = event.getRecurrence();
        if (recurrence == null) {
            return Recurrence.NONE;
        }
        return RecurrenceText.rule(recurrence)
                .map(rule -> new Recurrence(List.of(rule), List.of(), List.of(), Set.of(), cancelledDays(event)))
                .orElse(Recurrence.NONE);
    }

    /** {@code OID.AAMk….2026-11-12}: of an occurrence that was taken out nothing is left but its day. */
    private static Set<LocalDate> cancelledDays(Event event) {
        Set<LocalDate> days = new HashSet<>();
        for (String occurrence : Answers.of(event.getCancelledOccurrences())) {
            try {
                days.add(LocalDate.parse(occurrence.substring(occurrence.lastIndexOf('.') + 1)));
            } catch (DateTimeException unknownForm) {
                // Then it shows as planned.
            }
        }
        return days;
    }

    private Attendee attendee(com.microsoft.graph.models.Attendee attendee, Event event) {
        EmailAddress address = attendee.getEmailAddress();
        String mail = address == null ? "" : Answers.text(address.getAddress());
        ResponseType response = attendee.getStatus() == null ? null : attendee.getStatus().getResponse();
        boolean own = !mail.isEmpty() && mail.equalsIgnoreCase(account.address());
        if (own && event.getResponseStatus() != null && !Boolean.TRUE.equals(event.getIsOrganizer())) {
            // A guest's copy knows the guest's own answer only, and has it here.
            response = event.getResponseStatus().getResponse();
        }
        var type = attendee.getType();
        boolean resource = type == com.microsoft.graph.models.AttendeeType.Resource;
        Attendee.Role role = type == com.microsoft.graph.models.AttendeeType.Optional
                ? Attendee.Role.OPTIONAL
                : Attendee.Role.REQUIRED;
        return new Attendee(mail, address == null ? "" : Answers.text(address.getName()), role,
                resource ? Attendee.Kind.ROOM : Attendee.Kind.PERSON, answer(response));
    }

    private static Attendee.Answer answer(@Nullable ResponseType response) {
        return switch (response) {
            case Accepted, Organizer -> Attendee.Answer.ACCEPTED;
            case TentativelyAccepted -> Attendee.Answer.TENTATIVE;
            case Declined -> Attendee.Answer.DECLINED;
            case null, default -> Attendee.Answer.NONE;
        };
    }

    private static ZoneId zone(Event event) {
        PatternedRecurrence recurrence = event.getRecurrence();
        String ofSeries = recurrence == null || recurrence.getRange() == null
                ? ""
                : Answers.text(recurrence.getRange().getRecurrenceTimeZone());
        return named(ofSeries).or(() -> named(Answers.text(event.getOriginalStartTimeZone())))
                .orElse(ZoneId.of("UTC"));
    }

    private static Optional<ZoneId> named(String name) {
        return name.isEmpty() ? Optional.empty() : ZoneNames.exact(name).or(() -> ZoneNames.loose(name));
    }

    /** Times were asked for in UTC; a zone is named beside them all the same. */
    private static Optional<LocalDateTime> utc(@Nullable DateTimeTimeZone time) {
        if (time == null || time.getDateTime() == null) {
            return Optional.empty();
        }
        LocalDateTime clock = LocalDateTime.parse(time.getDateTime());
        ZoneId zone = named(Answers.text(time.getTimeZone())).orElse(ZoneOffset.UTC);
        return Optional.of(LocalDateTime.ofInstant(clock.atZone(zone).toInstant(), ZoneOffset.UTC));
    }
}
