// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.sync.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meetings cost a request each: what that means on bad days. */
class GraphCalendarFailuresTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final GraphTenant tenant = new GraphTenant();
    private final GraphCalendar calendar = tenant.anna.calendar();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void aCalendarGetsThroughThoughEveryTenthRequestIsRefused() {
        plan(120);
        tenant.graph.suffers(FaultScript.only(List.of("/events", "/calendarView"),
                FaultScript.throttlingNowAndThen(10)));

        Outcome outcome = tenant.runUntilUpToDate();

        assertThat(outcome).isInstanceOf(Outcome.UpToDate.class);
        assertThat(tenant.ledger.meetings()).hasSize(120);
        assertThat(tenant.failures).isNotEmpty();
    }

    @Test
    void pagesAreLargeAgainOnceTheTroubleIsOver() {
        plan(30);
        tenant.graph.suffers(FaultScript.only(List.of("/events/"), FaultScript.throttlingNowAndThen(5)));
        tenant.runUntilUpToDate();
        tenant.graph.recovers();
        plan(200);
        tenant.runUntilUpToDate();
        tenant.graph.requests().reset();
        plan(100);

        tenant.runUntilUpToDate();

        assertThat(tenant.graph.requests().about("/calendarView/delta")).isLessThanOrEqualTo(4);
        assertThat(tenant.ledger.meetings()).hasSize(330);
    }

    @Test
    void oneMeetingThatFailsForeverStopsNeitherItsCalendarNorTheHistoryOfMail() {
        plan(3);
        tenant.runUntilUpToDate();
        CalendarEntry broken = calendar.calls("broken", GraphTenant.START, HOUR);
        tenant.graph.suffers(FaultScript.refusing("/events/" + Addresses.encoded(broken.id()), 500,
                "InternalServerError"));
        AtomicInteger failures = new AtomicInteger();
        while (!(tenant.run() instanceof Outcome.UpToDate)) {
            tenant.clock.passes(HOUR);
            failures.incrementAndGet();
        }

        assertThat(failures).hasValueLessThan(6);
        assertThat(tenant.ledger.unreadable()).containsExactly("Microsoft cannot give this meeting in full");
        assertThat(tenant.ledger.meetings()).hasSize(3);

        tenant.graph.recovers();
        broken.with("helen@buyer.example");
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.meetings()).hasSize(4);
        assertThat(tenant.ledger.unreadable()).isEmpty();
    }

    @Test
    void anOutageOfAllMeetingsIsNobodysFault() {
        plan(3);
        tenant.graph.suffers(FaultScript.refusing("/events/", 500, "InternalServerError"));
        for (int hour = 0; hour < 24; hour++) {
            tenant.run();
            tenant.clock.passes(HOUR);
        }
        tenant.graph.recovers();

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.unreadable()).isEmpty();
        assertThat(tenant.ledger.meetings()).hasSize(3);
    }

    private void plan(int count) {
        int there = calendar.entries().size();
        for (int i = 0; i < count; i++) {
            calendar.calls("Meeting " + (there + i), GraphTenant.START.plus(HOUR.multipliedBy(i)), HOUR);
        }
    }
}
