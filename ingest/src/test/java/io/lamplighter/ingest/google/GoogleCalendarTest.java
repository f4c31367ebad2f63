// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.calendar.Attendee;
import io.lamplighter.ingest.calendar.CalendarReader;
import io.lamplighter.ingest.calendar.Meeting;
import io.lamplighter.ingest.calendar.MeetingBook;
import io.lamplighter.ingest.calendar.MeetingKey;
import io.lamplighter.ingest.calendar.Status;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.sync.Outcome;
import io.lamplighter.ingest.sync.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoogleCalendarTest {

    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-03T13:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String HELEN = "helen@buyer.example";

    private final SetClock clock = new SetClock(MORNING);
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private final SimulatedCalendar calendar = anna.calendar();
    private final Bookkeeping ledger = new Bookkeeping();
    private final Schedule schedule = new Schedule(
            new GoogleConnector(id -> google.accountOf(anna), google.consentOf(anna), clock), ledger, clock);

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void aMeetingIsPlannedWithWhoIsInvited() {
        String id = calendar.plans("Kick-off", TUESDAY, HOUR, HELEN);
        calendar.changes(id, Json.of("location", "Room 4", "hangoutLink", "https://meet.google.com/abc-mnop-xyz"));

        schedule.runs();

        Meeting meeting = meeting(id);
        assertThat(meeting.key()).isEqualTo(MeetingKey.of(id + "@google.com"));
        assertThat(meeting.details().summary()).isEqualTo("Kick-off");
        assertThat(meeting.details().location()).isEqualTo("Room 4");
        assertThat(meeting.details().link()).isEqualTo("https://meet.google.com/abc-mnop-xyz");
        assertThat(meeting.schedule().orElseThrow().start()).isEqualTo(TUESDAY);
        assertThat(meeting.schedule().orElseThrow().end()).isEqualTo(TUESDAY.plus(HOUR));
        assertThat(meeting.organiser().orElseThrow().address()).isEqualTo("anna@seller.example");
        assertThat(meeting.attendee(HELEN).orElseThrow().answer()).isEqualTo(Attendee.Answer.NONE);
        assertThat(meeting.revision().stamp()).isEqualTo(MORNING);
    }

    @Test
    void aMeetingInTheHourThatComesTwiceIsHeldInTheSecondOne() {
        Instant second = Instant.parse("2026-10-25T01:00:00Z");
        String id = calendar.plans("On call", second, HOUR, HELEN);

        schedule.runs();

        assertThat(meeting(id).schedule().orElseThrow().start()).isEqualTo(second);
        assertThat(meeting(id).schedule().orElseThrow().end()).isEqualTo(second.plus(HOUR));
    }

    @Test
    void answersArrive() {
        String id = calendar.plans("Kick-off", TUESDAY, HOUR, HELEN);
        schedule.runs();
        clock.passes(HOUR);
        calendar.answers(id, HELEN, "declined");

        schedule.runs();

        assertThat(meeting(id).attendee(HELEN).orElseThrow().answer()).isEqualTo(Attendee.Answer.DECLINED);
        assertThat(meeting(id).revision().stamp()).isEqualTo(MORNING.plus(HOUR));
    }

    @Test
    void aSeriesIsHeldExceptWhereItIsMovedOrCancelled() {
        String series = calendar.plans("Weekly", TUESDAY, HOUR,
                List.of("RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=Europe/Berlin:20261201T140000"), HELEN);
        schedule.runs();
        calendar.moves(series, TUESDAY.plus(Duration.ofDays(7)), TUESDAY.plus(Duration.ofDays(8)), HOUR);
        calendar.cancels(series, TUESDAY.plus(Duration.ofDays(14)));

        schedule.runs();

        assertThat(book().history(MeetingKey.of(series + "@google.com")).series()
                .between(TUESDAY.minus(HOUR), TUESDAY.plus(Duration.ofDays(60))).occurrences().stream()
                .filter(m -> m.status() != Status.CANCELLED).map(m -> m.schedule().orElseThrow().start()))
                .containsExactly(TUESDAY, TUESDAY.plus(Duration.ofDays(8)), TUESDAY.plus(Duration.ofDays(21)));
    }

    @Test
    void aCancelledOccurrenceIsKnownThoughItsSeriesWasReadLongBefore() {
        String series = calendar.plans("Weekly", TUESDAY, HOUR, List.of("RRULE:FREQ=WEEKLY"), HELEN);
        calendar.changes(series, Json.of("iCalUID", "040000008200E00074C5B7101A82E008@outlook", "sequence", 3));
        schedule.runs();
        String cancelled = calendar.cancels(series, TUESDAY);

        schedule.runs();

        assertThat(meeting(cancelled).key())
                .isEqualTo(MeetingKey.of("040000008200E00074C5B7101A82E008@outlook").at(TUESDAY));
        assertThat(meeting(cancelled).status()).isEqualTo(Status.CANCELLED);
        assertThat(meeting(cancelled).revision().sequence()).isEqualTo(3);
    }

    @Test
    void entriesAreListedOnTheDayTheyCameIntoTheCalendarWhateverHappensToThem() {
        String first = calendar.plans("Kick-off", TUESDAY, HOUR, HELEN);
        String series = calendar.plans("Weekly", TUESDAY, HOUR, List.of("RRULE:FREQ=WEEKLY;COUNT=5"), HELEN);
        schedule.runs();
        clock.passes(Duration.ofDays(2));
        calendar.answers(first, HELEN, "accepted");
        String takenOut = calendar.cancels(series, TUESDAY.plus(Duration.ofDays(7)));
        calendar.deletes(calendar.plans("A mistake", TUESDAY, HOUR));
        calendar.holds(Json.of("id", "birthday1", "status", "confirmed", "eventType", "birthday"));
        String later = calendar.plans("Follow-up", TUESDAY, HOUR, HELEN);
        schedule.runs();
        LocalDate monday = LocalDate.ofInstant(MORNING, ZoneOffset.UTC);

        try (MailboxSession session = new GoogleConnector(id -> google.accountOf(anna), google.consentOf(anna), clock)
                .open(new MailboxId(1))) {
            assertThat(session.listed(monday, monday)).extracting(one -> one.source().value())
                    .containsExactlyInAnyOrder("events/" + first, "events/" + series, "events/" + takenOut);
            assertThat(session.listed(monday.plusDays(1), monday.plusDays(2)))
                    .extracting(one -> one.source().value()).containsExactly("events/" + later);
        }
        assertThat(ledger.stored("events/")).containsExactlyInAnyOrder(first, series, takenOut, later);
    }

    @Test
    void whatIsDeletedVanishesWithItsExceptions() {
        String series = calendar.plans("Weekly", TUESDAY, HOUR, List.of("RRULE:FREQ=WEEKLY"), HELEN);
        calendar.moves(series, TUESDAY, TUESDAY.plus(HOUR), HOUR);
        String other = calendar.plans("Stays", TUESDAY, HOUR, HELEN);
        schedule.runs();
        calendar.deletes(series);

        schedule.runs();

        assertThat(ledger.stored("events/")).containsExactly(other);
    }

    @Test
    void wholeDaysAreWholeDays() {
        calendar.holds(
                Json.of("id", "fair", "status", "confirmed", "summary", "Trade fair", "iCalUID", "fair@x", "start",
                        Json.of("date", "2026-11-10"), "end", Json.of("date", "2026-11-12"), "recurrence",
                        List.of("RRULE:FREQ=YEARLY")));
        calendar.holds(Json.of("id", "fair_20271110", "status", "cancelled", "recurringEventId", "fair",
                "originalStartTime", Json.of("date", "2027-11-10")));

        schedule.runs();

        assertThat(meeting("fair").schedule().orElseThrow().allDay()).isTrue();
        assertThat(meeting("fair_20271110").key())
                .isEqualTo(MeetingKey.of("fair@x").at(Instant.parse("2027-11-10T00:00:00Z")));
    }

    @Test
    void absencesBirthdaysAndTicketsAreNoMeetings() {
        for (String type : List.of("outOfOffice", "focusTime", "workingLocation", "fromGmail", "birthday")) {
            calendar.holds(Json.of("id", "e" + type.toLowerCase(Locale.ROOT), "status", "confirmed", "eventType", type,
                    "start", Json.of("date", "2026-11-10"), "end", Json.of("date", "2026-11-11")));
        }
        String meeting = calendar.plans("Kick-off", TUESDAY, HOUR, HELEN);

        schedule.runs();

        assertThat(ledger.stored("events/")).containsExactly(meeting);
    }

    @Test
    void aPrivateEntryIsNobodysBusinessAndNoLongerIfItWas() {
        String doctor = calendar.plans("Doctor", TUESDAY, HOUR);
        calendar.changes(doctor, Json.of("visibility", "private"));
        String once = calendar.plans("Kick-off", TUESDAY, HOUR, HELEN);
        schedule.runs();
        assertThat(ledger.stored("events/")).containsExactly(once);
        calendar.changes(once, Json.of("visibility", "confidential"));

        schedule.runs();

        assertThat(ledger.stored("events/")).isEmpty();
    }

    @Test
    void anEventWithNothingButAnIdIsReadAllTheSame() {
        calendar.holds(Json.of("id", "bare", "status", "confirmed"));
        calendar.holds(Json.of("id", "gone", "status", "cancelled"));
        calendar.holds(Json.of("id", "lost_20261103T130000Z", "status", "cancelled", "recurringEventId", "lost",
                "originalStartTime", Json.of("dateTime", "2026-11-03T14:00:00+01:00")));

        Outcome outcome = schedule.runs();

        assertThat(outcome).isInstanceOf(Outcome.UpToDate.class);
        assertThat(ledger.stored("events/")).containsExactly("bare");
    }

    @Test
    void aForgottenSyncTokenBeginsTheCalendarAgainButNotTheMail() {
        anna.receives("mail");
        String stays = calendar.plans("Stays", TUESDAY, HOUR, HELEN);
        String goes = calendar.plans("Goes", TUESDAY, HOUR, HELEN);
        schedule.runs();
        calendar.deletes(goes);
        calendar.forgetsTokens();
        long units = google.units(anna);

        schedule.runs();

        assertThat(ledger.stored("events/")).containsExactly(stays);
        assertThat(google.units(anna) - units).isLessThan(GmailUnits.GET);
    }

    @Test
    void withoutTheCalendarsScopeMailIsReadAndTheAdminIsTold() {
        anna.receives("mail");
        calendar.plans("Kick-off", TUESDAY, HOUR, HELEN);
        Schedule mailOnly = new Schedule(new GoogleConnector(id -> google.accountOf(anna),
                google.consentOf(anna, Set.of(GoogleAccount.MAIL_SCOPE)), clock), ledger, clock);

        Outcome outcome = mailOnly.runs();

        assertThat(ledger.stored("mail/")).hasSize(1);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.UpToDate.class, done -> assertThat(done.notices())
                .containsExactly(
                        "What the domain lets the service account do for anna@seller.example does not include the calendar."
                                + " In the Admin console (Security > API controls > Domain-wide delegation) authorise it for"
                                + " calendar.events.readonly, too. Mail is read all the same.",
                        "What the domain lets the service account do for anna@seller.example does not include transcripts."
                                + " In the Admin console (Security > API controls > Domain-wide delegation) authorise it for"
                                + " meetings.space.readonly, too. Mail is read all the same."));
    }

    @Test
    void aCalendarThatIsOutOfOrderDoesNotHoldUpMail() {
        for (int i = 0; i < 120; i++) {
            anna.receives("mail " + i);
        }
        google.plays(FaultScripts.at("calendar/v3/calendars/primary/events",
                Answer.html(503)));

        Outcome outcome = schedule.once();

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(ledger.stored("mail/")).hasSize(120);
    }

    static List<Arguments> scripts() {
        return List.of(Arguments.argumentSet("empty pages", FaultScripts.emptyPages()),
                Arguments.argumentSet("reordered pages", FaultScripts.reorderedPages()),
                Arguments.argumentSet("rate storm", FaultScripts.rateStorm(9)),
                Arguments.argumentSet("truncated JSON", FaultScripts.truncatedJson(7)),
                Arguments.argumentSet("outages", FaultScripts.outages(7)));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void nothingIsLostAndNothingIsTwice(FaultScript script) {
        for (int i = 0; i < 600; i++) {
            calendar.plans("Meeting " + i, TUESDAY.plus(Duration.ofHours(i)), HOUR, HELEN);
        }
        String series = calendar.plans("Weekly", TUESDAY, HOUR, List.of("RRULE:FREQ=WEEKLY"), HELEN);
        google.plays(script);
        schedule.once();
        calendar.moves(series, TUESDAY, TUESDAY.plus(HOUR), HOUR);
        calendar.cancels(series, TUESDAY.plus(Duration.ofDays(7)));
        calendar.deletes(calendar.events().getFirst());
        schedule.runs();
        google.plays(FaultScript.NONE);

        schedule.runs();

        assertThat(ledger.stored("events/")).isEqualTo(new TreeSet<>(calendar.events()));
        assertThat(ledger.unreadable()).isEmpty();
    }

    @Test
    void anIdleCalendarStoresNothingThoughItsTokenIsNewEveryTime() {
        calendar.plans("Kick-off", TUESDAY, HOUR, HELEN);
        schedule.runs();
        int commits = ledger.commits();

        schedule.runs();

        assertThat(ledger.commits()).isEqualTo(commits);
    }

    private Meeting meeting(String id) {
        return meetings(id).getFirst();
    }

    private MeetingBook book() {
        MeetingBook book = MeetingBook.EMPTY;
        for (String id : ledger.stored("events/")) {
            book = book.with(meetings(id));
        }
        return book;
    }

    private List<Meeting> meetings(String id) {
        return new CalendarReader(ZoneOffset.UTC)
                .read(((Reading.Planned) ledger.reading("events/" + id)).notice().calendar()).meetings();
    }
}
