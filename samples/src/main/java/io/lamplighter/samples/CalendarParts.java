// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.ingest.calendar.CalendarContent;
import io.lamplighter.ingest.calendar.CalendarReader;
import io.lamplighter.ingest.calendar.Meeting;
import io.lamplighter.ingest.calendar.Method;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.Part;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The meetings a mail brings (RFC 6047), each once: many programs attach as a file what they also say inline. */
final class CalendarParts {
    /** Nobody sends more calendars in a mail; whoever does is not read to the end. */
    private static final int MOST = 20;
    private static final Set<String> TYPES = Set.of("text/calendar", "text/x-vcalendar", "application/ics");
    private static final CalendarReader READER = new CalendarReader(ZoneOffset.UTC);

    private final List<Meeting> meetings = new ArrayList<>(0);
    private final Set<String> warnings = new LinkedHashSet<>(0);
    private int read;

    private CalendarParts() {}

    static CalendarParts of(Message message) {
        CalendarParts parts = new CalendarParts();
        parts.visit(message.root());
        return parts;
    }

    /** In the order of the parts. */
    List<Meeting> meetings() {
        return meetings;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void visit(Part part) {
        part.children().forEach(this::visit);
        if (isCalendar(part) && read++ < MOST) {
            CalendarContent content = READER.read(part.text(), Method.named(part.typeParameter("method")));
            meetings.addAll(content.meetings().stream().filter(meeting -> !isKnown(meeting)).toList());
            content.warnings().forEach(warning -> warnings.add("calendar: " + warning));
        }
    }

    private static boolean isCalendar(Part part) {
        String name = part.name().toLowerCase(Locale.ROOT);
        return !part.isMultipart() && (TYPES.contains(part.type()) || name.endsWith(".ics") || name.endsWith(".vcs"));
    }

    /** Whether an earlier part says the same; the file beside an invitation may lack the method. */
    private boolean isKnown(Meeting meeting) {
        Method method = meeting.revision().method();
        return meetings.stream().anyMatch(known -> known.key().equals(meeting.key())
                && (method == known.revision().method() || method == Method.STORED));
    }
}
