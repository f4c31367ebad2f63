// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.json.GenericJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Meet's REST API (v2), as far as transcripts need it. */
final class Meet {

    /** A meeting that took place. */
    record Conference(String name, String space, Instant began, Instant ended) {}

    /** @param participant what entries call them */
    record Guest(String participant, String name, Duration stayed) {}

    /** @param written whether its words can be asked for */
    record Transcript(String name, Instant began, boolean written) {}

    /** One thing that was said. */
    record Entry(String participant, String text, Instant from, Instant to) {}

    private static final int LISTED_AT_ONCE = 100;
    private static final Pattern NAME = Pattern.compile("[\\w-]+(?:/[\\w-]+)*");

    private final GoogleCalls calls;

    Meet(GoogleCalls calls) {
        this.calls = calls;
    }

    /** Meetings that ended at this moment or later, the earliest first. */
    List<Conference> endedFrom(Instant from) throws Refused {
        GenericUrl url = url("conferenceRecords");
        url.set("filter", "end_time>=\"" + from + "\"");
        return all(url, "conferenceRecords").stream()
                .flatMap(r -> conference(r).stream())
                .filter(c -> NAME.matcher(c.name()).matches())
                .sorted(Comparator.comparing(Conference::ended)).toList();
    }

    List<Transcript> transcripts(Conference conference) throws Refused {
        return all(url(conference.name() + "/transcripts"), "transcripts").stream()
                .map(t -> new Transcript(text(t, "name"), time(t, "startTime").orElse(conference.ended()),
                        text(t, "state").equals("FILE_GENERATED")))
                .filter(t -> NAME.matcher(t.name()).matches()).toList();
    }

    Transcript transcript(String name) throws Refused {
        GenericJson t = calls.meet(url(name), GenericJson.class);
        return new Transcript(name, time(t, "startTime").orElse(Instant.EPOCH),
                text(t, "state").equals("FILE_GENERATED"));
    }

    List<Entry> entries(Transcript transcript) throws Refused {
        return all(url(transcript.name() + "/entries"), "transcriptEntries").stream()
                .map(e -> new Entry(text(e, "participant"), text(e, "text"),
                        time(e, "startTime").orElse(transcript.began()),
                        time(e, "endTime").orElse(transcript.began())))
                .toList();
    }

    private static Optional<Conference> conference(Map<?, ?> r) {
        return time(r, "endTime").map(ended -> new Conference(text(r, "name"), text(r, "space"),
                time(r, "startTime").orElse(ended), ended));
    }

    /** Empty while it goes on. */
    Optional<Conference> conference(String name) throws Refused {
        return conference(calls.meet(url(name), GenericJson.class));
    }

    /** Who took part, as far as they have a name: Meet tells no addresses. */
    List<Guest> guests(String conference) throws Refused {
        List<Guest> guests = new ArrayList<>();
        for (Map<?, ?> participant : all(url(conference + "/participants"), "participants")) {
            Duration stayed = time(participant, "earliestStartTime").flatMap(
                    from -> time(participant, "latestEndTime").map(to -> Duration.between(from, to)))
                    .orElse(Duration.ZERO);
            Stream.of("signedinUser", "anonymousUser", "phoneUser").map(participant::get)
                    .filter(Map.class::isInstance).map(u -> text((Map<?, ?>) u, "displayName"))
                    .filter(n -> !n.isEmpty()).findFirst()
                    .ifPresent(name -> guests.add(new Guest(text(participant, "name"), name, stayed)));
        }
        return guests;
    }

    /** Where one joins: the link, else the code; empty where it is not told. */
    String link(String space) throws Refused {
        if (!NAME.matcher(space).matches()) {
            return "";
        }
        GenericJson answer = calls.meet(url(space), GenericJson.class);
        String link = text(answer, "meetingUri");
        return link.isEmpty() ? text(answer, "meetingCode") : link;
    }

    private GenericUrl url(String path) {
        return new GenericUrl(calls.account().hosts().meet() + "v2/" + path);
    }

    private List<Map<?, ?>> all(GenericUrl url, String field) throws Refused {
        List<Map<?, ?>> all = new ArrayList<>();
        String page = "";
        do {
            GenericUrl asked = url.clone();
            asked.set("pageSize", LISTED_AT_ONCE);
            if (!page.isEmpty()) {
                asked.set("pageToken", page);
            }
            GenericJson answer = calls.meet(asked, GenericJson.class);
            if (answer.get(field) instanceof List<?> items) {
                items.stream().filter(Map.class::isInstance).forEach(i -> all.add((Map<?, ?>) i));
            }
            page = text(answer, "nextPageToken");
        } while (!page.isEmpty());
        return all;
    }

    private static String text(Map<?, ?> object, String field) {
        Object value = object.get(field);
        return value == null ? "" : value.toString();
    }

    private static Optional<Instant> time(Map<?, ?> object, String field) {
        try {
            return Optional.of(Instant.parse(text(object, field)));
        } catch (DateTimeException missing) {
            return Optional.empty();
        }
    }
}
