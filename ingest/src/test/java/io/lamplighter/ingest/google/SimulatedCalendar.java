// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The primary calendar of one user, and what is done in it. */
public final class SimulatedCalendar {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneId.of("UTC"));

    /** One event as the API tells it, and the number of its last change. */
    record Entry(Map<String, Object> event, long changed) {

        boolean isCancelled() {
            return "cancelled".equals(event.get("status"));
        }

        boolean isException() {
            return event.containsKey("recurringEventId");
        }
    }

    private final Object lock;
    private final String owner;
    private final Clock clock;
    private final Runnable changed;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long changes = 1_000;
    private long forgotten;
    private int serial;
    private int tokens;

    SimulatedCalendar(Object lock, String owner, Clock clock, Runnable changed) {
        this.changed = changed;
        this.lock = lock;
        this.owner = owner;
        this.clock = clock;
    }

    /** The owner invites these people. */
    public String plans(String summary, Instant start, Duration length, String... attendees) {
        return plans(summary, start, length, List.of(), attendees);
    }

    /** @param recurrence lines such as {@code RRULE:FREQ=WEEKLY} */
    public String plans(String summary, Instant start, Duration length, List<String> recurrence, String... attendees) {
        synchronized (lock) {
            String id = "ev" + ++serial + "t0hq5v";
            List<Object> people = new ArrayList<>();
            people.add(Json.of("email", owner, "self", true, "organizer", true, "responseStatus", "accepted"));
            for (String attendee : attendees) {
                people.add(Json.of("email", attendee, "responseStatus", "needsAction"));
            }
            holds(Json.of("id", id, "status", "confirmed", "iCalUID", id + "@google.com", "sequence", 0, "summary",
                    summary,
                    "start", time(start), "end", time(start.plus(length)), "organizer",
                    Json.of("email", owner, "self", true), "attendees", people, "eventType", "default", "recurrence",
                    recurrence.isEmpty() ? null : recurrence));
            return id;
        }
    }

    /** An event just as it is given here; {@code updated} is added. */
    public void holds(Map<String, Object> event) {
        synchronized (lock) {
            Map<String, Object> stored = new LinkedHashMap<>(event);
            if (!"cancelled".equals(event.get("status"))) {
                stored.putIfAbsent("created", clock.instant().toString());
                stored.put("updated", clock.instant().toString());
            }
            entries.put(String.valueOf(event.get("id")), new Entry(stored, ++changes));
            changed.run();
        }
    }

    /** Changes fields of an event. */
    public void changes(String id, Map<String, Object> fields) {
        synchronized (lock) {
            Map<String, Object> changed = new LinkedHashMap<>(event(id));
            changed.putAll(fields);
            holds(changed);
        }
    }

    /** An attendee answers: {@code accepted}, {@code declined}, {@code tentative}. */
    public void answers(String id, String attendee, String answer) {
        synchronized (lock) {
            List<Object> people = new ArrayList<>();
            for (Object one : (List<?>) event(id).getOrDefault("attendees", List.of())) {
                Map<String, Object> person = new LinkedHashMap<>();
                ((Map<?, ?>) one).forEach((k, v) -> person.put(String.valueOf(k), v));
                if (attendee.equals(person.get("email"))) {
                    person.put("responseStatus", answer);
                }
                people.add(person);
            }
            changes(id, Json.of("attendees", people));
        }
    }

    /** One occurrence of a series is held at another time. */
    public String moves(String series, Instant occurrence, Instant start, Duration length) {
        synchronized (lock) {
            String id = series + "_" + NAME.format(occurrence);
            Map<String, Object> exception = new LinkedHashMap<>(event(series));
            exception.remove("recurrence");
            exception.putAll(
                    Json.of("id", id, "recurringEventId", series, "originalStartTime", time(occurrence), "start",
                            time(start), "end", time(start.plus(length)), "sequence", 1));
            holds(exception);
            return id;
        }
    }

    /** One occurrence of a series is not held. Of such Google promises to tell no more than this. */
    public String cancels(String series, Instant occurrence) {
        synchronized (lock) {
            String id = series + "_" + NAME.format(occurrence);
            holds(Json.of("id", id, "status", "cancelled", "recurringEventId", series, "originalStartTime",
                    time(occurrence)));
            return id;
        }
    }

    /** An event, or a series with its exceptions, is deleted. */
    public void deletes(String id) {
        synchronized (lock) {
            List.copyOf(entries.values()).stream().filter(e -> id.equals(e.event().get("recurringEventId")))
                    .forEach(e -> holds(Json.of("id", e.event().get("id"), "status", "cancelled")));
            holds(Json.of("id", id, "status", "cancelled"));
        }
    }

    /** From now on every syncToken given before is too old. */
    public void forgetsTokens() {
        synchronized (lock) {
            forgotten = ++changes;
        }
    }

    /** Ids of what is in it, the cancelled occurrences of its series among them. */
    public List<String> events() {
        synchronized (lock) {
            return entries.values().stream().filter(e -> !e.isCancelled() || e.isException())
                    .map(e -> String.valueOf(e.event().get("id"))).toList();
        }
    }

    private Map<String, Object> event(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new IllegalArgumentException("no event " + id);
        }
        return entry.event();
    }

    private static Map<String, Object> time(Instant at) {
        return Json.of("dateTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(ZONE)), "timeZone",
                ZONE.getId());
    }

    Answer answer(GoogleRequest request) {
        if (request.isAt("calendar/v3/calendars/primary/events")) {
            return list(request);
        }
        Entry entry = entries.get(request.path().getLast());
        return entry == null ? Answer.error(404, "notFound", "Not Found") : Answer.json(entry.event());
    }

    private Answer list(GoogleRequest request) {
        String token = request.parameter("syncToken", "");
        boolean deleted = request.parameter("showDeleted", "false").equals("true");
        if (!token.isEmpty() && (request.query().containsKey("timeMin") || !deleted)) {
            return Answer.error(400, "badRequest", "A sync token does not go with these parameters.");
        }
        if (!token.isEmpty() && !token.matches("s\\d+\\.\\d+")) {
            return Answer.error(400, "invalid", "Invalid sync token value.");
        }
        long since = token.isEmpty() ? 0 : Long.parseLong(token.substring(1, token.indexOf('.')));
        if (!token.isEmpty() && since < forgotten) {
            return Answer.error(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.");
        }
        List<Map<String, Object>> found = entries.values().stream().filter(e -> e.changed() > since)
                .filter(e -> deleted || !e.isCancelled() || e.isException()).map(Entry::event).toList();
        int begin = request.number("pageToken", 0);
        int end = Math.min(found.size(), begin + request.number("maxResults", 250));
        // Another token every time, although nothing happened.
        return Answer
                .json(Json.of("kind", "calendar#events", "timeZone", ZONE.getId(), "items", found.subList(begin, end),
                        "nextPageToken", end < found.size() ? Integer.toString(end) : null, "nextSyncToken",
                        end < found.size() ? null : "s" + changes + "." + ++tokens));
    }
}
