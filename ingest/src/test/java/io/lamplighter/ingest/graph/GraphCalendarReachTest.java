// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.calendar.CalendarReader;
import io.lamplighter.ingest.calendar.Meeting;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows of a calendar end; what lies before, between and behind them is not lost. */
class GraphCalendarReachTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final GraphTenant tenant = new GraphTenant();
    private final GraphCalendar calendar = tenant.anna.calendar();

    @AfterEach
    void stop() {
        tenant.close();
    }

    private static Instant day(int day) {
        return GraphTenant.START.plus(Duration.ofDays(day));
    }

    @Test
    void aMeetingThatWasMadeAndHeldWhileNobodyReadIsFoundWeeksLater() {
        calendar.calls("Before", day(2), HOUR);
        tenant.runUntilUpToDate();
        tenant.clock.passes(Duration.ofDays(3));
        calendar.calls("While nobody read", day(10), HOUR);
        tenant.clock.passes(Duration.ofDays(42));

        tenant.runUntilUpToDate();

        assertThat(subjects()).containsExactlyInAnyOrder("Before", "While nobody read");
    }

    @Test
    void afterYearsWithoutARunTheCalendarIsReadAgain() {
        calendar.calls("Before", day(2), HOUR);
        tenant.runUntilUpToDate();
        tenant.clock.passes(Duration.ofDays(2_500));
        calendar.calls("After", day(2_490), HOUR);

        Outcome outcome = tenant.runUntilUpToDate();

        assertThat(outcome).isInstanceOf(Outcome.UpToDate.class);
        assertThat(subjects()).containsExactlyInAnyOrder("Before", "After");
    }

    @Test
    void aMeetingPutOffBeyondTheWindowIsMovedAndNotCalledOff() {
        CalendarEntry kickOff = calendar.calls("Kick-off", day(5), HOUR);
        tenant.runUntilUpToDate();

        kickOff.moves(day(210));
        tenant.runUntilUpToDate();
        List<Instant> moved = starts();
        tenant.clock.passes(Duration.ofDays(8));
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.swept()).isGreaterThan(1);
        assertThat(moved).containsExactly(day(210));
        assertThat(starts()).containsExactly(day(210));
    }

    @Test
    void aSeriesPutOffBeyondTheWindowIsStillThereAfterASweep() {
        CalendarEntry weekly = calendar.calls("Weekly", day(5), HOUR).weekly(4, "UTC");
        tenant.runUntilUpToDate();

        weekly.moves(day(300));
        tenant.runUntilUpToDate();
        tenant.clock.passes(Duration.ofDays(8));
        tenant.runUntilUpToDate();

        assertThat(starts()).containsExactly(day(300));
    }

    @Test
    void whatIsDeletedBeyondTheWindowIsGone() {
        CalendarEntry kickOff = calendar.calls("Kick-off", day(5), HOUR);
        tenant.runUntilUpToDate();
        kickOff.moves(day(210));
        tenant.runUntilUpToDate();

        kickOff.deletes();
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.meetings()).isEmpty();
    }

    @Test
    void moreMeetingsBeyondTheWindowThanAPageHoldsAreAllCounted() {
        List<CalendarEntry> entries = IntStream.range(0, 450)
                .mapToObj(i -> calendar.calls("Meeting " + i, day(5).plus(HOUR.multipliedBy(i)), HOUR)).toList();
        tenant.runUntilUpToDate();
        entries.forEach(entry -> entry.moves(entry.start().plus(Duration.ofDays(220))));
        tenant.runUntilUpToDate();

        tenant.clock.passes(Duration.ofDays(8));
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.meetings()).hasSize(450);
    }

    @Test
    void theSweepStillWorksAfterYears() {
        calendar.calls("Before", day(2), HOUR);
        CalendarEntry deleted = calendar.calls("Deleted later", day(3), HOUR);
        tenant.runUntilUpToDate();
        for (int quarter = 0; quarter < 18; quarter++) {
            tenant.clock.passes(Duration.ofDays(91));
            tenant.runUntilUpToDate();
        }
        deleted.deletes();
        tenant.clock.passes(Duration.ofDays(91));

        Outcome outcome = tenant.runUntilUpToDate();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.UpToDate.class,
                done -> assertThat(done.notices()).isEmpty());
        assertThat(tenant.failures).isEmpty();
        assertThat(subjects()).containsExactly("Before");
    }

    private List<String> subjects() {
        return meetings().stream().map(meeting -> meeting.details().summary()).toList();
    }

    private List<Instant> starts() {
        return meetings().stream().map(meeting -> meeting.schedule().orElseThrow().start()).toList();
    }

    private List<Meeting> meetings() {
        return tenant.ledger.meetings().stream().flatMap(planned -> new CalendarReader(ZoneOffset.UTC)
                .read(planned.notice().calendar()).meetings().stream()).toList();
    }
}
