// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Participant.Role;
import io.lamplighter.ingest.calendar.Attendee;
import io.lamplighter.ingest.calendar.Meeting;
import java.util.ArrayList;
import java.util.List;

/** The people of a meeting as participants: the organiser as its author, rooms left out. */
final class Invitees {

    private Invitees() {}

    static List<Participant> of(Meeting meeting) {
        List<Participant> people = new ArrayList<>();
        meeting.organiser().filter(o -> !o.address().isEmpty())
                .ifPresent(o -> people.add(new Participant(Role.FROM, o.name(), o.address())));
        for (Attendee attendee : meeting.attendees()) {
            boolean organiser = meeting.organiser().filter(o -> o.key().equals(attendee.key())).isPresent();
            if (attendee.isPerson() && !attendee.address().isEmpty() && !organiser) {
                Role role = attendee.role() == Attendee.Role.OPTIONAL || attendee.role() == Attendee.Role.INFORMED
                        ? Role.CC
                        : Role.TO;
                people.add(new Participant(role, attendee.name(), attendee.address()));
            }
        }
        return List.copyOf(people);
    }
}
