// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void keepsTheHourOverTheChangeOfTimeAndTheExceptionWhereItWasMoved() {
        assertThat(starts(Calendars.read("series-moved-over-dst").meetings())).containsExactly(
                "2026-03-16T08:00:00Z Forecast", "2026-03-29T14:00:00Z Forecast (moved)",
                "2026-03-30T07:00:00Z Forecast");
    }

    @Test
    void anExceptionIsFoundWhereItIsNotWhereItWas() {
        Series series = Series.of(Calendars.read("series-moved-over-dst").meetings());

        assertThat(series.between(Instant.parse("2026-03-23T00:00:00Z"), Instant.parse("2026-03-24T00:00:00Z"))
                .occurrences()).isEmpty();
        assertThat(series.between(Instant.parse("2026-03-29T00:00:00Z"), Instant.parse("2026-03-30T00:00:00Z"))
                .occurrences()).extracting(Meeting::key).containsExactly(
                        MeetingKey.of("weekly-forecast@seller.example").at(Instant.parse("2026-03-23T08:00:00Z")));
    }

    @Test
    void wholeDaysAreTheReaders() {
        List<Meeting> meetings = Calendars.read("all-day").meetings();

        assertThat(starts(meetings)).containsExactly("2026-05-31T22:00:00Z Workshop",
                "2026-08-02T22:00:00Z Workshop, one day only");
        assertThat(meetings.get(1).key().occurrence()).contains(Instant.parse("2026-08-01T00:00:00Z"));
    }

    @Test
    void whatChangedFromADayOnChangedForAllLaterDays() {
        assertThat(starts(Calendars.read("this-and-future").meetings())).containsExactly(
                "2026-03-02T10:00:00Z Stand-up", "2026-03-03T10:00:00Z Stand-up",
                "2026-03-04T11:30:00Z Short stand-up", "2026-03-05T11:30:00Z Short stand-up",
                "2026-03-06T11:30:00Z Short stand-up");
    }

    @Test
    void aMeetingThatLastsIntoTheWindowIsInIt() {
        Series series = series("DTSTART:20260101T100000Z\nDTEND:20260103T100000Z\nRRULE:FREQ=WEEKLY");

        assertThat(series.between(Instant.parse("2026-01-09T12:00:00Z"), Instant.parse("2026-01-09T13:00:00Z"))
                .occurrences()).hasSize(1);
        assertThat(series.between(Instant.parse("2026-01-10T10:00:00Z"), Instant.parse("2026-01-10T13:00:00Z"))
                .occurrences()).isEmpty();
    }

    @Test
    void aSingleMeetingIsItsOnlyOccurrence() {
        List<Meeting> meetings = Calendars.read("outlook-request").meetings();

        assertThat(Series.of(meetings).between(FROM, TO)).isEqualTo(new Expansion(meetings, true));
        assertThat(Series.of(meetings).between(TO, TO.plusSeconds(9)).occurrences()).isEmpty();
    }

    @Test
    void exceptionsNamedByDayOrWithoutZoneAreFound() {
        String series = "DTSTART;TZID=Europe/Berlin:20260601T090000\nRRULE:FREQ=DAILY;COUNT=3\n"
                + "EXDATE;VALUE=DATE:20260602\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nSUMMARY:other\n"
                + "DTSTART:20260603T120000Z\n";

        assertThat(starts(read(series + "RECURRENCE-ID;VALUE=DATE:20260603"))).containsExactly(
                "2026-06-01T07:00:00Z ", "2026-06-03T12:00:00Z other");
        assertThat(starts(read(series + "RECURRENCE-ID:20260603T090000"))).containsExactly("2026-06-01T07:00:00Z ",
                "2026-06-03T12:00:00Z other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=1000000000", "FREQ=MINUTELY;INTERVAL=7",
            "FREQ=SECONDLY;BYSECOND=0,1,2,3;BYMINUTE=1;BYHOUR=1", "FREQ=DAILY;COUNT=2147483647;BYHOUR=1,2,3",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
            "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "FREQ=DAILY;INTERVAL=2147483647",
            "FREQ=SECONDLY;INTERVAL=2147483647", "FREQ=YEARLY;INTERVAL=99999999999999999999",
            "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=1,2,3,4,5,6,7,8,9;BYMINUTE=1,2,3,4,5,6;BYSECOND=1,2,3,4",
            "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300", "FREQ=WEEKLY;UNTIL=99991231T235959Z"})
    void rulesThatNeverEndAreCutShort(String rule) {
        Series series = series("DTSTART:00010101T000000Z\nRRULE:" + rule);

        long start = System.nanoTime();
        Expansion expansion = series.between(Instant.MIN, Instant.MAX);
        series.between(FROM, TO);

        assertThat(expansion.occurrences()).hasSizeLessThanOrEqualTo(Series.MOST_OCCURRENCES + 1);
        assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    }

    @Test
    void whatWasCutShortSaysSo() {
        assertThat(series("DTSTART:20260101T000000Z\nRRULE:FREQ=SECONDLY").between(FROM, TO).complete()).isFalse();
        assertThat(series("DTSTART:20200101T000000Z\nRRULE:FREQ=SECONDLY;COUNT=999999999").between(FROM, TO)
                .complete()).isFalse();
        assertThat(series("DTSTART:20200101T000000Z\nRRULE:FREQ=DAILY;COUNT=3000").between(FROM, TO))
                .matches(e -> e.complete() && e.occurrences().size() == 365);
    }

    private static Series series(String properties) {
        return Series.of(read(properties));
    }

    private static List<Meeting> read(String properties) {
        return Calendars.READER.read("BEGIN:VEVENT\nUID:1\n" + properties).meetings();
    }

    private static List<String> starts(List<Meeting> meetings) {
        Expansion expansion = Series.of(meetings).between(FROM, TO);
        assertThat(expansion.complete()).isTrue();
        return expansion.occurrences().stream()
                .map(m -> m.schedule().orElseThrow().start() + " " + m.details().summary()).toList();
    }
}
