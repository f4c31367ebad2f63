// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.calendar.Meeting;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a mail or an entry of a calendar says about a meeting. What the meeting is follows from all notices about it together:
 * see {@link Agenda}.
 *
 * @param calendar iCalendar as it came, so that reading can be repeated; empty where nothing is said
 * @param uids of the meetings it speaks of; nearly always one. Longer ones than 500 characters exist in attacks only and are left out
 * @param title may be empty
 * @param begins the first time it names
 * @param people everybody named on it, the organiser first
 * @param said what its sender does with the meeting; nothing in a calendar
 * @param comment what the sender wrote with it; may be empty
 */
public record Notice(String calendar, Set<String> uids, String title, Optional<Instant> begins,
        List<Participant> people, Said said, String comment) {

    private static final int LONGEST_UID = 500;

    public static final Notice NONE = new Notice("", Set.of(), "", Optional.empty(), List.of(), Said.NOTHING, "");

    public Notice {
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(begins, "begins");
        Objects.requireNonNull(said, "said");
        Objects.requireNonNull(comment, "comment");
        uids = Set.copyOf(uids);
        people = List.copyOf(people);
    }

    static Notice of(String calendar, List<Meeting> all) {
        List<Meeting> meetings = all.stream().filter(m -> isName(m.key().uid())).toList();
        Map<String, Participant> people = new LinkedHashMap<>();
        meetings.forEach(meeting -> Invitees.of(meeting).forEach(person -> people.putIfAbsent(person.key(), person)));
        return new Notice(calendar,
                meetings.stream().map(m -> m.key().uid()).collect(Collectors.toCollection(TreeSet::new)),
                meetings.stream().map(m -> m.details().summary()).filter(s -> !s.isEmpty()).findFirst().orElse(""),
                meetings.stream().flatMap(m -> m.schedule().stream()).map(s -> s.start()).findFirst(),
                List.copyOf(people.values()),
                meetings.stream().map(Said::of).filter(s -> s != Said.NOTHING).findFirst().orElse(Said.NOTHING),
                meetings.stream().map(m -> m.details().comment().strip()).filter(c -> !c.isEmpty()).findFirst()
                        .orElse(""));
    }

    Notice commented(String words) {
        return new Notice(calendar, uids, title, begins, people, said, words);
    }

    /** A UID is a key wherever it is stored. */
    private static boolean isName(String uid) {
        return uid.length() <= LONGEST_UID && uid.chars().noneMatch(c -> c < ' ' || Character.isSurrogate((char) c));
    }

    public boolean isEmpty() {
        return uids.isEmpty();
    }
}
