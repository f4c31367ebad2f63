// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.calendar.Attendee;
import io.lamplighter.ingest.calendar.CalendarReader;
import io.lamplighter.ingest.calendar.Meeting;
import io.lamplighter.ingest.calendar.MeetingHistory;
import io.lamplighter.ingest.calendar.Schedule;
import io.lamplighter.ingest.calendar.Status;
import io.lamplighter.ingest.sync.PlannedMeeting.Answer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is planned under one UID, made of everything that was said about it, in whatever order it became known: the same
 * notices always make the same agenda. Pure.
 *
 * @param meetings those that touch the time asked for, the earliest first; of a series its occurrences
 * @param repeats whether there may be more of them at another time
 */
public record Agenda(List<PlannedMeeting> meetings, boolean repeats) {

    /** As many occurrences of a series are enough: nobody meets a buyer more often in a year. */
    private static final int MOST = 600;

    /**
     * One notice.
     *
     * @param calendar the notice's iCalendar
     * @param keeper the lower-case address of whoever's calendar holds it; empty for what a mail says
     * @param goneAt when it went out of that calendar; empty while it is there
     */
    public record Told(String calendar, String keeper, Optional<Instant> goneAt) {}

    public Agenda {
        meetings = List.copyOf(meetings);
    }

    /**
     * @param uid others that a notice speaks of are left out
     * @param zone for clock times without a zone
     */
    public static Agenda of(String uid, List<Told> all, Instant from, Instant until, ZoneId zone) {
        CalendarReader reader = new CalendarReader(zone);
        List<Meeting> notices = new ArrayList<>();
        Optional<Instant> withdrawn = Optional.empty();
        Set<String> keepers = new HashSet<>();
        for (Told told : all) {
            List<Meeting> read = reader.read(told.calendar()).meetings().stream()
                    .filter(m -> m.key().uid().equals(uid)).toList();
            // A guest who deletes his copy stays away at most; an organiser who deletes hers calls it off.
            boolean organisers = read.stream().flatMap(m -> m.organiser().stream())
                    .anyMatch(o -> !told.keeper().isEmpty() && o.key().equals(told.keeper()));
            notices.addAll(organisers ? read.stream().map(Meeting::published).toList() : read);
            if (told.goneAt().isEmpty() && !told.keeper().isEmpty()
                    && read.stream().anyMatch(m -> m.status() != Status.CANCELLED)) {
                keepers.add(told.keeper());
            }
            if (organisers && told.goneAt().isPresent()) {
                withdrawn = told.goneAt();
            }
        }
        MeetingHistory history = MeetingHistory.NONE.with(notices).keptBy(keepers);
        boolean repeats = history.meeting().filter(Meeting::recurs).isPresent();
        boolean occurs = history.meetings().stream().anyMatch(m -> m.key().occurrence().isPresent());
        List<Meeting> single = repeats || occurs
                ? history.series().between(from, until).occurrences()
                : history.meetings();
        Optional<Instant> goneAt = withdrawn;
        return new Agenda(single.stream().flatMap(m -> planned(m, goneAt).stream())
                .filter(m -> m.start().isBefore(until) && !m.end().isBefore(from))
                .sorted(Comparator.comparing(PlannedMeeting::start)).limit(MOST).toList(), repeats);
    }

    private static Optional<PlannedMeeting> planned(Meeting meeting, Optional<Instant> withdrawn) {
        return meeting.schedule().map(schedule -> planned(meeting, schedule, withdrawn));
    }

    private static PlannedMeeting planned(Meeting meeting, Schedule schedule, Optional<Instant> withdrawn) {
        boolean cancelled = meeting.status() == Status.CANCELLED
                || withdrawn.filter(at -> at.isBefore(schedule.start())).isPresent();
        List<Participant> people = Invitees.of(meeting);
        Map<String, Answer> answers = new HashMap<>();
        for (Attendee attendee : meeting.attendees()) {
            answer(attendee.answer()).ifPresent(answer -> answers.put(attendee.key(), answer));
        }
        return new PlannedMeeting(meeting.key().uid(), meeting.key().occurrence(), meeting.details().summary(),
                meeting.details().description(), meeting.details().location(), meeting.details().link(),
                schedule.start(), schedule.end(), schedule.allDay(), cancelled, people, answers);
    }

    private static Optional<Answer> answer(Attendee.Answer answer) {
        return switch (answer) {
            case NONE -> Optional.empty();
            case TENTATIVE -> Optional.of(Answer.TENTATIVE);
            case ACCEPTED -> Optional.of(Answer.ACCEPTED);
            case DELEGATED -> Optional.of(Answer.DELEGATED);
            case DECLINED -> Optional.of(Answer.DECLINED);
        };
    }
}
