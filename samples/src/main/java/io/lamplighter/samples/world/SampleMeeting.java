// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A meeting as calendars have it.
 *
 * @param uid by which all calendars and invitations know it
 * @param calendars names of the mailboxes in whose calendar it is
 * @param link where it was or will be joined; empty where people meet
 * @param state what became of it
 * @param transcript what was said: WebVTT for Teams, {@code Name: words} for Meet; empty where nobody wrote it down
 */
public record SampleMeeting(String uid, Instant start, Duration length, String subject, Person organiser,
        List<Guest> guests, List<String> calendars, String link, State state, String transcript, String about) {

    /** What becomes of meetings. */
    public enum State {
        PLANNED, HELD,
        /** Only its organiser came. */
        MISSED,
        /** By its organiser. */
        CALLED_OFF
    }

    /** @param answer {@code accepted}, {@code tentative}, {@code declined} or {@code none} */
    public record Guest(Person person, String answer) {}

    public SampleMeeting {
        guests = List.copyOf(guests);
        calendars = List.copyOf(calendars);
    }
}
