// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.graph.CalendarEntry.Held;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers for calendars and online meetings. */
final class CalendarRoutes {

    private static final String WINDOW = "simulated-window";
    private static final Duration MOST_AT_ONCE = Duration.ofDays(1_825);

    private final ObjectMapper mapper = new ObjectMapper();
    private final Rounds rounds;

    CalendarRoutes(Rounds rounds) {
        this.rounds = rounds;
    }

    Reply answer(GraphMailbox mailbox, List<String> path, Call call) {
        GraphCalendar calendar = mailbox.calendar();
        if (path.getFirst().equals("onlineMeetings")) {
            return meetings(calendar, path, call);
        }
        if (path.equals(List.of("events"))) {
            return all(calendar, call);
        }
        if (path.getFirst().equals("events")) {
            return calendar.byId(path.get(1)).map(entry -> Reply.json(200, whole(entry, call).toString()))
                    .orElse(Reply.error(404, "ErrorItemNotFound"));
        }
        if (isTooLong(call.query())) {
            return Reply.error(400, "ErrorInvalidRequest");
        }
        return path.size() > 1 ? changes(calendar, call) : view(calendar, call);
    }

    /** "The range between the start and end dates is greater than the allowed range. Maximum number of days: 1825" */
    private static boolean isTooLong(Map<String, String> query) {
        return query.containsKey("startDateTime") && Duration.between(Instant.parse(query.get("startDateTime")),
                Instant.parse(query.get("endDateTime"))).compareTo(MOST_AT_ONCE) > 0;
    }

    /** Meetings and masters of series, by their beginning. Pages are counted, as they are for messages. */
    private Reply all(GraphCalendar calendar, Call call) {
        Map<String, String> query = call.query();
        String from = query.getOrDefault("$filter", "").replaceFirst("^start/dateTime ge '", "").replaceFirst("'$", "");
        List<CalendarEntry> entries = calendar.entries().stream()
                .filter(entry -> from.isEmpty() || !LocalDateTime.ofInstant(entry.start(), ZoneOffset.UTC)
                        .isBefore(LocalDateTime.parse(from)))
                .sorted(Comparator.comparing(CalendarEntry::start)).toList();
        int skip = Math.min(entries.size(), Integer.parseInt(query.getOrDefault("$skip", "0")));
        int to = Math.min(entries.size(), skip + Integer.parseInt(query.getOrDefault("$top", "10")));
        ObjectNode page = mapper.createObjectNode();
        ArrayNode value = page.putArray("value");
        entries.subList(skip, to).forEach(entry -> value.add(json(entry, new Held(entry.firstDay(), entry.start(),
                entry.start()), entry.recurs() ? "seriesMaster" : "singleInstance")));
        if (to < entries.size()) {
            page.put("@odata.nextLink", Rounds.SELF + call.url().replaceAll("[?&]\\$skip=\\d+", "") + "&$skip=" + to);
        }
        return Reply.json(200, page.toString());
    }

    private Reply changes(GraphCalendar calendar, Call call) {
        Map<String, String> query = call.query();
        boolean goesOn = query.containsKey("$skiptoken") || query.containsKey("$deltatoken");
        String window = goesOn
                ? query.getOrDefault(WINDOW, "")
                : query.get("startDateTime") + "," + query.get("endDateTime");
        Rounds.Place place;
        if (goesOn) {
            Optional<Rounds.Place> known = rounds.find(query);
            if (known.isEmpty()) {
                return Reply.error(410, "SyncStateNotFound");
            }
            place = query.containsKey("$deltatoken") ? rounds.follow(known.get(), calendar.events()) : known.get();
        } else {
            place = rounds.first(calendar.entries().stream().map(CalendarEntry::id).toList(), calendar.events());
        }
        List<String> snapshot = place.snapshot();
        boolean first = snapshot != null;
        List<String> ids = snapshot == null ? calendar.since(place.from(), place.to()) : snapshot;
        int to = Math.min(ids.size(), place.offset() + call.pageSize(10, 500));
        ObjectNode page = mapper.createObjectNode();
        ArrayNode value = page.putArray("value");
        for (String id : ids.subList(place.offset(), to)) {
            Optional<CalendarEntry> entry = calendar.byId(id).filter(e -> isWithin(e, window));
            if (entry.isPresent()) {
                touched(entry.get(), value, window);
            } else if (!first) {
                value.addObject().put("id", id).putObject("@removed").put("reason", "deleted");
            }
        }
        rounds.linked(page, place, to, to < ids.size(), call);
        for (String link : List.of("@odata.nextLink", "@odata.deltaLink")) {
            if (page.has(link)) {
                page.put(link, page.get(link).asString() + "&" + WINDOW + "=" + window);
            }
        }
        return Reply.json(200, page.toString());
    }

    /** A single meeting comes whole; of a series the master does, and each occurrence as little more than its time. */
    private void touched(CalendarEntry entry, ArrayNode value, String window) {
        value.add(json(entry, entry.held().getFirst(), entry.recurs() ? "seriesMaster" : "singleInstance"));
        if (entry.recurs()) {
            entry.held().stream().filter(held -> isWithin(held, entry, window)).forEach(held -> {
                ObjectNode stub = value.addObject().put("id", occurrenceId(entry, held))
                        .put("seriesMasterId", entry.id())
                        .put("type", entry.isException(held) ? "exception" : "occurrence");
                times(stub, entry, held);
            });
        }
    }

    private static boolean isWithin(CalendarEntry entry, String window) {
        return entry.held().stream().anyMatch(held -> isWithin(held, entry, window));
    }

    private static boolean isWithin(Held held, CalendarEntry entry, String window) {
        String[] bounds = window.split(",");
        return bounds.length < 2 || held.start().isBefore(Instant.parse(bounds[1]))
                && held.start().plus(entry.length()).isAfter(Instant.parse(bounds[0]));
    }

    private Reply view(GraphCalendar calendar, Call call) {
        String window = call.query().get("startDateTime") + "," + call.query().get("endDateTime");
        ObjectNode page = mapper.createObjectNode();
        ArrayNode value = page.putArray("value");
        for (CalendarEntry entry : calendar.entries()) {
            entry.held().stream().filter(held -> isWithin(held, entry, window)).forEach(held -> value
                    .add(json(entry, held, entry.recurs() ? "occurrence" : "singleInstance")));
        }
        return Reply.json(200, page.toString());
    }

    private ObjectNode whole(CalendarEntry entry, Call call) {
        ObjectNode event = json(entry, new Held(entry.firstDay(), entry.start(), entry.start()),
                entry.recurs() ? "seriesMaster" : "singleInstance");
        ObjectNode sequence = event.putArray("singleValueExtendedProperties").addObject();
        sequence.put("id", "Integer {00062002-0000-0000-c000-000000000046} Id 0x8201");
        sequence.put("value", Integer.toString(entry.sequence()));
        if (entry.recurs() && call.isAbout("exceptionOccurrences")) {
            ArrayNode cancelled = event.putArray("cancelledOccurrences");
            entry.takenOut().forEach(day -> cancelled.add("OID." + entry.id() + "." + day));
            ArrayNode exceptions = event.putArray("exceptionOccurrences");
            entry.held().stream().filter(entry::isException)
                    .forEach(held -> exceptions.add(json(entry, held, "exception")));
        }
        return event;
    }

    private ObjectNode json(CalendarEntry entry, Held held, String type) {
        ObjectNode event = mapper.createObjectNode().put("@odata.type", "#microsoft.graph.event");
        boolean occurrence = type.equals("occurrence") || type.equals("exception");
        event.put("id", occurrence ? occurrenceId(entry, held) : entry.id()).put("type", type);
        if (occurrence) {
            event.put("seriesMasterId", entry.id()).put("originalStart", held.planned().toString());
        }
        event.put("iCalUId", entry.uid()).put("subject", entry.subject()).put("isAllDay", entry.isAllDay())
                .put("isCancelled", occurrence ? entry.isCancelled(held) : entry.isCancelled())
                .put("isOrganizer", entry.isOrganiser()).put("sensitivity", entry.sensitivity())
                .put("createdDateTime", entry.createdAt().toString())
                .put("lastModifiedDateTime", entry.changedAt().toString()).put("originalStartTimeZone", entry.zone());
        event.putObject("body").put("contentType", "text").put("content", entry.agenda());
        event.putObject("organizer").putObject("emailAddress").put("address", entry.organiser())
                .put("name", entry.name(entry.organiser(), ""));
        event.putObject("responseStatus").put("response", entry.isOrganiser() ? "organizer" : entry.ownAnswer());
        ArrayNode attendees = event.putArray("attendees");
        entry.answers().forEach((address, answer) -> {
            ObjectNode attendee = attendees.addObject().put("type", "required");
            attendee.putObject("status").put("response", entry.isOrganiser() ? answer : "none");
            attendee.putObject("emailAddress").put("address", address).put("name",
                    entry.name(address, "Name of " + address));
        });
        if (!entry.joinUrl().isEmpty()) {
            event.put("isOnlineMeeting", true).put("onlineMeetingProvider", "teamsForBusiness")
                    .putObject("onlineMeeting")
                    .put("joinUrl", entry.joinUrl());
        }
        if (type.equals("seriesMaster")) {
            ObjectNode recurrence = event.putObject("recurrence");
            recurrence.putObject("pattern").put("type", "weekly").put("interval", 1).put("firstDayOfWeek", "sunday")
                    .putArray("daysOfWeek")
                    .add(entry.firstDay().getDayOfWeek().name().toLowerCase(java.util.Locale.ROOT));
            recurrence.putObject("range").put("type", "numbered").put("startDate", entry.firstDay().toString())
                    .put("numberOfOccurrences", entry.weeks()).put("recurrenceTimeZone", entry.zone());
        }
        times(event, entry, held);
        return event;
    }

    private static void times(ObjectNode event, CalendarEntry entry, Held held) {
        time(event.putObject("start"), held.start());
        time(event.putObject("end"), held.start().plus(entry.length()));
    }

    private static void time(ObjectNode node, Instant at) {
        node.put("dateTime", LocalDateTime.ofInstant(at, ZoneOffset.UTC).withNano(0) + ":00.0000000".substring(
                at.getEpochSecond() % 60 == 0 ? 0 : 3)).put("timeZone", "UTC");
    }

    private static String occurrenceId(CalendarEntry entry, Held held) {
        return entry.id() + "occ" + held.day();
    }

    private Reply meetings(GraphCalendar calendar, List<String> path, Call call) {
        ObjectNode page = mapper.createObjectNode();
        if (path.size() == 1) {
            String filter = call.query().getOrDefault("$filter", "");
            String url = filter.replaceFirst("^JoinWebUrl eq '", "").replaceFirst("'$", "");
            ArrayNode value = page.putArray("value");
            if (!calendar.transcripts(url).isEmpty() || !calendar.reports(url).isEmpty()) {
                value.addObject().put("id", GraphCalendar.meetingId(url)).put("joinWebUrl", url);
            }
            return Reply.json(200, page.toString());
        }
        Optional<String> url = calendar.joinUrl(path.get(1));
        if (url.isEmpty()) {
            return Reply.error(404, "NotFound");
        }
        if (path.size() == 2) {
            return Reply.json(200, page.put("id", path.get(1)).put("joinWebUrl", url.get()).toString());
        }
        if (path.get(2).equals("attendanceReports")) {
            return reports(calendar.reports(url.get()), path);
        }
        if (path.size() == 3) {
            ArrayNode value = page.putArray("value");
            calendar.transcripts(url.get()).forEach(t -> value.add(json(t, path.get(1))));
            return Reply.json(200, page.toString());
        }
        Optional<GraphCalendar.Transcript> transcript = calendar.transcripts(url.get()).stream()
                .filter(t -> t.id().equals(path.get(3))).findFirst();
        if (transcript.isEmpty()) {
            return Reply.error(404, "NotFound");
        }
        return path.size() > 4
                ? Reply.content("text/vtt", transcript.get().vtt().getBytes(StandardCharsets.UTF_8))
                : Reply.json(200, json(transcript.get(), path.get(1)).toString());
    }

    private Reply reports(List<GraphCalendar.Report> reports, List<String> path) {
        if (path.size() == 3) {
            ObjectNode page = mapper.createObjectNode();
            ArrayNode value = page.putArray("value");
            reports.forEach(report -> value.add(json(report)));
            return Reply.json(200, page.toString());
        }
        return reports.stream().filter(report -> report.id().equals(path.get(3))).findFirst().map(report -> {
            ObjectNode json = json(report);
            ArrayNode records = json.putArray("attendanceRecords");
            report.people().forEach(person -> {
                boolean signedIn = person.contains("@");
                ObjectNode one = records.addObject().put("role", "Attendee").put("totalAttendanceInSeconds",
                        Duration.between(report.began(), report.ended()).toSeconds());
                one.put("emailAddress", signedIn ? person : null);
                one.putObject("identity").put("displayName", signedIn ? "Name of " + person : person);
            });
            return Reply.json(200, json.toString());
        }).orElse(Reply.error(404, "NotFound"));
    }

    private ObjectNode json(GraphCalendar.Report report) {
        return mapper.createObjectNode().put("id", report.id()).put("totalParticipantCount", report.people().size())
                .put("meetingStartDateTime", report.began().toString())
                .put("meetingEndDateTime", report.ended().toString());
    }

    private ObjectNode json(GraphCalendar.Transcript transcript, String meeting) {
        return mapper.createObjectNode().put("id", transcript.id()).put("meetingId", meeting)
                .put("createdDateTime", transcript.createdAt().toString());
    }
}
