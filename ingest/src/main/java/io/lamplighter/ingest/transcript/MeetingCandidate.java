// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.Participant;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A meeting that a transcript may belong to.
 *
 * @param key whatever the caller knows it by
 * @param link where one joins, or any text that has the link: a location, a description; may be empty
 */
public record MeetingCandidate(String key, String title, Instant start, Instant end, String link,
        List<Participant> attendees) {

    public MeetingCandidate {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(link, "link");
        attendees = List.copyOf(attendees);
    }
}
