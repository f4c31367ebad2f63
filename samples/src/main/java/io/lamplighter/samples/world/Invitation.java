// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The calendar part of a message: {@code REQUEST +9d 09:30 45 some-uid}. */
record Invitation(Method method, String start, int minutes, String uid) {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final int MOST_OCTETS = 75;

    /** What is done to the meeting. */
    enum Method {
        REQUEST("REQUEST", "NEEDS-ACTION;RSVP=TRUE"), REPLY_ACCEPTED("REPLY", "ACCEPTED"),
        REPLY_DECLINED("REPLY", "DECLINED"), CANCEL("CANCEL", "NEEDS-ACTION");

        private final String word;
        private final String status;

        Method(String word, String status) {
            this.word = word;
            this.status = status;
        }
    }

    /** Who is on the meeting: an answer names only the one who answers. */
    record Guests(Person organizer, List<Person> attendees) {}

    static Invitation parse(String line) {
        String[] words = line.split(" ");
        return new Invitation(Method.valueOf(words[0].replace('-', '_')), words[1] + " " + words[2],
                Integer.parseInt(words[3]), words[4]);
    }

    boolean isReply() {
        return method.word.equals("REPLY");
    }

    String contentType() {
        return "text/calendar; charset=utf-8; method=" + method.word;
    }

    /** The iCalendar text (RFC 5545), of which Outlook and Google send much more. */
    String text(String summary, Guests guests, ZonedDateTime begins, ZonedDateTime stamp) {
        StringBuilder lines = new StringBuilder();
        add(lines, "BEGIN:VCALENDAR");
        add(lines, "PRODID:-//Fernbeck//Sample world//EN");
        add(lines, "VERSION:2.0");
        add(lines, "METHOD:" + method.word);
        add(lines, "BEGIN:VEVENT");
        add(lines, "UID:" + uid);
        add(lines, "SEQUENCE:" + (method == Method.CANCEL ? 1 : 0));
        add(lines, "DTSTAMP:" + utc(stamp));
        add(lines, "DTSTART:" + utc(begins));
        add(lines, "DTEND:" + utc(begins.plusMinutes(minutes)));
        add(lines, "SUMMARY:" + summary.replaceAll("([\\\\,;])", "\\\\$1"));
        add(lines, "ORGANIZER" + who(guests.organizer()));
        guests.attendees().forEach(guest -> add(lines, "ATTENDEE;PARTSTAT=" + method.status + who(guest)));
        add(lines, "STATUS:" + (method == Method.CANCEL ? "CANCELLED" : "CONFIRMED"));
        add(lines, "END:VEVENT");
        add(lines, "END:VCALENDAR");
        return lines.toString();
    }

    private static String utc(ZonedDateTime time) {
        return UTC.format(time.withZoneSameInstant(ZoneOffset.UTC));
    }

    private static String who(Person person) {
        return (person.name().isEmpty() ? "" : ";CN=\"" + person.name() + '"') + ":mailto:" + person.address();
    }

    /** Folds what is too long (RFC 5545 §3.1), never inside a character. */
    private static void add(StringBuilder lines, String line) {
        int octets = 0;
        for (int c : line.codePoints().toArray()) {
            int more = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > MOST_OCTETS) {
                lines.append("\r\n ");
                octets = 1;
            }
            lines.appendCodePoint(c);
            octets += more;
        }
        lines.append("\r\n");
    }
}
