// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Participant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One meeting, or one occurrence of a series, as everything that was said about it leaves it.
 *
 * @param occurrence when the occurrence was to begin at first; empty for a meeting that does not repeat
 * @param link where to join online; may be empty
 * @param cancelled whether it was called off
 * @param people the organiser first, with the role {@code FROM}; rooms are left out
 * @param answers what people answered, by the lower-case address; nobody's silence is in it
 */
public record PlannedMeeting(String uid, Optional<Instant> occurrence, String title, String description,
        String location, String link, Instant start, Instant end, boolean allDay, boolean cancelled,
        List<Participant> people, Map<String, Answer> answers) {

    /** What somebody answered to an invitation. */
    public enum Answer {
        ACCEPTED, TENTATIVE, DECLINED, DELEGATED
    }

    public PlannedMeeting {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(occurrence, "occurrence");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        people = List.copyOf(people);
        answers = Map.copyOf(answers);
    }

    /** Whether this person was invited and did not decline. */
    public boolean expects(Participant person) {
        return answers.get(person.key()) != Answer.DECLINED;
    }
}
