// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.calendar.CalendarWriter;
import io.lamplighter.ingest.calendar.Meeting;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The primary calendar: series and their exceptions as they are kept, not expanded; see RATIONALE.md. */
final class EventStream implements SideStream {

    static final String PREFIX = "events/";
    static final String CALENDAR = "primary";

    /** It must be the same in every call of a synchronisation. */
    static final int PAGE = 250;

    private final GoogleCalls calls;
    private final EventLists lists;
    private final Map<String, Optional<Event>> series = new HashMap<>();
    private ZoneId zone = ZoneOffset.UTC;

    EventStream(GoogleCalls calls) {
        this.calls = calls;
        this.lists = new EventLists(calls);
    }

    @Override
    public Object position(GoogleCursor cursor) {
        return cursor.events();
    }

    @Override
    public Step next(GoogleCursor cursor) {
        EventsPosition position = cursor.events();
        return switch (position.stage()) {
            case READING -> read(cursor, position);
            case SWEEPING -> sweep(cursor, position);
            case DONE -> news(cursor, position);
        };
    }

    private Step read(GoogleCursor cursor, EventsPosition position) {
        Optional<Events> answer = page(position.token(), "");
        if (answer.isEmpty()) {
            return new Step(List.of(), cursor.with(EventsPosition.START));
        }
        Events events = answer.get();
        // What was deleted before it was ever read concerns nobody; what was read before is swept.
        List<Change> changes = changes(EventLists.items(events)).stream().filter(c -> !(c instanceof Change.Vanished))
                .toList();
        return new Step(changes, cursor.with(EventLists.isPresent(events.getNextPageToken())
                ? new EventsPosition(EventsPosition.Stage.READING, events.getNextPageToken(), 0)
                : new EventsPosition(EventsPosition.Stage.SWEEPING, syncToken(events), today())));
    }

    private Step news(GoogleCursor cursor, EventsPosition position) {
        List<Event> changed = new ArrayList<>();
        String page = "";
        Events events;
        do {
            Optional<Events> answer = page(page, position.token());
            if (answer.isEmpty()) {
                // Only this stream begins again; what vanished meanwhile is swept at its end.
                return new Step(List.of(), cursor.with(EventsPosition.START));
            }
            events = answer.get();
            changed.addAll(EventLists.items(events));
            page = EventLists.isPresent(events.getNextPageToken()) ? events.getNextPageToken() : "";
        } while (!page.isEmpty());
        if (changed.isEmpty() && position.day() == today()) {
            return new Step(List.of(), cursor);
        }
        return new Step(changes(changed),
                cursor.with(new EventsPosition(EventsPosition.Stage.DONE, syncToken(events), today())));
    }

    /** @return empty if Google no longer knows the token or the page */
    private Optional<Events> page(String page, String token) {
        boolean fresh = page.isEmpty() && token.isEmpty();
        try {
            Events events = calls.calendar(() -> calls.calendar().events().list(CALENDAR).setSingleEvents(false)
                    .setShowDeleted(true).setMaxResults(PAGE).setPageToken(page.isEmpty() ? null : page)
                    .setSyncToken(token.isEmpty() ? null : token)
                    .setTimeMin(token.isEmpty() ? lists.since() : null));
            zone = PlannedEvent.zone(events.getTimeZone(), zone);
            return Optional.of(events);
        } catch (Refused refused) {
            int status = refused.answer().status();
            boolean forgotten = status == 410 || status == 400 && !refused.answer().says("failedPrecondition");
            if (!fresh && forgotten) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }

    @Override
    public List<Listed> listed(LocalDate first, LocalDate last) {
        return lists.listed(first, last);
    }

    private Step sweep(GoogleCursor cursor, EventsPosition position) {
        Set<SourceId> present = lists.all(null, "id,status,eventType,visibility").stream()
                .filter(event -> !PlannedEvent.isPrivate(event)).map(event -> source(event.getId()))
                .collect(Collectors.toSet());
        return new Step(List.of(new Change.Remaining(PREFIX, present)),
                cursor.with(new EventsPosition(EventsPosition.Stage.DONE, position.token(), position.day())));
    }

    /** Reads one entry again. */
    Change single(String id) {
        return event(id).map(event -> changes(List.of(event))).filter(changes -> !changes.isEmpty())
                .map(List::getFirst).orElseGet(() -> new Change.Vanished(source(id)));
    }

    /** What changed while its pages were read comes twice: the last word counts, or it would vanish after it came back. */
    private static List<Event> latest(List<Event> all) {
        Map<String, Event> latest = new LinkedHashMap<>();
        for (Event event : all) {
            latest.remove(event.getId());
            latest.put(event.getId(), event);
        }
        return List.copyOf(latest.values());
    }

    private List<Change> changes(List<Event> all) {
        List<Event> events = latest(all);
        events.stream().filter(e -> !PlannedEvent.isException(e)).forEach(e -> series.put(e.getId(), Optional.of(e)));
        List<Change> changes = new ArrayList<>();
        for (Event event : events) {
            if (PlannedEvent.isMeeting(event)) {
                changes.add(change(event));
            }
        }
        return changes;
    }

    private Change change(Event event) {
        if (PlannedEvent.isPrivate(event)) {
            return new Change.Vanished(source(event.getId()));
        }
        if (!PlannedEvent.isCancelled(event)) {
            return planned(event, Optional.empty(), new PlannedEvent(zone).meeting(event));
        }
        // Of what else is cancelled only the id is told: it is gone from this calendar.
        if (!PlannedEvent.isException(event)) {
            return new Change.Vanished(source(event.getId()));
        }
        return series.computeIfAbsent(event.getRecurringEventId(), this::event)
                .filter(s -> !PlannedEvent.isCancelled(s) && PlannedEvent.isMeeting(s) && !PlannedEvent.isPrivate(s))
                .map(s -> planned(event, Optional.of(s), new PlannedEvent(zone).cancelled(event, s)))
                .orElseGet(() -> new Change.Vanished(source(event.getId())));
    }

    private Change planned(Event event, Optional<Event> of, Meeting meeting) {
        return new Change.Planned(source(event.getId()), PlannedEvent.addedAt(event, of, calls.clock().instant()),
                CalendarWriter.write(List.of(meeting)).getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Event> event(String id) {
        try {
            return Optional.of(calls.calendar(() -> calls.calendar().events().get(CALENDAR, id)));
        } catch (Refused refused) {
            if (refused.answer().status() == 404 || refused.answer().status() == 410) {
                return Optional.empty();
            }
            throw refused.failure();
        }
    }

    static SourceId source(String id) {
        return new SourceId(PREFIX + id);
    }

    private static String syncToken(Events last) {
        if (last.getNextSyncToken() == null) {
            throw new MailboxFailure.TryLater("Google Calendar did not say where its changes stand.", Duration.ZERO,
                    null);
        }
        return last.getNextSyncToken();
    }

    private long today() {
        return LocalDate.ofInstant(calls.clock().instant(), ZoneOffset.UTC).toEpochDay();
    }
}
