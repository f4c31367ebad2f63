// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.Locale;
import java.util.Objects;

/**
 * Somebody, or a room, invited to a meeting.
 *
 * @param address as written, without {@code mailto:}; empty where the calendar names nobody's mailbox
 * @param name the display name; may be empty
 */
public record Attendee(String address, String name, Role role, Kind kind, Answer answer) {

    /** How much the organiser counts on somebody (ROLE). */
    public enum Role {
        CHAIR, REQUIRED, OPTIONAL,
        /** For information only. */
        INFORMED
    }

    /** What is invited (CUTYPE). */
    public enum Kind {
        PERSON, GROUP, ROOM, RESOURCE
    }

    /** What an attendee said (PARTSTAT). */
    public enum Answer {
        NONE, TENTATIVE, ACCEPTED, DELEGATED, DECLINED
    }

    public Attendee {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(answer, "answer");
    }

    /** The address to compare with: lower case. */
    public String key() {
        return address.toLowerCase(Locale.ROOT);
    }

    public boolean isPerson() {
        return kind == Kind.PERSON || kind == Kind.GROUP;
    }

    Attendee answering(Answer given) {
        return given == answer ? this : new Attendee(address, name, role, kind, given);
    }
}
