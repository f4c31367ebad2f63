// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.google.Meet.Conference;
import io.lamplighter.ingest.google.Meet.Entry;
import io.lamplighter.ingest.google.Meet.Guest;
import io.lamplighter.ingest.google.Meet.Transcript;
import io.lamplighter.ingest.mailbox.Change;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who joined the meetings the user may see, and their transcripts once Google has written them. */
final class TalkStream implements SideStream {

    static final String PREFIX = "transcripts/";
    static final String ATTENDANCE = "attendance/";

    /** Google writes a transcript within minutes, seldom hours; what is not there after this never comes. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private static final int AT_ONCE = 20;

    private final Meet meet;
    private final GoogleCalls calls;

    TalkStream(GoogleCalls calls) {
        this.calls = calls;
        this.meet = new Meet(calls);
    }

    @Override
    public Object position(GoogleCursor cursor) {
        return cursor.talks();
    }

    @Override
    public Step next(GoogleCursor cursor) {
        try {
            return step(cursor);
        } catch (Refused refused) {
            throw refused.failure();
        }
    }

    /** One meeting with words at most: its transcript may be long. */
    private Step step(GoogleCursor cursor) throws Refused {
        TalksPosition position = cursor.talks();
        Instant from = position.from().isBefore(calls.account().since()) ? calls.account().since() : position.from();
        List<Conference> conferences = meet.endedFrom(from);
        Set<String> done = new HashSet<>(position.done());
        List<Change> changes = new ArrayList<>();
        Instant open = Instant.MAX;
        for (Conference conference : conferences) {
            if (done.contains(conference.name())) {
                continue;
            }
            Optional<List<Transcript>> written = written(conference);
            if (written.isEmpty()) {
                open = open.isBefore(conference.ended()) ? open : conference.ended();
                continue;
            }
            done.add(conference.name());
            List<Change> spoken = changes(conference, written.get());
            changes.addAll(spoken);
            if (spoken.size() > 1 || changes.size() >= AT_ONCE) {
                return new Step(changes, cursor.with(new TalksPosition(position.from(), done)));
            }
        }
        return new Step(changes, cursor.with(closed(position, conferences, open, done)));
    }

    /** Where to go on when everything was asked for: at the first meeting that is still being written, else at the last. */
    private static TalksPosition closed(TalksPosition before, List<Conference> conferences, Instant open,
            Set<String> done) {
        if (conferences.isEmpty()) {
            return before;
        }
        Instant last = conferences.getLast().ended();
        // Kept in milliseconds; what ended within the same one is asked for again and passed over.
        Instant from = (open.isBefore(last) ? open : last).truncatedTo(ChronoUnit.MILLIS);
        Set<String> still = new HashSet<>();
        conferences.stream().filter(c -> !c.ended().isBefore(from)).map(Conference::name).filter(done::contains)
                .forEach(still::add);
        return new TalksPosition(from, still);
    }

    /** @return empty while it is still being written */
    private Optional<List<Transcript>> written(Conference conference) throws Refused {
        List<Transcript> all;
        try {
            all = meet.transcripts(conference);
        } catch (Refused refused) {
            return unseen(refused, List.of());
        }
        boolean waiting = all.stream().anyMatch(t -> !t.written())
                && conference.ended().plus(PATIENCE).isAfter(calls.clock().instant());
        return waiting ? Optional.empty() : Optional.of(all.stream().filter(Transcript::written).toList());
    }

    /** Who was there, then what they said. */
    private List<Change> changes(Conference conference, List<Transcript> transcripts) throws Refused {
        List<Change> changes = new ArrayList<>();
        List<Guest> guests;
        String link;
        try {
            guests = meet.guests(conference.name());
            link = meet.link(conference.space());
        } catch (Refused refused) {
            return unseen(refused, changes).orElse(changes);
        }
        if (!guests.isEmpty()) {
            changes.add(attended(conference, link, guests));
        }
        for (Transcript transcript : transcripts) {
            try {
                spoken(guests, link, transcript).ifPresent(changes::add);
            } catch (Refused refused) {
                unseen(refused, List.of());
            }
        }
        return changes;
    }

    private static Change attended(Conference conference, String link, List<Guest> guests) {
        return new Change.Attended(new SourceId(ATTENDANCE + conference.name()), conference.began(),
                conference.ended(), link,
                guests.stream().map(guest -> new Change.Presence(guest.name(), "", guest.stayed())).toList());
    }

    private Optional<Change> spoken(List<Guest> guests, String link, Transcript transcript) throws Refused {
        List<Entry> entries = meet.entries(transcript);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        String words = SpokenWords.vtt(transcript.began(), entries, guests.stream()
                .collect(Collectors.toMap(Guest::participant, Guest::name, (one, same) -> one)));
        return Optional.of(new Change.Spoken(new SourceId(PREFIX + transcript.name()), transcript.began(), link,
                "meet.vtt", words.getBytes(StandardCharsets.UTF_8)));
    }

    /** Others' meetings are listed but not always opened, and records end after thirty days: nothing of ours is missing. */
    private static <T> Optional<T> unseen(Refused refused, T nothing) throws Refused {
        GoogleAnswer answer = refused.answer();
        boolean closed = answer.status() == 404 || answer.status() == 403 && answer.retryAfter().isZero()
                && answer.says("PERMISSION_DENIED")
                && !answer.says("ACCESS_TOKEN_SCOPE_INSUFFICIENT", "SERVICE_DISABLED");
        if (closed) {
            return Optional.of(nothing);
        }
        throw refused;
    }

    /** Reads one transcript again. Records end after thirty days, what was said does not: it then stays as it was stored. */
    Optional<Change> single(String name) {
        int end = name.indexOf("/transcripts/");
        if (end < 0) {
            return Optional.of(new Change.Vanished(new SourceId(PREFIX + name)));
        }
        String conference = name.substring(0, end);
        try {
            Optional<Conference> record = meet.conference(conference);
            return record.isEmpty()
                    ? Optional.empty()
                    : spoken(meet.guests(conference), meet.link(record.get().space()), meet.transcript(name));
        } catch (Refused refused) {
            if (refused.answer().status() == 404) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }

    /** Reads again who joined one meeting. */
    Optional<Change> singleAttendance(String conference) {
        try {
            Optional<Conference> record = meet.conference(conference);
            return record.isEmpty()
                    ? Optional.empty()
                    : Optional.of(attended(record.get(), meet.link(record.get().space()), meet.guests(conference)));
        } catch (Refused refused) {
            if (refused.answer().status() == 404) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }
}
