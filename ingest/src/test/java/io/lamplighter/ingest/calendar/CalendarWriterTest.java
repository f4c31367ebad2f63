// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Corpus;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CalendarWriterTest {

    @ParameterizedTest
    @MethodSource("names")
    void whatIsWrittenReadsAsTheSameMeetings(String name) {
        List<Meeting> meetings = Calendars.read(name).meetings();

        if (meetings.stream().allMatch(CalendarWriterTest::isInANamedZone)) {
            assertThat(again(meetings)).isEqualTo(meetings);
        }
    }

    static List<String> names() {
        return Calendars.names();
    }

    @Test
    void calendarsOfOtherProgramsReadAsTheSameMeetings() {
        Corpus corpus = Corpus.named("ical");
        for (JsonNode entry : corpus.entries()) {
            String input = Corpus.input(entry);
            if (input.endsWith(".ics")) {
                List<Meeting> meetings = Calendars.READER.read(corpus.bytes(input)).meetings();
                // A file may mix what several methods said; one calendar has one.
                boolean oneMethod = meetings.stream().map(m -> m.revision().method()).distinct().count() == 1;
                if (oneMethod && meetings.stream().allMatch(CalendarWriterTest::isInANamedZone)) {
                    corpus.ask(input, meetings, again(meetings));
                }
            }
        }
        corpus.report("calendars written", 87);
    }

    @Test
    void noLineIsLongerThanItMayBe() {
        List<Meeting> meetings = Calendars.names().stream().flatMap(name -> Calendars.read(name).meetings().stream())
                .toList();

        assertThat(CalendarWriter.write(meetings).split("\r\n"))
                .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(75));
    }

    private static List<Meeting> again(List<Meeting> meetings) {
        return Calendars.READER.read(CalendarWriter.write(meetings)).meetings();
    }

    private static boolean isInANamedZone(Meeting meeting) {
        return meeting.schedule().map(Schedule::zone)
                .filter(z -> !z.isFloating() && !ZoneId.getAvailableZoneIds().contains(z.id())).isEmpty();
    }
}
