// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.SourceId;
import java.time.ZoneOffset;
import io.lamplighter.ingest.calendar.CalendarReader;
import io.lamplighter.ingest.calendar.Attendee;
import io.lamplighter.ingest.calendar.Meeting;
import io.lamplighter.ingest.calendar.MeetingBook;
import io.lamplighter.ingest.calendar.MeetingKey;
import io.lamplighter.ingest.calendar.Status;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.sync.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphCalendarTest {

    private static final String HELEN = "helen@buyer.example";
    private static final String TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=1";
    /** A Thursday, half past one in Berlin, in summer. */
    private static final Instant DEMO = Instant.parse("2026-10-15T11:30:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final GraphTenant tenant = new GraphTenant();
    private final GraphCalendar calendar = tenant.anna.calendar();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void tellsWhoWasInvitedToAMeetingAndWhatTheySaid() {
        calendar.calls("Demo", DEMO, HOUR).with(HELEN).online(TEAMS).answers(HELEN, "accepted");

        tenant.runUntilUpToDate();

        Meeting meeting = meetings().getFirst();
        assertThat(meeting.details().summary()).isEqualTo("Demo");
        assertThat(meeting.details().link()).isEqualTo(TEAMS);
        assertThat(meeting.schedule().orElseThrow().start()).isEqualTo(DEMO);
        assertThat(meeting.schedule().orElseThrow().length()).isEqualTo(HOUR);
        assertThat(meeting.organiser().orElseThrow().address()).isEqualTo(GraphTenant.ADDRESS);
        assertThat(meeting.attendee(HELEN).orElseThrow().answer()).isEqualTo(Attendee.Answer.ACCEPTED);
        assertThat(meeting.held(GraphTenant.START, HELEN::equals)).isTrue();
    }

    @Test
    void aMeetingThatWasMovedIsNewerThanItsInvitation() {
        CalendarEntry demo = calendar.calls("Demo", DEMO, HOUR).with(HELEN);
        tenant.runUntilUpToDate();
        tenant.clock.passes(HOUR);
        demo.moves(DEMO.plus(Duration.ofDays(1)));

        tenant.runUntilUpToDate();

        Meeting meeting = meetings().getFirst();
        assertThat(meeting.revision().sequence()).isEqualTo(1);
        assertThat(meeting.revision().stamp()).isEqualTo(GraphTenant.START.plus(HOUR));
        assertThat(meeting.schedule().orElseThrow().start()).isEqualTo(DEMO.plus(Duration.ofDays(1)));
    }

    @Test
    void aSeriesKeepsItsHourWhenClocksChangeAndKnowsWhatWasMovedAndCancelled() {
        CalendarEntry weekly = calendar.calls("Weekly", DEMO, HOUR).with(HELEN).weekly(8, "W. Europe Standard Time");
        weekly.movesOccurrence(LocalDate.of(2026, 10, 22), Instant.parse("2026-10-23T08:00:00Z"));
        weekly.cancelsOccurrence(LocalDate.of(2026, 11, 12));
        weekly.takesOut(LocalDate.of(2026, 11, 19));

        tenant.runUntilUpToDate();

        List<Meeting> held = MeetingBook.EMPTY.with(meetings()).history(MeetingKey.of(weekly.uid())).series()
                .between(GraphTenant.START.minus(Duration.ofDays(99)), GraphTenant.START.plus(Duration.ofDays(99)))
                .occurrences();
        assertThat(held).extracting(m -> m.schedule().orElseThrow().start().toString()).containsExactly(
                "2026-10-15T11:30:00Z", "2026-10-23T08:00:00Z", "2026-10-29T12:30:00Z", "2026-11-05T12:30:00Z",
                "2026-11-12T12:30:00Z", "2026-11-26T12:30:00Z", "2026-12-03T12:30:00Z");
        assertThat(held).filteredOn(m -> m.status() == Status.CANCELLED)
                .extracting(m -> m.schedule().orElseThrow().start().toString())
                .containsExactly("2026-11-12T12:30:00Z");
    }

    @Test
    void anOccurrenceThatIsTakenOutLaterIsGoneAlthoughNoChangeNamesIt() {
        CalendarEntry weekly = calendar.calls("Weekly", DEMO, HOUR).with(HELEN).weekly(3, "UTC");
        tenant.runUntilUpToDate();
        tenant.clock.passes(HOUR);
        weekly.takesOut(LocalDate.of(2026, 10, 22));

        tenant.runUntilUpToDate();

        assertThat(MeetingBook.EMPTY.with(meetings()).history(MeetingKey.of(weekly.uid())).series()
                .between(DEMO, DEMO.plus(Duration.ofDays(30))).occurrences()).hasSize(2);
    }

    @Test
    void aGuestsCopyHasHisAnswerAndIsGoneWhenHeDeletesIt() {
        CalendarEntry invited = calendar.calls("Their demo", DEMO, HOUR).calledBy(HELEN)
                .answers(GraphTenant.ADDRESS, "tentativelyAccepted");
        tenant.runUntilUpToDate();
        Meeting before = meetings().getFirst();

        invited.deletes();
        tenant.runUntilUpToDate();

        assertThat(before.organiser().orElseThrow().address()).isEqualTo(HELEN);
        assertThat(before.attendee(GraphTenant.ADDRESS).orElseThrow().answer()).isEqualTo(Attendee.Answer.TENTATIVE);
        assertThat(before.status()).isEqualTo(Status.CONFIRMED);
        // Not cancelled: to others it takes place.
        assertThat(tenant.ledger.meetings()).isEmpty();
    }

    @Test
    void whatTheOrganiserCalledOffIsCancelledInAGuestsCopy() {
        CalendarEntry invited = calendar.calls("Their demo", DEMO, HOUR).calledBy(HELEN);
        tenant.runUntilUpToDate();

        invited.cancels();
        tenant.runUntilUpToDate();

        assertThat(meetings().getFirst().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aWholeDayIsThatDayWhereverOneIs() {
        calendar.calls("Fair", Instant.parse("2026-11-04T00:00:00Z"), Duration.ofDays(2)).allDay().with(HELEN);

        tenant.runUntilUpToDate();

        String written = tenant.ledger.meetings().getFirst().notice().calendar();
        assertThat(written).contains("DTSTART;VALUE=DATE:20261104").contains("DTEND;VALUE=DATE:20261106");
    }

    @Test
    void aPrivateEntryIsNobodysBusiness() {
        calendar.calls("Doctor", DEMO, HOUR).isPrivate();
        CalendarEntry later = calendar.calls("Lunch", DEMO, HOUR);
        tenant.runUntilUpToDate();
        later.isPrivate();

        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.meetings()).isEmpty();
    }

    @Test
    void findsWhatWasDeletedWhileTheCursorWasLost() {
        CalendarEntry one = calendar.calls("One", DEMO, HOUR);
        calendar.calls("Two", DEMO, HOUR);
        tenant.runUntilUpToDate();
        one.deletes();
        calendar.calls("Three", DEMO, HOUR);
        tenant.graph.forgetsCursors();

        tenant.runUntilUpToDate();

        assertThat(meetings()).extracting(m -> m.details().summary()).containsExactlyInAnyOrder("Two", "Three");
    }

    @Test
    void theWindowMovesOnAndWhatLiesBehindItStays() {
        calendar.calls("Long ago", DEMO.minus(Duration.ofDays(200)), HOUR);
        calendar.calls("Far ahead", DEMO.plus(Duration.ofDays(210)), HOUR);
        tenant.runUntilUpToDate();
        int before = tenant.ledger.meetings().size();

        tenant.clock.passes(Duration.ofDays(20));
        tenant.runUntilUpToDate();

        assertThat(before).isEqualTo(1);
        assertThat(meetings()).extracting(m -> m.details().summary()).containsExactlyInAnyOrder("Long ago",
                "Far ahead");
    }

    @Test
    void readsMailWhereTheCalendarMayNotBeReadAndSaysSo() {
        tenant.anna.receives("An offer");
        tenant.graph.suffers(FaultScript.refusing("/calendarView", 403, "ErrorAccessDenied"));

        Outcome outcome = tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).containsExactly("An offer");
        assertThat(outcome).isInstanceOfSatisfying(Outcome.UpToDate.class, done -> assertThat(done.notices())
                .anySatisfy(notice -> assertThat(notice).isEqualTo("The calendar of anna@seller.example cannot be read:"
                        + " grant Calendars.Read, or switch reading calendars off. Mail is read all the same.")));
    }

    @Test
    void readsTheWordsOfAMeetingThatWasHeld() {
        calendar.calls("Demo", DEMO, HOUR).online(TEAMS).isTranscribed(DEMO.plusSeconds(60), """
                WEBVTT

                0:0:0.0 --> 0:0:5.320
                <v Helen Marsh>We like it.</v>
                """);

        tenant.runUntilUpToDate();
        tenant.clock.passes(Duration.ofHours(5));
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.transcripts()).hasSize(1).first().satisfies(spoken -> {
            assertThat(spoken.recording().meeting()).isEqualTo(TEAMS);
            assertThat(spoken.recording().began()).isEqualTo(DEMO.plusSeconds(60));
            assertThat(new String(spoken.recording().words(), StandardCharsets.UTF_8)).contains("We like it.");
        });
        assertThat(tenant.graph.requests().about("/content")).isEqualTo(1);
    }

    @Test
    void looksAgainForATranscriptThatTakesItsTimeAndThenNoMore() {
        CalendarEntry demo = calendar.calls("Demo", GraphTenant.START, HOUR).online(TEAMS);
        tenant.runUntilUpToDate();
        tenant.clock.passes(Duration.ofMinutes(75));
        tenant.runUntilUpToDate();
        demo.isTranscribed(GraphTenant.START, "WEBVTT");

        tenant.clock.passes(Duration.ofMinutes(30));
        tenant.runUntilUpToDate();
        tenant.clock.passes(Duration.ofDays(3));
        tenant.runUntilUpToDate();
        tenant.graph.requests().reset();
        tenant.clock.passes(Duration.ofDays(1));
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.transcripts()).hasSize(1);
        assertThat(tenant.graph.requests().about("/onlineMeetings")).isZero();
    }

    @Test
    void readsMailWhereTranscriptsMayNotBeReadAndSaysSo() {
        calendar.calls("Demo", DEMO, HOUR).online(TEAMS);
        tenant.anna.receives("An offer");
        tenant.graph.suffers(FaultScript.refusing("/onlineMeetings", 403, "Forbidden"));

        Outcome outcome = tenant.runUntilUpToDate();

        assertThat(tenant.ledger.subjects()).containsExactly("An offer");
        assertThat(outcome).isInstanceOfSatisfying(Outcome.UpToDate.class, done -> assertThat(done.notices())
                .anySatisfy(
                        notice -> assertThat(notice).startsWith("Transcripts of anna@seller.example cannot be read:")));
    }

    @Test
    void tellsWhoJoinedAMeetingThatIsOver() {
        calendar.calls("Demo", DEMO, HOUR).with(HELEN).online(TEAMS).isAttended(DEMO, DEMO.plus(HOUR),
                GraphTenant.ADDRESS, HELEN, "Somebody");

        tenant.runUntilUpToDate();
        tenant.clock.passes(Duration.ofHours(5));
        tenant.runUntilUpToDate();

        assertThat(tenant.ledger.attendance()).singleElement().satisfies(attended -> {
            assertThat(attended.report().meeting()).isEqualTo(TEAMS);
            assertThat(attended.report().began()).isEqualTo(DEMO);
            assertThat(attended.report().people()).extracting(Change.Presence::address)
                    .containsExactly(GraphTenant.ADDRESS, HELEN, "");
            assertThat(attended.report().people()).extracting(Change.Presence::stayed).containsOnly(HOUR);
        });
        assertThat(tenant.graph.requests().about("expand=attendanceRecords")).isEqualTo(1);
    }

    @Test
    void readsTranscriptsWhereItMayNotKnowWhoJoinedAndSaysSo() {
        calendar.calls("Demo", DEMO, HOUR).online(TEAMS).isTranscribed(DEMO, "WEBVTT");
        tenant.graph.suffers(FaultScript.refusing("/attendanceReports", 403, "Forbidden"));

        Outcome outcome = tenant.runUntilUpToDate();

        assertThat(tenant.ledger.transcripts()).hasSize(1);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.UpToDate.class, done -> assertThat(done.notices())
                .anySatisfy(notice -> assertThat(notice)
                        .isEqualTo("Who joined the meetings of anna@seller.example cannot be"
                                + " read: grant OnlineMeetingArtifact.Read.All. Transcripts are read all the same.")));
    }

    @Test
    void entriesAreListedOnTheDayTheyCameIntoTheCalendarWhateverHappensToThem() {
        Instant then = GraphTenant.START.minus(Duration.ofDays(9));
        CalendarEntry demo = calendar.calls("Demo", GraphTenant.START, HOUR).cameAt(then);
        calendar.calls("Weekly", GraphTenant.START, HOUR).weekly(3, "UTC").cameAt(then.plus(Duration.ofDays(1)));
        calendar.calls("Doctor", GraphTenant.START, HOUR).isPrivate().cameAt(then);
        tenant.anna.receives("An offer");
        tenant.runUntilUpToDate();
        demo.moves(GraphTenant.START.plus(HOUR));
        tenant.runUntilUpToDate();
        LocalDate today = LocalDate.ofInstant(tenant.clock.instant(), ZoneOffset.UTC);

        try (MailboxSession session = tenant.connector.open(GraphTenant.ANNA)) {
            List<MailboxSession.Listed> listed = session.listed(today.minusDays(29), today);

            assertThat(listed.stream().map(one -> one.source().value()).toList())
                    .containsExactlyInAnyOrderElementsOf(tenant.ledger.sources());
            assertThat(listed).filteredOn(one -> one.source().value().startsWith("events/"))
                    .extracting(MailboxSession.Listed::day)
                    .containsExactlyInAnyOrder(LocalDate.ofInstant(then, ZoneOffset.UTC),
                            LocalDate.ofInstant(then, ZoneOffset.UTC).plusDays(1));
        }
        assertThat(tenant.ledger.meetings())
                .extracting(planned -> LocalDate.ofInstant(planned.addedAt(), ZoneOffset.UTC))
                .containsExactlyInAnyOrder(LocalDate.ofInstant(then, ZoneOffset.UTC),
                        LocalDate.ofInstant(then, ZoneOffset.UTC).plusDays(1));
    }

    @Test
    void aCalendarThatMayNotBeReadListsNothingAndMailIsListedAllTheSame() {
        calendar.calls("Demo", GraphTenant.START, HOUR);
        tenant.anna.receives("An offer");
        tenant.graph.suffers(FaultScript.refusing("/calendarView", 403, "Forbidden"));
        LocalDate today = LocalDate.ofInstant(tenant.clock.instant(), ZoneOffset.UTC);

        try (MailboxSession session = tenant.connector.open(GraphTenant.ANNA)) {
            assertThat(session.listed(today.minusDays(29), today)).singleElement()
                    .satisfies(one -> assertThat(one.source().value()).startsWith("mail/"));
        }
    }

    @Test
    void readsSingleMeetingsAndTranscriptsAgain() {
        CalendarEntry demo = calendar.calls("Demo", DEMO, HOUR).online(TEAMS).isTranscribed(DEMO, "WEBVTT");
        calendar.calls("Weekly", DEMO, HOUR).weekly(3, "UTC");
        tenant.runUntilUpToDate();
        List<SourceId> sources = tenant.ledger.sources().stream().map(SourceId::new).toList();
        demo.deletes();

        try (MailboxSession session = tenant.connector.open(GraphTenant.ANNA)) {
            List<Change> changes = session.fetch(sources);

            assertThat(changes).hasSize(3).hasAtLeastOneElementOfType(Change.Planned.class)
                    .hasAtLeastOneElementOfType(Change.Spoken.class)
                    .hasAtLeastOneElementOfType(Change.Vanished.class);
            assertThat(changes).filteredOn(Change.Planned.class::isInstance).first()
                    .isInstanceOfSatisfying(Change.Planned.class, planned -> assertThat(
                            new String(planned.calendar(), StandardCharsets.UTF_8)).contains("RRULE:FREQ=WEEKLY"));
        }
    }

    private List<Meeting> meetings() {
        return tenant.ledger.meetings().stream().flatMap(planned -> new CalendarReader(ZoneOffset.UTC)
                .read(planned.notice().calendar()).meetings().stream()).toList();
    }
}
