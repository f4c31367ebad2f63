// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.Corpus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Calendars that other parsers were tested with: every event is read, and nothing that is valid is complained of. */
class CalendarCorpusTest {
    private final CalendarReader reader = new CalendarReader(ZoneId.of("Europe/Berlin"));

    @Test
    void readsEveryEvent() {
        Corpus corpus = Corpus.named("ical");
        for (JsonNode entry : corpus.entries()) {
            String input = Corpus.input(entry);
            if (input.endsWith(".ics")) {
                byte[] octets = corpus.bytes(input);
                CalendarContent content = reader.read(octets);
                corpus.ask(input + " events", count(octets, "BEGIN:VEVENT"), content.meetings().size());
                corpus.ask(input + " times", count(octets, "\nDTSTART") > 0 && !content.meetings().isEmpty(),
                        content.meetings().stream().anyMatch(m -> m.schedule().isPresent()));
                if (entry.path("kind").asString().equals("valid")) {
                    List<String> warnings = new ArrayList<>(content.warnings());
                    // Their files lack it, too.
                    warnings.remove("no UID");
                    corpus.ask(input + " warnings", List.of(), warnings);
                }
                expand(content);
            }
        }
        corpus.report("calendars", 98);
    }

    private static void expand(CalendarContent content) {
        Map<String, List<Meeting>> series = new HashMap<>();
        content.meetings().forEach(m -> series.computeIfAbsent(m.key().uid(), uid -> new ArrayList<>()).add(m));
        series.values().forEach(meetings -> Series.of(meetings).between(Instant.parse("2005-01-01T00:00:00Z"),
                Instant.parse("2006-01-01T00:00:00Z")));
    }

    private static int count(byte[] octets, String what) {
        String text = new String(octets, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return text.split(what, -1).length - 1;
    }
}
