// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Message;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.Change.Place;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads single messages, meetings and transcripts again, for repair. */
final class SingleItems {

    private final Clock clock;
    private final GraphClient client;
    private final FolderSurvey survey;
    private final Downloads downloads;
    private final EventReading events;
    private final TranscriptReading transcripts;

    SingleItems(GraphClient client, FolderSurvey survey, Downloads downloads, EventReading events,
            TranscriptReading transcripts, Clock clock) {
        this.clock = clock;
        this.client = client;
        this.survey = survey;
        this.downloads = downloads;
        this.events = events;
        this.transcripts = transcripts;
    }

    List<Change> fetch(Collection<SourceId> sources) {
        Downloads.Arrivals arrivals = downloads.withoutHopeless(downloads.each(List.copyOf(sources), SourceId::value,
                source -> Optional.of(one(source))), this::givesOthers, this::withheld);
        RuntimeException failure = arrivals.failure();
        if (failure != null && arrivals.done().isEmpty()) {
            throw failure;
        }
        // What is missing among them is asked for again by whoever misses it.
        return arrivals.changes();
    }

    /** Of the same kind as one of those that failed. */
    private boolean givesOthers(Set<String> failed) {
        Set<String> messages = ids(failed, Downloads.PREFIX);
        Set<String> meetings = ids(failed, CalendarReading.PREFIX);
        return !messages.isEmpty() && downloads.givesOthers(messages)
                || !meetings.isEmpty() && events.givesOthers(meetings);
    }

    private static Set<String> ids(Set<String> sources, String prefix) {
        return sources.stream().filter(source -> source.startsWith(prefix))
                .map(source -> source.substring(prefix.length())).collect(Collectors.toSet());
    }

    private Change withheld(String source) {
        return new Change.Withheld(new SourceId(source), clock.instant(), "Microsoft cannot give this in full");
    }

    private Change one(SourceId source) {
        String value = source.value();
        if (value.startsWith(Downloads.PREFIX)) {
            return message(source, value.substring(Downloads.PREFIX.length()));
        }
        if (value.startsWith(CalendarReading.PREFIX)) {
            return events.read(value.substring(CalendarReading.PREFIX.length()));
        }
        if (value.startsWith(TranscriptReading.PREFIX)) {
            return transcripts.read(source, value.substring(TranscriptReading.PREFIX.length()));
        }
        if (value.startsWith(AttendanceReports.PREFIX)) {
            return transcripts.readAttendance(source, value.substring(AttendanceReports.PREFIX.length()));
        }
        return new Change.Vanished(source);
    }

    private Change message(SourceId source, String id) {
        try {
            Message message = client.get(client.url("/messages/" + Addresses.encoded(id)
                    + "?$select=receivedDateTime,parentFolderId,isDraft"), Message::createFromDiscriminatorValue);
            String folder = message.getParentFolderId();
            if (Boolean.TRUE.equals(message.getIsDraft())) {
                return new Change.Vanished(source);
            }
            if (!survey.reads(folder)) {
                return FolderReader.leftOut(message, survey, id, clock.instant());
            }
            Place place = survey.folder(Objects.requireNonNull(folder)).place();
            return downloads.one(Downloads.Wanted.of(message, id), place).orElse(new Change.Vanished(source));
        } catch (GraphException failure) {
            if (failure.isGone()) {
                return new Change.Vanished(source);
            }
            throw failure;
        }
    }
}
