// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.google.Meet.Conference;
import io.lamplighter.ingest.google.Meet.Entry;
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

/** Transcripts of the meetings the user may see, once Google has written them. */
final class TalkStream implements SideStream {

    static final String PREFIX = "transcripts/";

    /** Google writes a transcript within minutes, seldom hours; what is not there after this never comes. */
    private static final Duration PATIENCE = Duration.ofHours(24);

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
            List<Change> spoken = spoken(conference, written.get());
            if (!spoken.isEmpty()) {
                return new Step(spoken, cursor.with(new TalksPosition(position.from(), done)));
            }
        }
        return new Step(List.of(), cursor.with(closed(position, conferences, open, done)));
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

    private List<Change> spoken(Conference conference, List<Transcript> transcripts) throws Refused {
        List<Change> changes = new ArrayList<>();
        for (Transcript transcript : transcripts) {
            try {
                spoken(conference.name(), conference.space(), transcript).ifPresent(changes::add);
            } catch (Refused refused) {
                unseen(refused, List.of());
            }
        }
        return changes;
    }

    private Optional<Change> spoken(String conference, String space, Transcript transcript) throws Refused {
        List<Entry> entries = meet.entries(transcript);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        String words = SpokenWords.vtt(transcript.began(), entries, meet.names(conference));
        return Optional
                .of(new Change.Spoken(new SourceId(PREFIX + transcript.name()), transcript.began(), meet.link(space),
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
            return spoken(conference, meet.space(conference), meet.transcript(name));
        } catch (Refused refused) {
            if (refused.answer().status() == 404) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }
}
