// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Message;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.Change.Place;
import io.lamplighter.ingest.mailbox.Patience.Others;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Hopeless hopeless;
    private final EventReading events;
    private final TranscriptReading transcripts;

    SingleItems(GraphClient client, FolderSurvey survey, Downloads downloads, EventReading events,
            TranscriptReading transcripts, Clock clock) {
        this.clock = clock;
        this.client = client;
        this.survey = survey;
        this.downloads = downloads;
        this.hopeless = downloads.hopeless();
        this.events = events;
        this.transcripts = transcripts;
    }

    /** What was given of one kind says nothing of another. */
    List<Change> fetch(Collection<SourceId> sources) {
        Map<String, List<SourceId>> kinds = new LinkedHashMap<>();
        sources.forEach(source -> kinds.computeIfAbsent(kind(source), kind -> new ArrayList<>()).add(source));
        List<Change> changes = new ArrayList<>();
        RuntimeException failure = null;
        for (Map.Entry<String, List<SourceId>> kind : kinds.entrySet()) {
            client.goesOn();
            Downloads.Arrivals arrivals = hopeless.withheld(
                    downloads.each(kind.getValue(), SourceId::value, source -> Optional.of(one(source))),
                    failed -> others(kind.getKey(), failed), this::withheld);
            changes.addAll(arrivals.changes());
            failure = failure == null ? arrivals.failure() : failure;
        }
        if (failure != null && changes.isEmpty()) {
            throw failure;
        }
        // What is missing among them is asked for again by whoever misses it.
        return changes;
    }

    private static String kind(SourceId source) {
        return source.value().substring(0, source.value().indexOf('/') + 1);
    }

    private Others others(String kind, Set<String> failed) {
        Set<String> ids = failed.stream().map(source -> source.substring(kind.length())).collect(Collectors.toSet());
        return switch (kind) {
            case Downloads.PREFIX -> downloads.others(ids);
            case CalendarReading.PREFIX -> events.others(hopeless, ids);
            case TranscriptReading.PREFIX -> transcripts.others(false, ids);
            // Reports are known by the whole of their source.
            case AttendanceReports.PREFIX -> transcripts.others(true, failed);
            default -> Others.REFUSED;
        };
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
