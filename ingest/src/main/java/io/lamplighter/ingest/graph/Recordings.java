// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.CallTranscript;
import com.microsoft.graph.models.CallTranscriptCollectionResponse;
import com.microsoft.graph.models.OnlineMeeting;
import com.microsoft.graph.models.OnlineMeetingCollectionResponse;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What Teams keeps of a meeting that was held: its transcripts, and who joined it. */
final class Recordings {

    private static final int LONGEST = 8 * 1024 * 1024;

    private final GraphClient client;
    private final AttendanceReports attendance;

    /** @param id what it is remembered by once it was given */
    record Wanted(String id, Supplier<Optional<Change>> ask) {

        boolean isAttendance() {
            return id.startsWith(AttendanceReports.PREFIX);
        }
    }

    Recordings(GraphClient client) {
        this.client = client;
        this.attendance = new AttendanceReports(client);
    }

    List<String> notices() {
        return attendance.notices();
    }

    /** All there is of the meetings that were joined by a link. */
    List<Wanted> of(String link) {
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
            return Optional.of(new Change.Spoken(new SourceId(TranscriptReading.PREFIX + meeting + "/" + id),
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
