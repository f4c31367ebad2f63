// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.Event;
import com.microsoft.graph.models.EventCollectionResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The meetings that the user organised online and that are over, by where one joined them. */
final class HeldMeetings {

    /** Ages of a meeting at which it is looked for its transcript: Teams takes minutes, seldom hours. */
    private static final List<Duration> AGES = List.of(Duration.ofMinutes(3), Duration.ofMinutes(10),
            Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4), Duration.ofHours(8),
            Duration.ofHours(24));
    private static final Duration FIRST_LOOK = Duration.ofDays(30);

    private final GraphClient client;
    private final Clock clock;

    private record Held(String link, Instant ended) {}

    HeldMeetings(GraphClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Those that have come to one of the ages since the last look. */
    Set<String> due(TranscriptPosition position, Instant now) {
        Instant looked = position.looked() == 0 ? Instant.EPOCH : Instant.ofEpochSecond(position.looked());
        Instant from = position.looked() == 0
                ? now.minus(FIRST_LOOK)
                : looked.minus(AGES.getLast()).minus(AGES.getLast());
        return since(from, now).stream()
                .filter(held -> AGES.stream().map(held.ended()::plus)
                        .anyMatch(at -> at.isAfter(looked) && !at.isAfter(now)))
                .map(Held::link).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those of the last weeks, the latest first. */
    List<String> latest() {
        Instant now = clock.instant();
        return since(now.minus(FIRST_LOOK), now).stream().filter(held -> held.ended().isBefore(now))
                .sorted(Comparator.comparing(Held::ended).reversed()).map(Held::link).distinct().toList();
    }

    private List<Held> since(Instant wanted, Instant now) {
        Instant longest = now.minus(CalendarReading.LONGEST_VIEW);
        Instant from = wanted.isBefore(longest) ? longest : wanted;
        Instant since = client.account().since();
        List<Held> held = new ArrayList<>();
        String next = client
                .url("/calendarView?startDateTime=" + (from.isBefore(since) ? since : from) + "&endDateTime="
                        + now + "&$select=isOrganizer,isOnlineMeeting,onlineMeeting,end,isCancelled&$top=100");
        while (next != null) {
            EventCollectionResponse page = client.get(next, EventCollectionResponse::createFromDiscriminatorValue,
                    EventReading.ZONE);
            for (Event event : Answers.of(page.getValue())) {
                String link = event.getOnlineMeeting() == null
                        ? ""
                        : Answers.text(event.getOnlineMeeting().getJoinUrl());
                if (!link.isEmpty() && Boolean.TRUE.equals(event.getIsOrganizer()) && event.getEnd() != null
                        && event.getEnd().getDateTime() != null) {
                    held.add(new Held(link,
                            LocalDateTime.parse(event.getEnd().getDateTime()).toInstant(ZoneOffset.UTC)));
                }
            }
            next = page.getOdataNextLink();
        }
        return held;
    }
}
