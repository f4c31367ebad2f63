// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two notices that define the same meeting, put together. */
final class Merging {
    private Merging() {}

    /** The newer, with what only the older one says. */
    static Meeting filled(Meeting newer, Meeting older) {
        return new Meeting(newer.key(), newer.thisAndFuture() || older.thisAndFuture() && newer.schedule().isEmpty(),
                newer.revision(), newer.status(), newer.schedule().or(older::schedule),
                details(newer.details(), older.details()), newer.organiser().or(older::organiser),
                newer.attendees().isEmpty() ? older.attendees() : newer.attendees());
    }

    /**
     * A copy that is newer than the invitation. A guest's calendar may show him no other guests: those invited to this
     * state of the meeting stay.
     */
    static Meeting copyOver(Meeting copy, Meeting invitation) {
        Meeting filled = filled(copy, invitation);
        if (copy.revision().sequence() > invitation.revision().sequence()) {
            return filled;
        }
        List<Attendee> guests = new ArrayList<>(filled.attendees());
        Set<String> known = new HashSet<>();
        guests.forEach(guest -> known.add(guest.key() + " " + (guest.address().isEmpty() ? guest.name() : "")));
        invitation.attendees().stream()
                .filter(a -> known.add(a.key() + " " + (a.address().isEmpty() ? a.name() : "")))
                .forEach(guests::add);
        return filled.with(filled.status(), guests);
    }

    static Meeting revised(Meeting meeting, Revision revision) {
        return new Meeting(meeting.key(), meeting.thisAndFuture(), revision, meeting.status(), meeting.schedule(),
                meeting.details(), meeting.organiser(), meeting.attendees());
    }

    private static Details details(Details newer, Details older) {
        return new Details(first(newer.summary(), older.summary()), first(newer.description(), older.description()),
                first(newer.location(), older.location()), first(newer.link(), older.link()),
                first(newer.comment(), older.comment()));
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
