// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.mime.Warnings;
import io.lamplighter.ingest.text.HtmlText;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One VEVENT to one meeting. */
final class EventReader {
    private static final int LONGEST_TEXT = 1 << 17;
    /** Google's descriptions are HTML without saying so. */
    private static final Pattern MARKUP = Pattern.compile("<(?:br|p|div|html|body|span|ul|li|table|a\\s+href)\\b[^>]*>",
            Pattern.CASE_INSENSITIVE);

    private final Method method;
    private final Zones zones;
    private final Warnings warnings;
    private final Map<String, Schedule> series = new HashMap<>();

    EventReader(Method method, Zones zones, Warnings warnings) {
        this.method = method;
        this.zones = zones;
        this.warnings = warnings;
    }

    /** In the order given; the series first to be read, because they say what their exceptions' names mean. */
    List<Meeting> all(List<Component> events) {
        List<Optional<Meeting>> meetings = new ArrayList<>();
        for (Component event : events) {
            boolean exception = event.property("RECURRENCE-ID").isPresent();
            Optional<Meeting> meeting = exception ? Optional.empty() : Optional.of(read(event));
            meeting.filter(Meeting::recurs)
                    .ifPresent(m -> m.schedule().ifPresent(schedule -> series.put(m.key().uid(), schedule)));
            meetings.add(meeting);
        }
        List<Meeting> all = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Component event = events.get(i);
            all.add(meetings.get(i).orElseGet(() -> read(event)));
        }
        return all;
    }

    private Meeting read(Component event) {
        Optional<Schedule> schedule = new EventTimes(event, zones, warnings).schedule();
        Details details = details(event);
        boolean following = event.property("RECURRENCE-ID")
                .filter(p -> p.parameter("RANGE").equalsIgnoreCase("THISANDFUTURE")).isPresent();
        String uid = uid(event, schedule, details);
        return new Meeting(new MeetingKey(uid, occurrence(event, schedule, series.get(uid))), following,
                revision(event), status(event), schedule, details, People.organiser(event), People.attendees(event));
    }

    private String uid(Component event, Optional<Schedule> schedule, Details details) {
        String uid = event.text("UID");
        if (!uid.isEmpty()) {
            return uid;
        }
        warnings.add("no UID");
        // The same words at the same time are the same meeting, as well as can be known.
        return "without-uid:" + schedule.map(s -> s.start().toString()).orElse("") + ":"
                + Integer.toHexString(details.summary().hashCode());
    }

    private Optional<Instant> occurrence(Component event, Optional<Schedule> schedule, @Nullable Schedule master) {
        Optional<When> when = event.property("RECURRENCE-ID").flatMap(p -> When.read(p, zones));
        // RFC 5546 §3.2.4: ADD brings an occurrence without an id; its start is one.
        if (when.isEmpty() && method == Method.ADD) {
            return schedule.map(s -> s.zone().keyOf(s.localStart()));
        }
        return when.map(w -> master == null ? w.zone().keyOf(w.local()) : named(w, master));
    }

    /** Seen: a day as the name of an exception in a timed series, and the other way round; times without the zone. */
    private static Instant named(When when, Schedule master) {
        LocalDateTime first = master.localStart();
        if (master.allDay() && master.zone().isFloating()) {
            return when.local().toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        if (when.dateOnly()) {
            return master.zone().keyOf(when.local().toLocalDate().atTime(first.toLocalTime()));
        }
        return when.zone().isFloating() ? master.zone().keyOf(when.local()) : when.instant();
    }

    private Revision revision(Component event) {
        int sequence = 0;
        for (String name : List.of("SEQUENCE", "X-MICROSOFT-CDO-APPT-SEQUENCE", "X-LOTUS-UPDATE-SEQ")) {
            OptionalInt number = Numbers.parse(event.value(name));
            if (number.isPresent()) {
                sequence = Math.max(0, number.getAsInt());
                break;
            }
        }
        // Exporting programs stamp a stored copy with the time of the export.
        List<String> stamps = method == Method.STORED
                ? List.of("LAST-MODIFIED", "DTSTAMP", "CREATED")
                : List.of("DTSTAMP", "LAST-MODIFIED", "CREATED");
        for (String name : stamps) {
            Optional<DateValue> value = DateValue.parse(event.value(name));
            if (value.isPresent()) {
                LocalDateTime stamp = value.get().local();
                return new Revision(method, sequence, stamp.toInstant(ZoneOffset.UTC));
            }
        }
        return new Revision(method, sequence, Instant.EPOCH);
    }

    private static Status status(Component event) {
        return switch (event.value("STATUS").toUpperCase(Locale.ROOT)) {
            case "CANCELLED", "CANCELED" -> Status.CANCELLED;
            case "TENTATIVE" -> Status.TENTATIVE;
            default -> Status.CONFIRMED;
        };
    }

    private static Details details(Component event) {
        String description = cut(event.text("DESCRIPTION"));
        String html = description.isEmpty() ? cut(event.text("X-ALT-DESC")) : description;
        String location = cut(event.text("LOCATION"));
        return new Details(line(event.text("SUMMARY")), MARKUP.matcher(html).find() ? plain(html) : html,
                location, Links.of(event, location, html), comment(event));
    }

    /** Google writes what an attendee noted beside his answer into the attendee's line. */
    private static String comment(Component event) {
        String comment = cut(event.text("COMMENT"));
        return comment.isEmpty()
                ? event.all("ATTENDEE").stream().map(p -> p.parameterText("X-RESPONSE-COMMENT"))
                        .filter(text -> !text.isEmpty()).findFirst().orElse("")
                : comment;
    }

    private static String plain(String html) {
        return HtmlText.of(html.replace("\n", "<br>")).text().strip();
    }

    private static String line(String text) {
        return cut(text).replace('\n', ' ').strip();
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
