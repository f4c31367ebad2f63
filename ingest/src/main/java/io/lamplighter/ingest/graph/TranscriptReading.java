// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.CallTranscript;
import com.microsoft.graph.models.CallTranscriptCollectionResponse;
import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.EventCollectionResponse;
import com.microsoft.graph.models.OnlineMeeting;
import com.microsoft.graph.models.OnlineMeetingCollectionResponse;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The transcripts of meetings that the user organised, and who joined them: looked for when a meeting is over, and then ever less
 * often for a day.
 */
final class TranscriptReading {

    static final String PREFIX = "transcripts/";

    /** Ages of a meeting at which it is looked for its transcript: Teams takes minutes, seldom hours. */
    private static final List<Duration> AGES = List.of(Duration.ofMinutes(3), Duration.ofMinutes(10),
            Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4), Duration.ofHours(8),
            Duration.ofHours(24));
    private static final Duration NOT_BEFORE = Duration.ofMinutes(3);
    private static final Duration FIRST_LOOK = Duration.ofDays(30);
    private static final int LONGEST = 8 * 1024 * 1024;
    private static final int IN_A_PAGE = 10;

    private final GraphClient client;
    private final Downloads downloads;
    private final Clock clock;
    private final AttendanceReports attendance;
    private boolean on;
    private boolean refused;
    private boolean untold;

    /** @param id what it is remembered by once it was given */
    record Wanted(String id, Supplier<Optional<Change>> ask) {}

    TranscriptReading(GraphClient client, Downloads downloads, Clock clock) {
        this.client = client;
        this.downloads = downloads;
        this.clock = clock;
        this.attendance = new AttendanceReports(client);
        this.on = client.account().transcripts();
    }

    Optional<Step> look(GraphCursor position) {
        if (!isDue(position)) {
            return Optional.empty();
        }
        try {
            return Optional.of(step(position));
        } catch (GraphException failure) {
            if (failure.isForbidden()) {
                on = false;
                refused = true;
                return Optional.empty();
            }
            throw failure;
        }
    }

    boolean isDue(GraphCursor position) {
        long now = clock.instant().getEpochSecond();
        return on && now - position.transcripts().looked() >= NOT_BEFORE.toSeconds();
    }

    List<String> notices() {
        List<String> notices = new ArrayList<>(attendance.notices());
        if (refused) {
            notices.add("Transcripts of " + client.account().name() + " cannot be read: grant"
                    + " OnlineMeetings.Read.All and OnlineMeetingTranscript.Read.All and, for an app without a user, an"
                    + " application access policy of Teams; or switch transcripts off. Mail is read all the same.");
        }
        if (untold) {
            notices.add("Microsoft cannot say whether there is a transcript of one of the meetings of "
                    + client.account().name() + ". All else is read.");
        }
        return notices;
    }

    private Step step(GraphCursor position) {
        TranscriptPosition transcripts = position.transcripts();
        Instant now = clock.instant();
        Set<String> given = new HashSet<>(transcripts.given());
        List<Wanted> found = new ArrayList<>();
        for (String link : due(transcripts, now)) {
            patiently(link).stream().filter(r -> !given.contains(Mark.of(r.id()))).forEach(found::add);
        }
        boolean all = found.size() <= IN_A_PAGE;
        List<Wanted> some = all ? found : found.subList(0, IN_A_PAGE);
        Downloads.Arrivals arrivals = downloads.withoutHopelessOfItsKind(
                downloads.each(some, Wanted::id, wanted -> wanted.ask().get()), this::withheld);
        RuntimeException failure = arrivals.failure();
        if (failure != null && arrivals.done().isEmpty()) {
            throw failure;
        }
        TranscriptPosition next = transcripts.giving(arrivals.done().stream().map(Mark::of).toList());
        return new Step(arrivals.changes(),
                position.with(all && failure == null ? next.looked(now.getEpochSecond()) : next));
    }

    /** Where one joined the meetings that have come to one of the ages since the last look. */
    private Set<String> due(TranscriptPosition position, Instant now) {
        Instant looked = position.looked() == 0 ? Instant.EPOCH : Instant.ofEpochSecond(position.looked());
        Instant from = position.looked() == 0
                ? now.minus(FIRST_LOOK)
                : looked.minus(AGES.getLast()).minus(AGES.getLast());
        Instant longest = now.minus(CalendarReading.LONGEST_VIEW);
        from = from.isBefore(longest) ? longest : from;
        Instant since = client.account().since();
        Set<String> links = new LinkedHashSet<>();
        String next = client
                .url("/calendarView?startDateTime=" + (from.isBefore(since) ? since : from) + "&endDateTime="
                        + now + "&$select=isOrganizer,isOnlineMeeting,onlineMeeting,end,isCancelled&$top=100");
        while (next != null) {
            EventCollectionResponse page = client.get(next, EventCollectionResponse::createFromDiscriminatorValue,
                    "outlook.timezone=\"UTC\"");
            for (Event event : Answers.of(page.getValue())) {
                String link = event.getOnlineMeeting() == null
                        ? ""
                        : Answers.text(event.getOnlineMeeting().getJoinUrl());
                if (!link.isEmpty() && Boolean.TRUE.equals(event.getIsOrganizer()) && isDue(event, looked, now)) {
                    links.add(link);
                }
            }
            next = page.getOdataNextLink();
        }
        return links;
    }

    private static boolean isDue(Event event, Instant looked, Instant now) {
        if (event.getEnd() == null || event.getEnd().getDateTime() == null) {
            return false;
        }
        Instant end = LocalDateTime.parse(event.getEnd().getDateTime()).toInstant(ZoneOffset.UTC);
        return AGES.stream().map(end::plus).anyMatch(at -> at.isAfter(looked) && !at.isAfter(now));
    }

    private Change withheld(String id) {
        boolean attendance = id.startsWith(AttendanceReports.PREFIX);
        return new Change.Withheld(new SourceId(attendance ? id : PREFIX + id), clock.instant(),
                "Microsoft cannot give this " + (attendance ? "report of who joined" : "transcript") + " in full");
    }

    /** A meeting of which Teams knows nothing any more has no transcript, and one it can never tell of does not stop the others. */
    private List<Wanted> patiently(String link) {
        try {
            return recorded(link);
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return List.of();
            }
            if (!failure.isForbidden() && downloads.isHopeless(link, failure)) {
                untold = true;
                return List.of();
            }
            throw failure;
        }
    }

    private List<Wanted> recorded(String link) {
        String filter = Addresses.encoded("JoinWebUrl eq '" + link.replace("'", "''") + "'");
        OnlineMeetingCollectionResponse meetings = client.get(client.url("/onlineMeetings?$filter=" + filter),
                OnlineMeetingCollectionResponse::createFromDiscriminatorValue);
        List<Wanted> recorded = new ArrayList<>();
        for (OnlineMeeting meeting : Answers.of(meetings.getValue())) {
            String id = Answers.text(meeting.getId());
            recorded.addAll(attendance.of(id, link));
            String next = address(id);
            while (next != null) {
                CallTranscriptCollectionResponse page = client.get(next,
                        CallTranscriptCollectionResponse::createFromDiscriminatorValue);
                Answers.of(page.getValue()).stream().filter(t -> t.getId() != null)
                        .forEach(t -> recorded.add(new Wanted(id + "/" + t.getId(), () -> words(id, link, t))));
                next = page.getOdataNextLink();
            }
        }
        return recorded;
    }

    private String address(String meeting) {
        return client.url("/onlineMeetings/" + Addresses.encoded(meeting) + "/transcripts");
    }

    private Optional<Change> words(String meeting, String link, CallTranscript transcript) {
        try {
            String id = Objects.requireNonNull(transcript.getId());
            byte[] words = client.read(
                    address(meeting) + "/" + Addresses.encoded(id) + "/content?$format=text/vtt",
                    in -> in.readNBytes(LONGEST));
            return Optional.of(new Change.Spoken(new SourceId(PREFIX + meeting + "/" + id),
                    Answers.instant(transcript.getCreatedDateTime()).orElse(Instant.EPOCH), link, "transcript.vtt",
                    words));
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** @param id that of the meeting, a slash, that of the transcript */
    Change read(SourceId source, String id) {
        return again(source, id, (meeting, of) -> {
            CallTranscript transcript = client.get(address(meeting) + "/" + Addresses.encoded(of),
                    CallTranscript::createFromDiscriminatorValue);
            return words(meeting, link(meeting), transcript);
        });
    }

    /** @param id that of the meeting, a slash, that of the report */
    Change readAttendance(SourceId source, String id) {
        return again(source, id, (meeting, of) -> attendance.report(meeting, link(meeting), of));
    }

    private String link(String meeting) {
        return Answers.text(client.get(client.url("/onlineMeetings/" + Addresses.encoded(meeting)),
                OnlineMeeting::createFromDiscriminatorValue).getJoinWebUrl());
    }

    private static Change again(SourceId source, String id,
            BiFunction<String, String, Optional<Change>> ofMeeting) {
        int slash = id.indexOf('/');
        if (slash <= 0) {
            return new Change.Vanished(source);
        }
        try {
            return ofMeeting.apply(id.substring(0, slash), id.substring(slash + 1))
                    .orElse(new Change.Vanished(source));
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return new Change.Vanished(source);
            }
            throw failure;
        }
    }
}
