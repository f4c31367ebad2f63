// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.Outcomes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.PlannedMeeting.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One meeting is one activity, however many calendars and mails saw it and in whatever order they tell of it. */
class OneMeetingTest {

    private static final String ANNA = "anna@seller.example";
    private static final String JONAS = "jonas@seller.example";
    private static final String HELEN = "helen@oakhanger.example";
    private static final String RAJ = "raj@oakhanger.example";
    private static final Instant YESTERDAY = Crm.NOW.minus(Duration.ofDays(1));
    private static final Instant IN_THREE_DAYS = Crm.NOW.plus(Duration.ofDays(3));

    private final Told told = new Told();
    private final MailboxId annas = told.crm.annasMailbox;
    private final MailboxId jonas = told.crm.jonasMailbox;

    @Test
    void aLaterStateThatArrivesFirstIsNotUndoneByAnEarlierOne() {
        told.mailed(annas, HELEN, ANNA, helens("u1", IN_THREE_DAYS).sequence(2).attendee(ANNA, "NEEDS-ACTION")
                .method("REQUEST"));
        told.mailed(annas, HELEN, ANNA, helens("u1", YESTERDAY).attendee(ANNA, "NEEDS-ACTION").method("REQUEST"));

        assertThat(told.meeting().what().at()).isEqualTo(IN_THREE_DAYS);
    }

    @Test
    void aCancellationWaitsForItsInvitation() {
        told.mailed(annas, HELEN, ANNA, helens("u1", IN_THREE_DAYS).sequence(1).line("STATUS:CANCELLED")
                .attendee(ANNA, "NEEDS-ACTION").method("CANCEL"));
        told.mailed(annas, HELEN, ANNA, helens("u1", IN_THREE_DAYS).attendee(ANNA, "NEEDS-ACTION").method("REQUEST"));

        assertThat(told.meeting().what().plan().orElseThrow().cancelled()).isTrue();
        assertThat(told.meeting().clock().reason()).isEqualTo("the buyer called the meeting off");
        assertThat(told.openDeal().meeting()).isEmpty();
    }

    @Test
    void aMeetingThatIsCalledOffAndThenPlannedAnewIsOn() {
        told.mailed(annas, HELEN, ANNA, helens("u1", YESTERDAY).sequence(1).line("STATUS:CANCELLED")
                .attendee(ANNA, "NEEDS-ACTION").method("CANCEL"));
        told.mailed(annas, HELEN, ANNA, helens("u1", IN_THREE_DAYS).sequence(2).attendee(ANNA, "NEEDS-ACTION")
                .method("REQUEST"));

        assertThat(told.openDeal().meeting()).isPresent();
    }

    @Test
    void whoTakesOneGuestOffCallsNothingOff() {
        told.planned(annas, "events/a", helens("u1", IN_THREE_DAYS).attendee(ANNA, "ACCEPTED")
                .attendee(JONAS, "ACCEPTED").stored());
        // As Google and Exchange send it to Jonas alone.
        told.mailed(jonas, HELEN, JONAS, helens("u1", IN_THREE_DAYS).sequence(1).line("STATUS:CANCELLED")
                .attendee(JONAS, "ACCEPTED").method("CANCEL"));

        assertThat(told.openDeal().meeting()).isPresent();
        assertThat(told.meeting().what().participants()).extracting(Participant::key).containsExactly(HELEN, ANNA);
    }

    @Test
    void whoTakesEveryGuestOffCallsItOff() {
        told.planned(annas, "events/a", helens("u1", IN_THREE_DAYS).attendee(ANNA, "ACCEPTED")
                .attendee(JONAS, "ACCEPTED").stored());
        for (String guest : List.of(JONAS, ANNA)) {
            told.mailed(jonas, HELEN, guest, helens("u1", IN_THREE_DAYS).sequence(1).line("STATUS:CANCELLED")
                    .attendee(guest, "ACCEPTED").method("CANCEL"));
        }

        assertThat(told.openDeal().meeting()).isEmpty();
        assertThat(told.meeting().what().plan().orElseThrow().cancelled()).isTrue();
    }

    @Test
    void aGuestsCalendarThatHidesTheOthersTakesNobodyAway() {
        told.planned(annas, "events/a", new Event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED")
                .attendee(JONAS, "ACCEPTED").stored());
        told.planned(jonas, "events/j", new Event("u1", IN_THREE_DAYS).at(9).attendee(JONAS, "ACCEPTED").stored());

        assertThat(told.meeting().what().participants()).extracting(Participant::key).contains(HELEN);
        assertThat(told.openDeal().meeting()).isPresent();
    }

    @Test
    void anInvitationThatWasPassedOnIsTheSameMeeting() {
        told.planned(annas, "events/a", new Event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());
        told.mailed(jonas, HELEN, JONAS, new Event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").method("REQUEST"));
        told.mailed(annas, RAJ, ANNA, new Event("u1", IN_THREE_DAYS).attendee(RAJ, "ACCEPTED").method("REPLY"));

        assertThat(told.meeting().what().participants()).extracting(Participant::key)
                .containsExactlyInAnyOrder(ANNA, HELEN, RAJ);
    }

    @Test
    void exchangeAndGoogleNameOneMeetingDifferently() {
        String wrapped = "040000008200E00074C5B7101A82E00800000000000000000000000000000000000000002B0000007643616C2D556964"
                + "01000000" + HexFormat.of().withUpperCase().formatHex(
                        "wren-4711@google.com\0".getBytes(StandardCharsets.UTF_8));
        told.planned(jonas, "events/j",
                new Event("wren-4711@google.com", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());
        told.planned(annas, "events/a", new Event(wrapped, IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());

        assertThat(told.meetings()).hasSize(1);
    }

    @Test
    void roomsAreNoBuyers() {
        told.planned(annas, "events/a", new Event("u1", IN_THREE_DAYS).attendee(HELEN, "DECLINED")
                .line("ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room3@oakhanger.example").stored());

        assertThat(told.meeting().clock().reason()).isEqualTo("the buyer declined the meeting");
        assertThat(told.openDeal().meeting()).isEmpty();
    }

    @Test
    void aMeetingThatWeDeclineHoldsNothing() {
        told.planned(annas, "events/a", helens("u1", IN_THREE_DAYS).attendee(ANNA, "DECLINED").stored());

        assertThat(told.meeting().clock().reason()).isEqualTo("we declined the meeting");
        assertThat(told.openDeal().meeting()).isEmpty();
    }

    @Test
    void aMeetingThatOneOfUsDeclinesIsHeldByTheOthers() {
        told.planned(annas, "events/a",
                helens("u1", IN_THREE_DAYS).attendee(ANNA, "DECLINED").attendee(JONAS, "TENTATIVE").stored());

        assertThat(told.openDeal().meeting()).isPresent();
    }

    @Test
    void aMeetingMovedIntoThePastWasHeldThen() {
        told.planned(annas, "events/a", new Event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());
        told.planned(annas, "events/a", new Event("u1", YESTERDAY).sequence(1).attendee(HELEN, "ACCEPTED").stored());

        assertThat(told.meeting().what().at()).isEqualTo(YESTERDAY);
        assertThat(told.openDeal().lastInbound()).hasValueSatisfying(l -> assertThat(l.at()).isEqualTo(YESTERDAY));
        assertThat(told.openDeal().meeting()).isEmpty();
    }

    @Test
    void whatNobodyCameToAndIsPlannedAnewIsAnotherMeeting() {
        told.planned(annas, "events/a", new Event("u1", YESTERDAY).attendee(HELEN, "ACCEPTED").stored());
        new Outcomes(told.crm.jdbc, told.crm.database.transaction()).set(told.meeting().id(),
                Optional.of(new MeetingOutcome(MeetingOutcome.Kind.NO_SHOW, "")), told.crm.anna, Optional.empty());
        told.planned(annas, "events/a",
                new Event("u1", IN_THREE_DAYS).sequence(1).attendee(HELEN, "ACCEPTED").stored());

        assertThat(told.meetings()).extracting(m -> m.what().at()).containsExactly(IN_THREE_DAYS, YESTERDAY);
        assertThat(told.meetings().getLast().clock().reason()).isEqualTo("nobody came");
        assertThat(told.openDeal().meeting()).isPresent();
    }

    @Test
    void whatIsEnteredWithoutTheBuyerIsFiledOnceSomebodyNamesHim() {
        told.planned(annas, "events/a", new Event("u1", IN_THREE_DAYS).stored());
        assertThat(told.meetings()).isEmpty();

        told.mailed(jonas, ANNA, JONAS,
                new Event("u1", IN_THREE_DAYS).attendee(HELEN, "NEEDS-ACTION").method("REQUEST"));
        told.planned(jonas, "events/j", new Event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());

        assertThat(told.meetings()).hasSize(1);
    }

    @Test
    void anOccurrenceThatMovesIsOneMeetingInBothCalendars() {
        Instant first = Crm.NOW.minus(Duration.ofDays(8)).truncatedTo(ChronoUnit.HOURS);
        Instant second = first.plus(Duration.ofDays(7));
        String series = new Event("u1", first).line("RRULE:FREQ=WEEKLY;COUNT=2").attendee(HELEN, "ACCEPTED").stored();
        String moved = new Event("u1", second.plusSeconds(7200)).sequence(1)
                .line("RECURRENCE-ID:" + Event.utc(second)).attendee(HELEN, "ACCEPTED").stored();
        // Google keeps the exception as an entry of its own, Exchange within the series.
        told.planned(jonas, "events/moved", moved);
        told.planned(jonas, "events/series", series);
        told.planned(annas, "events/a", series.replace("END:VCALENDAR\r\n", "")
                + moved.substring(moved.indexOf("BEGIN:VEVENT")));

        assertThat(told.meetings()).extracting(m -> m.what().at()).containsExactly(second.plusSeconds(7200), first);
    }

    @Test
    void anOccurrenceThatTheBuyerCallsOffIsTheOnlyOne() {
        Instant first = Crm.NOW.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
        told.planned(annas, "events/a", helens("u1", first).line("RRULE:FREQ=WEEKLY;COUNT=3")
                .attendee(ANNA, "ACCEPTED").stored());
        told.mailed(annas, HELEN, ANNA, helens("u1", first).sequence(1).line("STATUS:CANCELLED")
                .line("RECURRENCE-ID:" + Event.utc(first)).attendee(ANNA, "ACCEPTED").method("CANCEL"));

        assertThat(told.meetings()).extracting(m -> m.what().plan().orElseThrow().cancelled())
                .containsExactly(false, false, true);
    }

    @Test
    void aWholeDayIsOneDayInEveryZoneAndShowsNoMeeting() {
        String day = new Event("u1", YESTERDAY).attendee(HELEN, "ACCEPTED").stored()
                .replaceAll("DTSTART:(\\d{8})T\\d+Z", "DTSTART;VALUE=DATE:$1")
                .replaceAll("DTEND:(\\d{8})T\\d+Z", "DTEND;VALUE=DATE:$1");
        told.planned(annas, "events/a", day);
        told.planned(jonas, "events/j", day);

        assertThat(told.meeting().what().plan().orElseThrow().allDay()).isTrue();
        assertThat(told.meeting().clock().reason()).isEqualTo("an all-day entry shows no meeting");
    }

    @Test
    void whateverTheOrderTheMeetingIsTheSame() {
        Told other = new Told();
        String request = helens("u1", YESTERDAY).attendee(ANNA, "NEEDS-ACTION").attendee(JONAS, "NEEDS-ACTION")
                .method("REQUEST");
        String update = helens("u1", IN_THREE_DAYS).sequence(1).attendee(ANNA, "NEEDS-ACTION")
                .attendee(JONAS, "NEEDS-ACTION").method("REQUEST");
        String reply = helens("u1", IN_THREE_DAYS).sequence(1).attendee(ANNA, "ACCEPTED").method("REPLY");
        List.of(request, update, reply).forEach(said -> told.mailed(annas, HELEN, ANNA, said));
        List.of(reply, update, request).forEach(said -> other.mailed(annas, HELEN, ANNA, said));

        assertThat(plan(other)).isEqualTo(plan(told));
        assertThat(plan(told).answers()).containsEntry(ANNA, Answer.ACCEPTED);
    }

    private static ActivityView.Plan plan(Told told) {
        return told.meeting().what().plan().orElseThrow();
    }

    private static Event helens(String uid, Instant start) {
        return new Event(uid, start).calledBy("Helen Marsh", HELEN);
    }
}
