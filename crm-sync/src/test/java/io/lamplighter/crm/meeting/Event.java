// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A meeting of half an hour in iCalendar; Anna's, unless somebody else is said to have called it. */
final class Event {

    private final StringBuilder lines = new StringBuilder();
    private final String uid;
    private String organiser = "ORGANIZER;CN=Anna Reyes:mailto:anna@seller.example";
    private int sequence;
    private int hour;

    Event(String uid, Instant start) {
        this.uid = uid;
        line("DTSTART:" + utc(start)).line("DTEND:" + utc(start.plusSeconds(1800)))
                .line("SUMMARY:Cold rooms: next steps");
    }

    static String utc(Instant at) {
        return DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(at);
    }

    Event line(String line) {
        lines.append(line).append("\r\n");
        return this;
    }

    Event sequence(int number) {
        sequence = number;
        hour = number;
        return this;
    }

    /** Said at this hour of the day, in the same state of the meeting. */
    Event at(int hourOfDay) {
        hour = hourOfDay;
        return this;
    }

    Event calledBy(String name, String address) {
        organiser = "ORGANIZER;CN=" + name + ":mailto:" + address;
        return this;
    }

    Event attendee(String address, String answer) {
        return line("ATTENDEE;CN=" + (address.equals("helen@oakhanger.example") ? "Helen Marsh" : address)
                + ";PARTSTAT=" + answer + ":mailto:" + address);
    }

    String method(String method) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:" + method + "\r\n" + event("DTSTAMP:20261117T");
    }

    String stored() {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + event("LAST-MODIFIED:20261116T");
    }

    private String event(String stamp) {
        return "BEGIN:VEVENT\r\nUID:" + uid + "\r\n" + stamp + "%02d".formatted(hour) + "0000Z\r\nSEQUENCE:" + sequence
                + "\r\n" + organiser + "\r\n" + lines + "END:VEVENT\r\nEND:VCALENDAR\r\n";
    }
}
