// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.activity.Outcomes;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.MeetingOutcome.Kind;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.Attendance;
import io.lamplighter.ingest.sync.Conversation.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who came to a meeting, and what it proves. */
class AttendanceTest {

    private static final String ANNA = "anna@seller.example";
    private static final String HELEN = "helen@oakhanger.example";
    private static final Instant YESTERDAY = Crm.NOW.minus(Duration.ofDays(1));
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final Told told = new Told();

    @Test
    void aMeetingThatTheBuyerCameToWasHeld() {
        plan();
        told.attended("r1", YESTERDAY, HALF_AN_HOUR, ANNA, HELEN, "raj menon");

        assertThat(told.meeting().clock().moves()).isTrue();
        assertThat(told.meeting().clock().reason()).isEqualTo("2 people at the buyer were there");
        assertThat(told.meeting().what().attendance().orElseThrow().people())
                .extracting(Attendance.Person::name, Attendance.Person::side, Attendance.Person::seconds)
                .containsExactly(tuple("Anna Reyes", Side.OURS, 1800L),
                        tuple("Helen Marsh", Side.BUYER, 1800L),
                        tuple("Raj Menon", Side.BUYER, 1800L));
    }

    @Test
    void aMeetingThatOnlyWeCameToWasNone() {
        plan();
        told.attended("r1", YESTERDAY.minusSeconds(60), Duration.ofMinutes(12), ANNA);

        assertThat(told.meeting().outcome()).hasValueSatisfying(outcome -> {
            assertThat(outcome.what()).isEqualTo(new MeetingOutcome(Kind.NO_SHOW, "only Anna Reyes joined"));
            assertThat(outcome.by()).isEmpty();
        });
        assertThat(told.meeting().clock().reason()).isEqualTo("nobody of the buyer came");
        assertThat(told.openDeal().lastInbound()).isEmpty();
    }

    @Test
    void whoOnlyTriesTheLinkWaitsForNobody() {
        plan();
        told.attended("r1", YESTERDAY.minusSeconds(120), Duration.ofMinutes(3), ANNA);

        assertThat(told.meeting().outcome()).isEmpty();
        assertThat(told.meeting().clock().moves()).isTrue();
    }

    @Test
    void whoComesLateComesAllTheSame() {
        plan();
        told.attended("r1", YESTERDAY, Duration.ofMinutes(10), ANNA);
        told.attended("r2", YESTERDAY.plusSeconds(660), Duration.ofMinutes(20), ANNA, HELEN);

        assertThat(told.meeting().outcome()).isEmpty();
        assertThat(told.meeting().clock().reason()).isEqualTo("a person at the buyer was there");
        assertThat(told.meeting().what().attendance().orElseThrow().people()).extracting(Attendance.Person::seconds)
                .containsExactly(1800L, 1200L);
    }

    @Test
    void machinesThatTakeNotesAreNobody() {
        plan();
        told.attended("r1", YESTERDAY, HALF_AN_HOUR, ANNA, "Helen's Notetaker (Otter.ai)");

        assertThat(told.meeting().outcome())
                .hasValueSatisfying(o -> assertThat(o.what().kind()).isEqualTo(Kind.NO_SHOW));
    }

    @Test
    void aTelephoneMayBeAnybodys() {
        plan();
        told.attended("r1", YESTERDAY, HALF_AN_HOUR, ANNA, "+49 30 ••••12");

        assertThat(told.meeting().outcome()).isEmpty();
        assertThat(told.meeting().clock().reason()).isEqualTo("a meeting with a person at the buyer");
    }

    @Test
    void aColleagueWhoDoesNotUseThisProgramIsOursAllTheSame() {
        plan();
        told.attended("r1", YESTERDAY, HALF_AN_HOUR, ANNA, "engineer@seller.example");

        assertThat(told.meeting().outcome())
                .hasValueSatisfying(o -> assertThat(o.what().kind()).isEqualTo(Kind.NO_SHOW));
    }

    @Test
    void theSameReportTwiceIsOne() {
        plan();
        told.attended("r1", YESTERDAY, HALF_AN_HOUR, ANNA, HELEN);
        told.attended("r1", YESTERDAY, HALF_AN_HOUR, ANNA, HELEN);

        assertThat(told.meeting().what().attendance().orElseThrow().people()).extracting(Attendance.Person::seconds)
                .containsExactly(1800L, 1800L);
        assertThat(told.crm.count("activity")).isOne();
    }

    @Test
    void whatSomebodySaysCameOfItOutweighsTheReport() {
        plan();
        new Outcomes(told.crm.jdbc, told.crm.database.transaction()).set(told.meeting().id(),
                Optional.of(new MeetingOutcome(Kind.NEXT_STEP, "we met at the fair")), told.crm.anna, Optional.empty());
        told.attended("r1", YESTERDAY, HALF_AN_HOUR, ANNA);

        assertThat(told.meeting().outcome()).hasValueSatisfying(o -> assertThat(o.by()).isEqualTo("Anna Reyes"));
    }

    @Test
    void aReportOutlivesAChangeOfTheInvitation() {
        plan();
        told.attended("r1", YESTERDAY, HALF_AN_HOUR, ANNA, HELEN);
        told.planned(told.crm.annasMailbox, "events/a", new Event("u1", YESTERDAY).sequence(1)
                .line("LOCATION:" + Told.LINK).attendee(HELEN, "DECLINED").stored());

        assertThat(told.meeting().clock().reason()).isEqualTo("a person at the buyer was there");
    }

    @Test
    void whoCameBeforeTheirMeetingIsKnownIsAskedForAgainThen() {
        told.attended("r1", YESTERDAY, HALF_AN_HOUR, ANNA, HELEN);
        assertThat(told.crm.jdbc.sql("select reason from ledger_entry").query(String.class).single())
                .isEqualTo("of no meeting with anybody in the CRM");

        plan();

        assertThat(told.crm.recalls.waiting(told.crm.annasMailbox, 10)).containsExactly(new SourceId("attendance/r1"));
    }

    private void plan() {
        told.planned(told.crm.annasMailbox, "events/a",
                new Event("u1", YESTERDAY).line("LOCATION:" + Told.LINK).attendee(HELEN, "ACCEPTED").stored());
    }
}
