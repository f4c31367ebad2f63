// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZonesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Europe/Berlin|Europe/Berlin", "europe/berlin|Europe/Berlin",
            "Eastern Standard Time|America/New_York", "GMT Standard Time|Europe/London",
            "W. Europe Standard Time|Europe/Berlin", "E. South America Standard Time|America/Sao_Paulo",
            "Morocco Standard Time|Africa/Casablanca", "China Standard Time|Asia/Shanghai", "UTC|UTC",
            "(UTC-05:00) Eastern Time (US & Canada)|America/New_York", "(UTC+09:00) Seoul|Asia/Seoul",
            "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna|Europe/Amsterdam",
            "(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi|Asia/Kolkata",
            "(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi|Asia/Shanghai",
            "(GMT-08:00) Pacific Time (US & Canada)/Tijuana|America/Los_Angeles", "tzone://Microsoft/Utc|UTC",
            "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin|Europe/Berlin",
            "/mozilla.org/20070129_1/America/New_York|America/New_York", "posix/Europe/Vaduz|Europe/Vaduz",
            "custom_America/New_York|America/New_York", "US-Eastern|US/Eastern", "Europe/Berlin 1|Europe/Berlin",
            "GMT+0100|+01:00", "UTC-5|-05:00", "PST|America/Los_Angeles", "Seoul|Asia/Seoul"})
    void knowsNamesThatAreNotDefined(String name, String zone) {
        assertThat(ZoneNames.exact(name).or(() -> ZoneNames.loose(name)).orElseThrow().getId())
                .isIn(zone, ZoneId.of(zone).getId(), "Etc/" + zone);
    }

    @Test
    void everyWindowsNameIsAZoneOfTheJvm() {
        for (String name : List.of("Dateline Standard Time", "Line Islands Standard Time", "Yukon Standard Time",
                "South Sudan Standard Time", "Qyzylorda Standard Time", "Volgograd Standard Time",
                "Kamchatka Standard Time", "UTC-11", "UTC+13")) {
            assertThat(ZoneNames.exact(name)).as(name).isPresent();
        }
    }

    @Test
    void rulesOfTheFileHoldWhereTheNameSaysNothing() {
        Expansion year = Series.of(Calendars.read("custom-zone").meetings())
                .between(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

        assertThat(year.occurrences()).hasSize(9);
        assertThat(year.occurrences().getFirst().schedule().orElseThrow().start()).isEqualTo("2026-03-09T13:00:00Z");
        assertThat(year.occurrences().getLast().schedule().orElseThrow().start()).isEqualTo("2026-11-09T14:00:00Z");
    }

    @Test
    void definedRulesAreThoseOfTheZoneTheyDescribe() {
        MeetingZone defined = Calendars.meeting("custom-zone").schedule().orElseThrow().zone();
        MeetingZone known = MeetingZone.of(ZoneId.of("America/New_York"));

        for (LocalDateTime time = LocalDateTime.of(2008, 1, 1, 0, 30); time.getYear() < 2095; time = time
                .plusHours(49)) {
            assertThat(defined.instant(time)).as(time.toString()).isEqualTo(known.instant(time));
        }
    }

    @Test
    void aZoneNobodyKnowsIsTheReadersAndSaysSo() {
        CalendarContent content = Calendars.READER
                .read("BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Somewhere:20260701T100000");

        assertThat(content.meetings().getFirst().schedule().orElseThrow().start()).isEqualTo("2026-07-01T08:00:00Z");
        assertThat(content.warnings()).contains("a time zone is unknown");
    }

    @Test
    void floatingTimeIsTheReadersUnlessTheCalendarNamesAZone() {
        String event = "BEGIN:VEVENT\nUID:1\nDTSTART:20260701T100000\nEND:VEVENT\n";

        assertThat(start(event)).isEqualTo("2026-07-01T08:00:00Z");
        assertThat(start("BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Seoul\n" + event)).isEqualTo("2026-07-01T01:00:00Z");
        assertThat(start(event.replace("100000", "100000Z"))).isEqualTo("2026-07-01T10:00:00Z");
        assertThat(start(event.replace("DTSTART:", "DTSTART;TZID=Asia/Seoul:").replace("100000", "100000Z")))
                .isEqualTo("2026-07-01T10:00:00Z");
    }

    private static Instant start(String text) {
        return Calendars.READER.read(text).meetings().getFirst().schedule().orElseThrow().start();
    }
}
