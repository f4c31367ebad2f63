// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a calendar lists without anything being read. */
final class EventLists {

    private static final int AT_ONCE = 2500;

    private final GoogleCalls calls;

    EventLists(GoogleCalls calls) {
        this.calls = calls;
    }

    /** Everything there is, without reading it. */
    List<Event> all(@Nullable DateTime from, String fields) {
        List<Event> all = new ArrayList<>();
        String page = "";
        do {
            String wanted = page;
            Events events = needed(() -> calls.calendar(() -> calls.calendar().events().list(EventStream.CALENDAR)
                    .setSingleEvents(false).setShowDeleted(false).setMaxResults(AT_ONCE).setTimeMin(from)
                    .setPageToken(wanted.isEmpty() ? null : wanted)
                    .setFields("items(" + fields + "),nextPageToken")));
            all.addAll(items(events));
            page = isPresent(events.getNextPageToken()) ? events.getNextPageToken() : "";
        } while (!page.isEmpty());
        return all;
    }

    /** The entries that came into it on these days. */
    List<Listed> listed(LocalDate first, LocalDate last) {
        List<Event> all = all(since(),
                "id,status,eventType,visibility,created,updated,recurringEventId,originalStartTime").stream()
                .filter(event -> PlannedEvent.isMeeting(event) && !PlannedEvent.isPrivate(event)).toList();
        Map<String, Event> masters = all.stream().filter(event -> !PlannedEvent.isException(event))
                .collect(Collectors.toMap(Event::getId, event -> event, (one, same) -> one));
        List<Listed> listed = new ArrayList<>();
        for (Event event : all) {
            Optional<Event> of = Optional.ofNullable(masters.get(event.getRecurringEventId()));
            // Without its series nobody could say what was taken out of it: it is not read either.
            boolean isRead = !PlannedEvent.isCancelled(event) || PlannedEvent.isException(event) && of.isPresent();
            LocalDate day = LocalDate.ofInstant(PlannedEvent.addedAt(event, of, calls.clock().instant()),
                    ZoneOffset.UTC);
            if (isRead && !day.isBefore(first) && !day.isAfter(last)) {
                listed.add(new Listed(EventStream.source(event.getId()), day));
            }
        }
        return listed;
    }

    @Nullable
    DateTime since() {
        return calls.account().since().getEpochSecond() > 0
                ? new DateTime(calls.account().since().toEpochMilli())
                : null;
    }

    /** Pages may be empty, and the field is then left out. */
    static List<Event> items(Events events) {
        return events.getItems() == null
                ? List.of()
                : events.getItems().stream().filter(e -> e.getId() != null).toList();
    }

    static boolean isPresent(@Nullable String token) {
        return token != null && !token.isEmpty();
    }

    private interface Asked<T> {
        T ask() throws Refused;
    }

    private static <T> T needed(Asked<T> question) {
        try {
            return question.ask();
        } catch (Refused refused) {
            throw refused.failure();
        }
    }
}
