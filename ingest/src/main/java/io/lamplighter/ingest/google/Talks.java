// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.google.Meet.Conference;
import io.lamplighter.ingest.google.Meet.Entry;
import io.lamplighter.ingest.google.Meet.Guest;
import io.lamplighter.ingest.google.Meet.Transcript;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Meet tells of one meeting: who joined it, and what they said once Google has written it down. */
final class Talks {

    static final String PREFIX = "transcripts/";
    static final String ATTENDANCE = "attendance/";

    private static final String TRANSCRIPTS = "/transcripts/";

    /** Google writes a transcript within minutes, seldom hours; what is not there after this never comes. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private final Meet meet;
    private final Clock clock;

    /**
     * What was told of a meeting.
     *
     * @param missing what stands for whatever was refused
     * @param why the first refusal; {@code null} where there was none
     */
    record Told(List<Change> given, List<Change> missing, @Nullable Refused why) {

        boolean hasWords() {
            return given.stream().anyMatch(Change.Spoken.class::isInstance);
        }
    }

    Talks(Meet meet, Clock clock) {
        this.meet = meet;
        this.clock = clock;
    }

    /** Who was there, then what they said; empty while that is still being written. */
    Optional<Told> of(Conference conference) throws Refused {
        List<Transcript> transcripts;
        try {
            transcripts = meet.transcripts(conference);
        } catch (Refused refused) {
            // Which there are nobody knows: all of them.
            return Optional.of(isUnseen(refused)
                    ? told(conference, List.of())
                    : new Told(List.of(), List.of(withheld(ATTENDANCE + conference.name(), conference),
                            withheld(PREFIX + conference.name(), conference)), ofThisOne(refused)));
        }
        boolean waiting = transcripts.stream().anyMatch(t -> !t.written())
                && conference.ended().plus(PATIENCE).isAfter(clock.instant());
        return waiting
                ? Optional.empty()
                : Optional.of(told(conference, transcripts.stream().filter(Transcript::written).toList()));
    }

    private Told told(Conference conference, List<Transcript> written) throws Refused {
        List<Change> given = new ArrayList<>();
        List<Change> missing = new ArrayList<>();
        List<Guest> guests;
        String link;
        try {
            guests = meet.guests(conference.name());
            link = meet.link(conference.space());
        } catch (Refused refused) {
            if (isUnseen(refused)) {
                return new Told(given, missing, null);
            }
            missing.add(withheld(ATTENDANCE + conference.name(), conference));
            written.forEach(t -> missing.add(withheld(PREFIX + t.name(), conference)));
            return new Told(given, missing, ofThisOne(refused));
        }
        if (!guests.isEmpty()) {
            given.add(attended(conference, link, guests));
        }
        Refused why = null;
        for (Transcript transcript : written) {
            try {
                spoken(guests, link, transcript).ifPresent(given::add);
            } catch (Refused refused) {
                if (!isUnseen(refused)) {
                    why = ofThisOne(refused);
                    missing.add(withheld(PREFIX + transcript.name(), conference));
                }
            }
        }
        return new Told(given, missing, why);
    }

    /** Whether the words of a meeting can be had now; empty where there are none. */
    Optional<Boolean> givesWords(Conference conference) {
        try {
            List<Transcript> written = meet.transcripts(conference).stream().filter(Transcript::written).toList();
            if (written.isEmpty()) {
                return Optional.empty();
            }
            return spoken(meet.guests(conference.name()), meet.link(conference.space()), written.getFirst())
                    .map(words -> true);
        } catch (Refused refused) {
            return isUnseen(refused) ? Optional.empty() : Optional.of(false);
        }
    }

    /** A pause that Google asks for, and a consent it misses, are about everything. */
    private static Refused ofThisOne(Refused refused) throws Refused {
        if (refused.isPause() || !(refused.failure() instanceof MailboxFailure.TryLater)) {
            throw refused;
        }
        return refused;
    }

    private static Change withheld(String source, Conference conference) {
        return new Change.Withheld(new SourceId(source), conference.ended(), source.startsWith(ATTENDANCE)
                ? "Google refused again and again to tell who joined this meeting"
                : "Google refused to give this transcript again and again");
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
    private static boolean isUnseen(Refused refused) {
        GoogleAnswer answer = refused.answer();
        return answer.status() == 404 || answer.status() == 403 && answer.retryAfter().isZero()
                && answer.says("PERMISSION_DENIED")
                && !answer.says("ACCESS_TOKEN_SCOPE_INSUFFICIENT", "SERVICE_DISABLED");
    }

    /**
     * Reads one transcript again, or all of a meeting of which it was not known which there are. Records end after thirty days, what
     * was said does not: it then stays as it was stored.
     */
    List<Change> again(String name) {
        SourceId source = new SourceId(PREFIX + name);
        int end = name.indexOf(TRANSCRIPTS);
        String conference = end < 0 ? name : name.substring(0, end);
        try {
            Optional<Conference> record = meet.conference(conference);
            if (record.isEmpty()) {
                return List.of();
            }
            List<Transcript> transcripts = end < 0
                    ? meet.transcripts(record.get()).stream().filter(Transcript::written).toList()
                    : List.of(meet.transcript(name));
            List<Change> changes = new ArrayList<>();
            if (end < 0) {
                changes.add(new Change.Vanished(source));
            }
            List<Guest> guests = meet.guests(conference);
            String link = meet.link(record.get().space());
            for (Transcript transcript : transcripts) {
                spoken(guests, link, transcript).ifPresent(changes::add);
            }
            return changes;
        } catch (Refused refused) {
            if (refused.answer().status() == 404) {
                return List.of();
            }
            throw refused.failure();
        }
    }

    /** Reads again who joined one meeting. */
    Optional<Change> attendanceAgain(String conference) {
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
