// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.graph.Recordings.Wanted;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Patience.Others;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The transcripts of meetings that the user organised, and who joined them: looked for when a meeting is over, and then ever less
 * often for a day. What fails is asked for once in a session, and keeps nothing else from being read.
 */
final class TranscriptReading {

    static final String PREFIX = "transcripts/";

    private static final Duration NOT_BEFORE = Duration.ofMinutes(3);
    private static final int IN_A_PAGE = 10;

    /** So many meetings are looked into for something else that is given; most have nothing. */
    private static final int LOOKED_INTO = 8;

    private final GraphClient client;
    private final Downloads downloads;
    private final Hopeless hopeless;
    private final HeldMeetings held;
    private final Recordings recordings;
    private final Clock clock;
    private final Map<String, RuntimeException> failed = new LinkedHashMap<>();
    private boolean on;
    private boolean refused;
    private boolean untold;

    TranscriptReading(GraphClient client, Downloads downloads, Clock clock) {
        this.client = client;
        this.downloads = downloads;
        this.hopeless = downloads.hopeless();
        this.held = new HeldMeetings(client, clock);
        this.recordings = new Recordings(client);
        this.clock = clock;
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
        List<String> notices = new ArrayList<>(recordings.notices());
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
        List<Wanted> found = listed(held.due(transcripts, now)).stream()
                .filter(one -> !given.contains(Mark.of(one.id())) && !failed.containsKey(one.id())).toList();
        boolean all = found.size() <= IN_A_PAGE;
        List<Change> changes = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (boolean attendance : List.of(false, true)) {
            Downloads.Arrivals arrivals = asked(attendance, (all ? found : found.subList(0, IN_A_PAGE)).stream()
                    .filter(one -> one.isAttendance() == attendance).toList());
            changes.addAll(arrivals.changes());
            done.addAll(arrivals.done());
            failed.putAll(arrivals.failed());
        }
        if (done.isEmpty() && !failed.isEmpty()) {
            throw failed.values().iterator().next();
        }
        TranscriptPosition next = transcripts.giving(done.stream().map(Mark::of).toList());
        return new Step(changes,
                position.with(all && failed.isEmpty() ? next.looked(now.getEpochSecond()) : next));
    }

    /** What of one kind is given says nothing of the other: they come from services of their own. */
    private Downloads.Arrivals asked(boolean attendance, List<Wanted> wanted) {
        client.goesOn();
        return hopeless.withheld(downloads.each(wanted, Wanted::id, one -> one.ask().get()),
                ids -> others(attendance, ids), this::withheld);
    }

    private Change withheld(String id) {
        boolean attendance = id.startsWith(AttendanceReports.PREFIX);
        return new Change.Withheld(new SourceId(attendance ? id : PREFIX + id), clock.instant(),
                "Microsoft cannot give this " + (attendance ? "report of who joined" : "transcript") + " in full");
    }

    /** A meeting of which Teams knows nothing any more has no transcript, and one it can never tell of does not stop the others. */
    private List<Wanted> listed(Set<String> links) {
        List<Wanted> listed = new ArrayList<>();
        List<String> told = new ArrayList<>();
        Map<String, RuntimeException> silent = new LinkedHashMap<>();
        for (String link : links) {
            if (failed.containsKey(link)) {
                continue;
            }
            try {
                listed.addAll(recordings.of(link));
                told.add(link);
            } catch (GraphException failure) {
                if (failure.isForbidden()) {
                    throw failure;
                }
                if (!failure.isGone()) {
                    silent.put(link, failure);
                }
            }
        }
        Set<String> hopelessOnes = hopeless.among(new Downloads.Arrivals(List.of(), told, silent), this::othersTold);
        untold |= !hopelessOnes.isEmpty();
        silent.keySet().removeAll(hopelessOnes);
        failed.putAll(silent);
        return listed;
    }

    private Others othersTold(Set<String> links) {
        client.goesOn();
        try {
            return hopeless.others(held.latest(), links, link -> {
                recordings.of(link);
                return true;
            });
        } catch (GraphException | MailboxFailure outage) {
            return Others.REFUSED;
        }
    }

    /** What Teams gives now of the same kind, of the meetings held last, that is none of these. */
    Others others(boolean attendance, Set<String> ids) {
        Map<String, Wanted> all = new LinkedHashMap<>();
        boolean allTold = true;
        try {
            client.goesOn();
            for (String link : held.latest().stream().limit(LOOKED_INTO).toList()) {
                try {
                    client.goesOn();
                    recordings.of(link).stream().filter(one -> one.isAttendance() == attendance)
                            .forEach(one -> all.put(one.id(), one));
                } catch (GraphException silent) {
                    allTold &= silent.isGone();
                }
            }
        } catch (GraphException | MailboxFailure outage) {
            return Others.REFUSED;
        }
        Others others = hopeless.others(all.keySet(), ids,
                id -> Objects.requireNonNull(all.get(id)).ask().get().isPresent());
        return others == Others.NONE && !allTold ? Others.REFUSED : others;
    }

    /** Reads one transcript again. */
    Change read(SourceId source, String id) {
        return recordings.read(source, id);
    }

    /** Reads again who joined a meeting. */
    Change readAttendance(SourceId source, String id) {
        return recordings.readAttendance(source, id);
    }
}
