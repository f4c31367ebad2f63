// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.calendar.Attendee;
import io.lamplighter.ingest.calendar.Details;
import io.lamplighter.ingest.calendar.Meeting;
import io.lamplighter.ingest.calendar.MeetingZone;
import io.lamplighter.ingest.calendar.Schedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link ReadMail} prints about a meeting, from a mail or from a calendar file. */
final class MeetingFields {
    private static final MeetingZone UTC = MeetingZone.of(ZoneOffset.UTC);

    private MeetingFields() {}

    static Map<String, @Nullable Object> of(Meeting meeting) {
        Optional<Schedule> schedule = meeting.schedule();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("uid", meeting.key().uid());
        fields.put("occurrence", meeting.key().occurrence().map(o -> occurrence(o, schedule)).orElse(null));
        fields.put("thisAndFuture", meeting.thisAndFuture());
        fields.put("method", meeting.revision().method().name());
        fields.put("sequence", meeting.revision().sequence());
        fields.put("stamp", stamp(meeting.revision().stamp()));
        fields.put("status", meeting.status().name());
        fields.put("start", schedule.map(s -> time(s.start(), s, s.zone())).orElse(null));
        fields.put("end", schedule.map(s -> time(s.end(), s, s.zone())).orElse(null));
        fields.put("allDay", schedule.map(Schedule::allDay).orElse(false));
        fields.put("zone", schedule.map(s -> s.zone().id()).orElse(""));
        fields.put("recurrence", schedule.map(RecurrenceText::of).orElse(""));
        addWords(fields, meeting.details());
        fields.put("organiser", meeting.organiser().map(o -> new NamedAddress(o.name(), o.address())).orElse(null));
        fields.put("attendees", meeting.attendees().stream().map(MeetingFields::attendee).toList());
        return fields;
    }

    private static void addWords(Map<String, @Nullable Object> fields, Details details) {
        fields.put("summary", details.summary());
        fields.put("description", details.description());
        fields.put("location", details.location());
        fields.put("link", details.link());
        fields.put("comment", details.comment());
    }

    private static @Nullable String stamp(Instant stamp) {
        return stamp.equals(Instant.EPOCH) ? null : stamp.toString();
    }

    /** The name of an occurrence in floating time is kept as if in UTC. */
    private static String occurrence(Instant occurrence, Optional<Schedule> schedule) {
        return schedule.map(s -> time(occurrence, s, s.zone().isFloating() ? UTC : s.zone()))
                .orElse(occurrence.toString());
    }

    /** An instant where it is one; what each reader takes for his own clock or day is printed as written. */
    private static String time(Instant time, Schedule schedule, MeetingZone zone) {
        if (schedule.allDay()) {
            return zone.local(time).toLocalDate().toString();
        }
        return schedule.zone().isFloating()
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(zone.local(time))
                : time.toString();
    }

    private static Map<String, @Nullable Object> attendee(Attendee attendee) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", attendee.name());
        fields.put("address", attendee.address());
        fields.put("role", attendee.role().name());
        fields.put("kind", attendee.kind().name());
        fields.put("answer", attendee.answer().name());
        return fields;
    }
}
