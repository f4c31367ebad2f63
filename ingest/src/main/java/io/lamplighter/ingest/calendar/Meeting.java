// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One meeting, series, or occurrence of a series, as one notice or {@link MeetingHistory all of them together} tell.
 *
 * @param thisAndFuture whether what it says of an occurrence holds for all later ones, too (RANGE=THISANDFUTURE)
 * @param schedule empty where a notice gives no time, as answers may
 */
public record Meeting(MeetingKey key, boolean thisAndFuture, Revision revision, Status status,
        Optional<Schedule> schedule, Details details, Optional<Organiser> organiser, List<Attendee> attendees) {

    public Meeting {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(details, "details");
        Objects.requireNonNull(organiser, "organiser");
        attendees = List.copyOf(attendees);
    }

    /** Whether it repeats; ask {@link Series} for its occurrences. */
    public boolean recurs() {
        return schedule.isPresent() && !schedule.get().recurrence().isEmpty();
    }

    public Optional<Attendee> attendee(String address) {
        return attendees.stream().filter(a -> a.address().equalsIgnoreCase(address)).findFirst();
    }

    /**
     * Whether the meeting can be taken to have happened with a buyer: it is over, was not cancelled, and of the buyers
     * invited at least one did not decline. A buyer's own invitation counts, unless he declined it himself.
     *
     * <p>Ask it of single meetings and occurrences; a series is held when its first occurrence was.
     *
     * @param isBuyer told an address as written
     */
    public boolean held(Instant now, Predicate<String> isBuyer) {
        if (status == Status.CANCELLED || schedule.isEmpty() || schedule.get().end().isAfter(now)) {
            return false;
        }
        boolean invited = attendees.stream().anyMatch(a -> a.isPerson() && !a.address().isEmpty()
                && a.answer() != Attendee.Answer.DECLINED && isBuyer.test(a.address()));
        return invited || organiser.filter(o -> !o.address().isEmpty() && isBuyer.test(o.address()))
                .filter(o -> attendee(o.address()).isEmpty()).isPresent();
    }

    Meeting with(Schedule newSchedule) {
        return new Meeting(key, thisAndFuture, revision, status, Optional.of(newSchedule), details, organiser,
                attendees);
    }

    Meeting with(Status newStatus, List<Attendee> newAttendees) {
        return new Meeting(key, thisAndFuture, revision, newStatus, schedule, details, organiser, newAttendees);
    }

    /** The same from its organiser's own calendar, which is the organiser's word and not a copy of it. */
    public Meeting published() {
        return revision.method() == Method.STORED
                ? new Meeting(key, thisAndFuture, new Revision(Method.PUBLISH, revision.sequence(), revision.stamp()),
                        status, schedule, details, organiser, attendees)
                : this;
    }

    Meeting named(MeetingKey newKey) {
        return new Meeting(newKey, thisAndFuture, revision, status, schedule, details, organiser, attendees);
    }
}
