// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.mime.Warnings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes of any text the calendars that ical4j's parser reads without complaint: components closed and at most three
 * deep, lines in one form, and only what meetings are made of. What it leaves out or mends becomes a warning.
 */
final class WellFormed {
    private static final int MOST_COMPONENTS = 20_000;
    private static final int MOST_LINES = 3_000;
    private static final int DEEPEST = 50;
    private static final Set<String> COMPONENTS = Set.of("VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT");
    private static final Set<String> SINGLE = Set.of("VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY");
    private static final Set<String> OBSERVANCES = Set.of("STANDARD", "DAYLIGHT");
    private static final Set<String> PROPERTIES = Set.of("METHOD", "PRODID", "X-WR-TIMEZONE", "UID", "RECURRENCE-ID",
            "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "CREATED", "DTSTART", "DTEND", "DURATION", "SUMMARY",
            "DESCRIPTION",
            "LOCATION", "COMMENT", "STATUS", "ORGANIZER", "ATTENDEE", "RRULE", "EXRULE", "RDATE", "EXDATE", "URL",
            "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL",
            "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", "X-MICROSOFT-ONLINEMEETINGCONFLINK", "X-ALT-DESC",
            "X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-CDO-APPT-SEQUENCE", "X-LOTUS-UPDATE-SEQ", "TZID",
            "TZOFFSETFROM", "TZOFFSETTO", "X-LIC-LOCATION");
    private static final Set<String> TEXTS = Set.of("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "X-ALT-DESC");

    private final Warnings warnings;
    private final Deque<String> open = new ArrayDeque<>();
    private final List<String> blocks = new ArrayList<>();
    private final StringBuilder block = new StringBuilder();
    /** How many of the open components are left out with all they hold. */
    private int left;
    private int components;
    private int lines;
    private String last = "";
    private @Nullable StringBuilder pending;

    private WellFormed(Warnings warnings) {
        this.warnings = warnings;
    }

    /** Each a whole VCALENDAR with the properties of its own and one component, or none. */
    static List<String> calendars(String text, Warnings warnings) {
        WellFormed made = new WellFormed(warnings);
        Unfolding lines = new Unfolding(text);
        for (String line = lines.next(); line != null && made.components <= MOST_COMPONENTS; line = lines.next()) {
            made.line(line);
        }
        if (lines.wasCut()) {
            warnings.add("a line is too long and was cut");
        }
        if (!made.open.isEmpty()) {
            warnings.add("calendar is not closed");
        }
        while (!made.open.isEmpty()) {
            made.close();
        }
        return made.blocks;
    }

    private void line(String line) {
        String name = ContentLine.name(line);
        if (name.equals("BEGIN") || name.equals("END")) {
            flush();
            String component = line.substring(line.indexOf(':') + 1).strip().toUpperCase(Locale.ROOT);
            if (name.equals("BEGIN")) {
                begin(component);
            } else {
                end(component);
            }
        } else if (!line.isBlank()) {
            property(name, line);
        }
    }

    private void begin(String component) {
        while (!open.isEmpty() && endsWhatIsOpen(component)) {
            warnings.add("a component is not closed");
            close();
        }
        if (open.isEmpty() && !component.equals("VCALENDAR")) {
            warnings.add("no VCALENDAR around " + (COMPONENTS.contains(component) ? component : "a component"));
            open("VCALENDAR");
        }
        open(component);
    }

    /** None of these lies in another of its kind; where one begins, the end of the one before is missing. */
    private boolean endsWhatIsOpen(String component) {
        return component.equals("VCALENDAR")
                || SINGLE.contains(component) && open.stream().anyMatch(SINGLE::contains)
                || OBSERVANCES.contains(component) && open.stream().anyMatch(OBSERVANCES::contains);
    }

    private void open(String component) {
        if (open.size() >= DEEPEST) {
            warnings.add("components are nested too deeply");
            return;
        }
        open.push(component);
        components++;
        lines = 0;
        boolean known = COMPONENTS.contains(component) && fits(component);
        if (left > 0 || !known) {
            left++;
        } else {
            block.append("BEGIN:").append(component).append('\n');
        }
    }

    private boolean fits(String component) {
        return switch (component) {
            case "VCALENDAR" -> open.size() == 1;
            case "VEVENT", "VTIMEZONE" -> open.size() == 2;
            default -> open.size() == 3 && open.contains("VTIMEZONE");
        };
    }

    private void end(String component) {
        if (!open.contains(component)) {
            warnings.add("END without BEGIN");
            return;
        }
        while (!component.equals(open.peek())) {
            warnings.add("a component is not closed");
            close();
        }
        close();
    }

    private void close() {
        flush();
        String component = open.pop();
        if (left > 0) {
            left--;
            return;
        }
        block.append("END:").append(component).append('\n');
        if (open.isEmpty()) {
            blocks.add(block.toString());
            block.setLength(0);
        }
    }

    private void property(String name, String written) {
        // Seen: RRULE;FREQ=DAILY
        boolean rule = name.equals("RRULE") && ContentLine.colon(written) < 0;
        String line = rule ? written.replaceFirst(";", ":") : written;
        int colon = ContentLine.colon(line);
        boolean known = PROPERTIES.contains(name);
        if (!known && isContinuation(name, colon)) {
            continued(line);
            return;
        }
        flush();
        last = name;
        if (colon < 0 || name.isEmpty()) {
            warnings.add("a line is no property");
        } else if (known && left == 0 && !open.isEmpty()) {
            if (lines++ < MOST_LINES) {
                pending = new StringBuilder(ContentLine.normal(line, colon));
            } else {
                warnings.add("a component has too many lines");
            }
        }
    }

    /** Text that was broken into lines without being folded: seen where programs paste a description. */
    private boolean isContinuation(String name, int colon) {
        return TEXTS.contains(last) && (name.isEmpty() || colon < 0
                || !name.startsWith("X-") && !KNOWN_ELSEWHERE.contains(name));
    }

    private static final Set<String> KNOWN_ELSEWHERE = Set.of("ACTION", "ATTACH", "CALSCALE", "CATEGORIES", "CLASS",
            "COLOR", "COMPLETED", "CONTACT", "DUE", "FREEBUSY", "GEO", "IMAGE", "NAME", "PERCENT-COMPLETE",
            "PRIORITY", "REFRESH-INTERVAL", "RELATED-TO", "REPEAT", "REQUEST-STATUS", "RESOURCES", "SOURCE",
            "STRUCTURED-DATA", "STYLED-DESCRIPTION", "TRANSP", "TRIGGER", "TZNAME", "TZURL", "VERSION",
            "DTSTAMP-UTC", "ACKNOWLEDGED", "PROXIMITY", "LOCATION-TYPE", "PARTICIPANT-TYPE", "CALENDAR-ADDRESS",
            "CONCEPT", "LINK", "REFID", "TZ", "DAYLIGHT", "AALARM", "DALARM", "BUSYTYPE", "TZID-ALIAS-OF",
            "TZUNTIL");

    private void continued(String line) {
        warnings.add("a text is not folded");
        if (pending != null && pending.length() + line.length() < Unfolding.LONGEST_LINE) {
            pending.append("\\n").append(line.replace('\t', ' '));
        }
    }

    private void flush() {
        if (pending != null) {
            block.append(pending).append('\n');
            pending = null;
        }
        last = "";
    }
}
