// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The meetings one user held on Google Meet. */
public final class SimulatedMeet {

    private static final class Conference {
        private final String name;
        private final String code;
        private final Instant began;
        private final Instant ended;
        private final List<String[]> lines;
        private final List<String> silent = new ArrayList<>();
        private String state = "STARTED";

        Conference(String name, String code, Instant began, Instant ended, List<String[]> lines) {
            this.name = name;
            this.code = code;
            this.began = began;
            this.ended = ended;
            this.lines = lines;
        }

        /** Seconds from one line to the next. */
        long pace() {
            return Math.max(10, Duration.between(began, ended).toSeconds() / (lines.size() + 1));
        }
    }

    private final Object lock;
    private final Map<String, Conference> conferences = new LinkedHashMap<>();

    SimulatedMeet(Object lock) {
        this.lock = lock;
    }

    /**
     * A meeting was held with its transcript switched on; Google still writes it.
     *
     * @param lines {@code Name: words}, spread over the meeting; none for a meeting without a transcript
     * @return its record
     */
    public String holds(String code, Instant began, Instant ended, String... lines) {
        synchronized (lock) {
            String name = "conferenceRecords/" + code + "-" + began.getEpochSecond();
            List<String[]> said = new ArrayList<>();
            for (String line : lines) {
                said.add(line.split(": ", 2));
            }
            conferences.put(name, new Conference(name, code, began, ended, said));
            return name;
        }
    }

    /** These were there, too, and said nothing that was written down. */
    public void attends(String record, String... names) {
        synchronized (lock) {
            conference(record).silent.addAll(List.of(names));
        }
    }

    /** Google has written the transcript. */
    public void writes(String record) {
        synchronized (lock) {
            conference(record).state = "FILE_GENERATED";
        }
    }

    /** After thirty days. */
    public void forgets(String record) {
        synchronized (lock) {
            conferences.remove(record);
        }
    }

    private Conference conference(String record) {
        Conference conference = conferences.get(record);
        if (conference == null) {
            throw new IllegalArgumentException("no conference " + record);
        }
        return conference;
    }

    Answer answer(GoogleRequest request) {
        if (request.isAt("v2/conferenceRecords")) {
            String filter = request.parameter("filter", "");
            Instant from = filter.startsWith("end_time>=")
                    ? Instant.parse(filter.substring(11, filter.length() - 1))
                    : Instant.MIN;
            return page(request, "conferenceRecords", 25, conferences.values().stream()
                    .filter(c -> !c.ended.isBefore(from)).<Object>map(SimulatedMeet::record).toList().reversed());
        }
        if (request.isAt("v2/spaces/*")) {
            String code = request.path().getLast();
            return Answer.json(Json.of("name", "spaces/" + code, "meetingCode", code, "meetingUri",
                    "https://meet.google.com/" + code));
        }
        Conference conference = request.path().size() > 2 && request.path().get(1).equals("conferenceRecords")
                ? conferences.get("conferenceRecords/" + request.path().get(2))
                : null;
        return conference == null
                ? Answer.rpcError(404, "NOT_FOUND", "", "Requested entity was not found.")
                : answer(request, conference);
    }

    private static Answer answer(GoogleRequest request, Conference conference) {
        if (request.isAt("v2/conferenceRecords/*")) {
            return Answer.json(record(conference));
        }
        if (request.isAt("v2/conferenceRecords/*/participants")) {
            return page(request, "participants", 100, names(conference).stream().<Object>map(name -> Json.of("name",
                    participant(conference, name), "signedinUser", Json.of("displayName", name), "earliestStartTime",
                    conference.began.toString(), "latestEndTime", conference.ended.toString())).toList());
        }
        if (request.isAt("v2/conferenceRecords/*/transcripts")) {
            return page(request, "transcripts", 10,
                    conference.lines.isEmpty() ? List.of() : List.of(transcript(conference)));
        }
        if (request.isAt("v2/conferenceRecords/*/transcripts/*")) {
            return Answer.json(transcript(conference));
        }
        List<Object> entries = new ArrayList<>();
        for (int i = 0; i < conference.lines.size(); i++) {
            String[] line = conference.lines.get(i);
            entries.add(Json.of("name", conference.name + "/transcripts/t1/entries/" + i, "participant",
                    participant(conference, line[0]), "text", line[1], "languageCode", "en-US", "startTime",
                    conference.began.plusSeconds(conference.pace() * i).toString(), "endTime",
                    conference.began.plusSeconds(conference.pace() * i + 8).toString()));
        }
        return page(request, "transcriptEntries", 10, entries);
    }

    private static Map<String, Object> record(Conference conference) {
        return Json.of("name", conference.name, "startTime", conference.began.toString(), "endTime",
                conference.ended.toString(), "space", "spaces/" + conference.code);
    }

    private static Map<String, Object> transcript(Conference conference) {
        return Json.of("name", conference.name + "/transcripts/t1", "state", conference.state, "startTime",
                conference.began.toString(), "endTime", conference.ended.toString());
    }

    private static List<String> names(Conference conference) {
        return Stream.concat(conference.lines.stream().map(line -> line[0]), conference.silent.stream()).distinct()
                .toList();
    }

    private static String participant(Conference conference, String name) {
        return conference.name + "/participants/" + (100 + names(conference).indexOf(name));
    }

    private static Answer page(GoogleRequest request, String field, int otherwise, List<Object> all) {
        int begin = request.number("pageToken", 0);
        int end = Math.min(all.size(), begin + request.number("pageSize", otherwise));
        return Answer.json(Json.of(field, begin < end ? all.subList(begin, end) : null, "nextPageToken",
                end < all.size() ? Integer.toString(end) : null));
    }
}
