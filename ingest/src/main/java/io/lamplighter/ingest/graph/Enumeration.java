// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.EventCollectionResponse;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.MessageCollectionResponse;
import com.microsoft.graph.users.item.mailfolders.item.messages.delta.DeltaGetResponse;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists what is there without reading it. */
final class Enumeration {

    private static final String LARGE = "odata.maxpagesize=500";
    private static final int TOP = 500;

    private final GraphClient client;

    Enumeration(GraphClient client) {
        this.client = client;
    }

    /**
     * All mail there is. By rounds of changes that are thrown away, because a list of messages is paged by counting: one
     * deleted meanwhile would make the next page leave out another, which would then pass for deleted.
     */
    Change.Remaining mail(FolderSurvey survey) {
        Set<SourceId> present = new HashSet<>();
        Set<String> folders = new LinkedHashSet<>(survey.folders().keySet());
        // What was read before its folder was left out has not gone.
        folders.addAll(survey.leftOut().keySet());
        for (String folder : folders) {
            String next = client.url("/mailFolders/" + Addresses.encoded(folder) + "/messages/delta?$select=id");
            while (next != null) {
                DeltaGetResponse page = client.get(next, DeltaGetResponse::createFromDiscriminatorValue, LARGE);
                for (Message message : Answers.of(page.getValue())) {
                    SourceId source = Downloads.source(Answers.text(message.getId()));
                    if (Answers.isRemoved(message)) {
                        present.remove(source);
                    } else {
                        present.add(source);
                    }
                }
                next = page.getOdataNextLink();
            }
        }
        return new Change.Remaining(Downloads.PREFIX, present);
    }

    /** All meetings and series that lie, at least in part, between two moments. */
    Change.Remaining events(Instant from, Instant to) {
        return new Change.Remaining(CalendarReading.PREFIX,
                added(from, to).keySet().stream().map(CalendarReading::source).collect(Collectors.toSet()));
    }

    /** The same by id, with what is told of them: of a series often no more than its occurrences. */
    Map<String, Optional<Event>> added(Instant from, Instant to) {
        Map<String, Optional<Event>> present = new LinkedHashMap<>();
        String next = client.url("/calendarView/delta?startDateTime=" + from + "&endDateTime=" + to);
        while (next != null) {
            var page = client.get(next,
                    com.microsoft.graph.users.item.calendarview.delta.DeltaGetResponse::createFromDiscriminatorValue,
                    LARGE);
            for (Event event : Answers.of(page.getValue())) {
                if (!Answers.isRemoved(event)) {
                    if (event.getSeriesMasterId() == null) {
                        present.put(Answers.text(event.getId()), Optional.of(event));
                    } else {
                        present.putIfAbsent(event.getSeriesMasterId(), Optional.empty());
                    }
                }
            }
            next = page.getOdataNextLink();
        }
        return present;
    }

    /** All meetings and series that begin at some time or later, paged as the messages of some days are. */
    Set<SourceId> eventsFrom(Instant from) {
        Set<SourceId> present = new HashSet<>();
        String reached = LocalDateTime.ofInstant(from, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS).toString();
        String next = eventsFrom(reached);
        while (next != null) {
            EventCollectionResponse page = client.get(next, EventCollectionResponse::createFromDiscriminatorValue,
                    "outlook.timezone=\"UTC\"");
            String latest = reached;
            for (Event event : Answers.of(page.getValue())) {
                present.add(CalendarReading.source(Answers.text(event.getId())));
                String start = event.getStart() == null ? "" : Answers.text(event.getStart().getDateTime());
                latest = start.compareTo(latest) > 0 ? start : latest;
            }
            next = page.getOdataNextLink() == null
                    ? null
                    : latest.equals(reached) ? page.getOdataNextLink() : eventsFrom(latest);
            reached = latest;
        }
        return present;
    }

    private String eventsFrom(String start) {
        return client.url("/events?$select=id,start&$orderby=start/dateTime&$top=200&$filter="
                + Addresses.encoded("start/dateTime ge '" + start + "'"));
    }

    /**
     * The messages of some days, each page beginning anew at the time the one before came to: see above. Only where more
     * messages share one second than a page holds does it have to trust the paging.
     */
    List<Listed> days(FolderSurvey survey, LocalDate first, LocalDate last) {
        List<Listed> listed = new ArrayList<>();
        Instant since = client.account().since();
        Instant begin = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (String folder : survey.folders().keySet()) {
            days(folder, "", begin.isBefore(since) ? since : begin,
                    last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), listed);
        }
        for (String folder : survey.leftOut().keySet()) {
            days(folder, survey.leftOut(folder).orElse(""), begin.isBefore(since) ? since : begin,
                    last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), listed);
        }
        return listed;
    }

    private void days(String folder, String leftOut, Instant from, Instant to, List<Listed> listed) {
        Set<String> seen = new HashSet<>();
        Instant reached = from;
        String next = page(folder, reached, to);
        while (next != null) {
            MessageCollectionResponse page = client.get(next, MessageCollectionResponse::createFromDiscriminatorValue);
            List<Message> messages = Answers.of(page.getValue());
            Instant latest = reached;
            for (Message message : messages) {
                Instant at = Answers.instant(message.getReceivedDateTime()).orElse(reached);
                latest = at.isAfter(latest) ? at : latest;
                if (seen.add(Answers.text(message.getId())) && !Boolean.TRUE.equals(message.getIsDraft())) {
                    listed.add(new Listed(Downloads.source(Answers.text(message.getId())),
                            LocalDate.ofInstant(at, ZoneOffset.UTC), leftOut));
                }
            }
            boolean advances = latest.isAfter(reached);
            next = page.getOdataNextLink() == null
                    ? null
                    : advances ? page(folder, latest, to) : page.getOdataNextLink();
            reached = latest;
        }
    }

    private String page(String folder, Instant from, Instant to) {
        return client.url("/mailFolders/" + Addresses.encoded(folder)
                + "/messages?$select=receivedDateTime,isDraft&$orderby=receivedDateTime&$top=" + TOP
                + "&$filter=receivedDateTime%20ge%20" + from + "%20and%20receivedDateTime%20lt%20" + to);
    }

    /** Of more folders than these not each is asked. */
    private static final int COUNTED = 12;

    /** How many messages lie in the folders that are read; of small folders all are counted in. */
    Forecast.Volume volume(FolderSurvey survey, Instant since) {
        List<Folder> largest = survey.folders().values().stream()
                .sorted(Comparator.comparingLong(Folder::messages).reversed()).toList();
        long asked = largest.stream().limit(COUNTED).mapToLong(folder -> count(folder, since)).sum();
        long rest = largest.stream().skip(COUNTED).mapToLong(Folder::messages).sum();
        return new Forecast.Volume(since, asked + rest, rest == 0 || !since.isAfter(Instant.EPOCH));
    }

    /** How many messages of interest a folder has. */
    long count(Folder folder) {
        return count(folder, client.account().since());
    }

    private long count(Folder folder, Instant since) {
        if (!since.isAfter(Instant.EPOCH)) {
            return folder.messages();
        }
        return client.read(client.url("/mailFolders/" + Addresses.encoded(folder.id())
                + "/messages/$count?$filter=receivedDateTime%20ge%20" + since), in -> {
                    String digits = new String(in.readNBytes(40), java.nio.charset.StandardCharsets.UTF_8)
                            .replaceAll("\\D", "");
                    return digits.isEmpty() ? 0L : Long.parseLong(digits);
                });
    }
}
