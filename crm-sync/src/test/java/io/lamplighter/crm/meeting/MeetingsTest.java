// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.HeldUp;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.Outcomes;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.crm.upload.Upload;
import io.lamplighter.crm.upload.Uploaded;
import io.lamplighter.crm.upload.Uploads;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.crm.warning.Silence;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.PlannedMeeting.Answer;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

class MeetingsTest {

    private static final String ANNA = "anna@seller.example";
    private static final String HELEN = "helen@oakhanger.example";
    private static final String LINK = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0";
    private static final Instant YESTERDAY = Crm.NOW.minus(Duration.ofDays(1));
    private static final Instant IN_THREE_DAYS = Crm.NOW.plus(Duration.ofDays(3));
    private static final String CALL = """
            WEBVTT

            00:00:01.000 --> 00:00:04.000
            <v Anna Reyes>Shall we sign on Friday?</v>

            00:00:05.000 --> 00:00:09.000
            <v Helen Marsh>The board has frozen the budget.</v>
            """;

    private final Crm crm = new Crm();
    private final OpportunityId deal = new OpportunityId(crm.opportunity("Cold rooms"));
    private final Board board = new Board(crm.jdbc, crm.clock, ZoneOffset.UTC);
    private final InteractionReader reader = new InteractionReader(
            new OwnAddresses(Set.of("seller.example"), Set.of()));

    @Test
    void aMeetingIsOneActivityHoweverManyMailsAndCalendarsTellOfIt() {
        String invitation = event("u1", YESTERDAY).attendee(HELEN, "NEEDS-ACTION").method("REQUEST");
        invited(crm.annasMailbox, "INBOX/1/1", ANNA, HELEN, invitation);
        planned(crm.annasMailbox, "events/a", event("u1", YESTERDAY).attendee(HELEN, "ACCEPTED").stored());
        planned(crm.jonasMailbox, "events/j", event("u1", YESTERDAY).attendee(HELEN, "ACCEPTED").stored());

        List<ActivityView> meetings = meetings();

        assertThat(meetings).hasSize(1);
        assertThat(meetings.getFirst().what().subject()).isEqualTo("Cold rooms: next steps");
        assertThat(meetings.getFirst().what().plan().orElseThrow().answers()).containsEntry(HELEN, Answer.ACCEPTED);
        assertThat(meetings.getFirst().witnesses()).extracting(ActivityView.Witness::address)
                .contains(ANNA, "jonas@seller.example");
    }

    @Test
    void aMeetingThatIsOverMovesTheClock() {
        planned(crm.annasMailbox, "events/a", event("u1", YESTERDAY).attendee(HELEN, "ACCEPTED").stored());

        OpenDeal open = board.openDeal(deal).orElseThrow();

        assertThat(open.lastInbound()).hasValueSatisfying(last -> assertThat(last.at()).isEqualTo(YESTERDAY));
        assertThat(meetings().getFirst().clock().reason()).isEqualTo("a meeting with a person at the buyer");
    }

    @Test
    void aMeetingAheadHoldsTheClockAndDoesNotMoveIt() {
        crm.mailboxes.succeeded(crm.annasMailbox, Crm.NOW, Crm.NOW);
        crm.mailboxes.succeeded(crm.jonasMailbox, Crm.NOW, Crm.NOW);
        crm.record(crm.annasMailbox, Mail.from(HELEN).to(ANNA).daysAgo(30).in("INBOX/1/1"));
        assertThat(board.openDeal(deal).orElseThrow().silence().state()).isEqualTo(Silence.State.DARK);

        planned(crm.annasMailbox, "events/a", event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());

        OpenDeal open = board.openDeal(deal).orElseThrow();
        assertThat(open.silence().state()).isEqualTo(Silence.State.PAUSED);
        assertThat(open.silence().days()).isEqualTo(30);
        assertThat(open.meeting()).hasValueSatisfying(ahead -> assertThat(ahead.at()).isEqualTo(IN_THREE_DAYS));
    }

    @Test
    void aMeetingThatIsCalledOffHoldsAndMovesNothing() {
        planned(crm.annasMailbox, "events/a", event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());
        invited(crm.jonasMailbox, "INBOX/1/2", HELEN, ANNA,
                event("u1", IN_THREE_DAYS).sequence(1).attendee(HELEN, "ACCEPTED").method("CANCEL"));

        assertThat(board.openDeal(deal).orElseThrow().meeting()).isEmpty();
        assertThat(meetings().getFirst().what().plan().orElseThrow().cancelled()).isTrue();
        assertThat(meetings().getFirst().clock().reason()).isEqualTo("we called the meeting off");
    }

    @Test
    void aBuyerWhoDeclinesInAMailDoesNotMeetUs() {
        planned(crm.annasMailbox, "events/a", event("u1", YESTERDAY).attendee(HELEN, "NEEDS-ACTION").stored());
        invited(crm.annasMailbox, "INBOX/1/2", HELEN, ANNA,
                event("u1", YESTERDAY).attendee(HELEN, "DECLINED").method("REPLY"));

        assertThat(meetings()).hasSize(1);
        assertThat(meetings().getFirst().clock().moves()).isFalse();
        assertThat(meetings().getFirst().clock().reason()).isEqualTo("the buyer declined the meeting");
    }

    @Test
    void aMeetingThatMovesStaysOne() {
        planned(crm.annasMailbox, "events/a", event("u1", YESTERDAY).attendee(HELEN, "ACCEPTED").stored());
        planned(crm.annasMailbox, "events/a",
                event("u1", IN_THREE_DAYS).sequence(1).attendee(HELEN, "ACCEPTED").stored());

        assertThat(meetings()).hasSize(1);
        assertThat(meetings().getFirst().what().at()).isEqualTo(IN_THREE_DAYS);
    }

    @Test
    void everyOccurrenceOfASeriesIsAMeetingOfItsOwn() {
        Instant first = Crm.NOW.minus(Duration.ofDays(15));
        planned(crm.annasMailbox, "events/a",
                event("u1", first).line("RRULE:FREQ=WEEKLY;COUNT=4").attendee(HELEN, "ACCEPTED").stored());

        assertThat(meetings()).extracting(m -> m.what().at()).containsExactly(first.plus(Duration.ofDays(21)),
                first.plus(Duration.ofDays(14)), first.plus(Duration.ofDays(7)), first);
        assertThat(board.openDeal(deal).orElseThrow().lastInbound()).hasValueSatisfying(
                last -> assertThat(last.at()).isEqualTo(first.plus(Duration.ofDays(14))));
    }

    @Test
    void whatIsTakenOutOfASeriesIsNoLongerPlanned() {
        Instant first = Crm.NOW.plus(Duration.ofDays(1));
        planned(crm.annasMailbox, "events/a",
                event("u1", first).line("RRULE:FREQ=WEEKLY;COUNT=2").attendee(HELEN, "ACCEPTED").stored());
        planned(crm.annasMailbox, "events/a", event("u1", first).sequence(1).line("RRULE:FREQ=WEEKLY;COUNT=2")
                .line("EXDATE:" + utc(first)).attendee(HELEN, "ACCEPTED").stored());

        assertThat(meetings()).hasSize(2);
        assertThat(meetings().getLast().what().plan().orElseThrow().cancelled()).isTrue();
        assertThat(meetings().getLast().clock().reason()).isEqualTo("the meeting is no longer planned");
        assertThat(meetings().getFirst().what().plan().orElseThrow().cancelled()).isFalse();
    }

    @Test
    void aGuestWhoDeletesHisCopyCallsNothingOff() {
        planned(crm.jonasMailbox, "events/j", event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());
        crm.record(crm.jonasMailbox, new Reading.Gone(new SourceId("events/j")));

        assertThat(board.openDeal(deal).orElseThrow().meeting()).isPresent();
    }

    @Test
    void anOrganiserWhoDeletesHersCallsItOff() {
        planned(crm.annasMailbox, "events/a", event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());
        crm.record(crm.annasMailbox, new Reading.Gone(new SourceId("events/a")));

        assertThat(board.openDeal(deal).orElseThrow().meeting()).isEmpty();

        planned(crm.annasMailbox, "events/a", event("u1", IN_THREE_DAYS).attendee(HELEN, "ACCEPTED").stored());

        assertThat(board.openDeal(deal).orElseThrow().meeting()).isPresent();
    }

    @Test
    void ofMeetingsWithNobodyTheCrmKnowsOnlyTheReasonIsKept() {
        planned(crm.annasMailbox, "events/a",
                event("dentist", YESTERDAY).attendee("praxis@zahnarzt.example", "ACCEPTED").stored());
        planned(crm.annasMailbox, "events/b",
                event("standup", YESTERDAY).attendee("jonas@seller.example", "ACCEPTED").stored());

        assertThat(crm.count("meeting_notice")).isZero();
        assertThat(crm.count("interaction")).isZero();
        assertThat(crm.jdbc.sql("select reason from ledger_entry order by source").query(String.class).list())
                .containsExactly("nobody on it is in the CRM", "among ourselves");
    }

    @Test
    void aMeetingIsFoundAgainWhenItsGuestBecomesAContact() {
        planned(crm.annasMailbox, "events/a",
                event("u1", YESTERDAY).attendee("new@brightmoor.example", "ACCEPTED").stored());
        crm.accounts.from("name,domain\nBrightmoor,brightmoor.example\n");

        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).containsExactly(new SourceId("events/a"));
    }

    @Test
    void whatWasSpokenJoinsTheMeetingByItsLink() {
        planned(crm.annasMailbox, "events/a",
                event("u1", YESTERDAY).line("LOCATION:" + LINK).attendee(HELEN, "ACCEPTED").stored());
        spoken(crm.annasMailbox, "transcripts/1", YESTERDAY.plusSeconds(70));

        assertThat(meetings()).hasSize(1);
        ActivityView meeting = meetings().getFirst();
        assertThat(meeting.what().turns()).hasSize(2);
        assertThat(meeting.what().body()).contains("Helen Marsh: The board has frozen the budget.");
        assertThat(meeting.clock().reason()).isEqualTo("a person at the buyer spoke with us");
        assertThat(crm.jdbc.sql("select score_wanted from activity").query(Boolean.class).list()).containsExactly(true);

        planned(crm.annasMailbox, "events/a",
                event("u1", YESTERDAY).sequence(1).line("LOCATION:" + LINK).attendee(HELEN, "ACCEPTED").stored());

        assertThat(meetings().getFirst().what().turns()).hasSize(2);
        assertThat(meetings().getFirst().clock().reason()).isEqualTo("a person at the buyer spoke with us");
    }

    @Test
    void whatWasSpokenBeforeItsMeetingIsKnownIsReadAgainThen() {
        spoken(crm.annasMailbox, "transcripts/1", YESTERDAY.plusSeconds(70));
        assertThat(crm.count("interaction")).isZero();

        planned(crm.annasMailbox, "events/a",
                event("u1", YESTERDAY).line("LOCATION:" + LINK).attendee(HELEN, "ACCEPTED").stored());

        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).containsExactly(new SourceId("transcripts/1"));
    }

    /** A meeting is put together between the look for one and the end of the page with what was spoken in it. */
    @Test
    void whatWasSpokenJoinsAlsoAMeetingThatBecomesKnownMeanwhile() {
        HeldUp heldUp = new HeldUp(crm.database);
        JdbcLedger ledger = new JdbcLedger(crm.jdbc, heldUp, crm.clock, ZoneOffset.UTC);
        heldUp.beforeNext(() -> planned(crm.jonasMailbox, "events/j",
                event("u1", YESTERDAY).line("LOCATION:" + LINK).attendee(HELEN, "ACCEPTED").stored()));

        ledger.commit(new ReadPage(crm.annasMailbox, Cursor.start("memory"), new Cursor("memory", 1, "1"),
                List.of(words("transcripts/1", YESTERDAY.plusSeconds(70))), 0));

        assertThat(meetings().getFirst().what().turns()).hasSize(2);
    }

    /** Whoever put the meeting together was stopped right after it was stored: what was spoken is named with it, or not at all. */
    @Test
    void whatWasSpokenIsNamedInTheTransactionThatStoresItsMeeting() {
        spoken(crm.annasMailbox, "transcripts/1", YESTERDAY.plusSeconds(70));
        HeldUp heldUp = new HeldUp(crm.database);
        JdbcLedger stopped = new JdbcLedger(crm.jdbc, heldUp, crm.clock, ZoneOffset.UTC);
        heldUp.atEndOfNext(() -> heldUp.beforeNext(() -> heldUp.atEndOfNext(() -> heldUp.beforeNext(() -> {
            throw new IllegalStateException("killed");
        }))));

        assertThatThrownBy(() -> stopped.commit(new ReadPage(crm.jonasMailbox, Cursor.start("memory"),
                new Cursor("memory", 1, "1"),
                List.of(entry("events/j",
                        event("u1", YESTERDAY).line("LOCATION:" + LINK).attendee(HELEN, "ACCEPTED").stored())),
                0))).hasMessage("killed");

        assertThat(crm.count("interaction")).isOne();
        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).containsExactly(new SourceId("transcripts/1"));
    }

    /** Whoever loses a row to somebody else while settling has stored the page for all that: a second try would find it moved. */
    @Test
    void aPageWhoseMeetingsCannotBeSettledNowIsStored() {
        HeldUp heldUp = new HeldUp(crm.database);
        JdbcLedger ledger = new JdbcLedger(crm.jdbc, heldUp, crm.clock, ZoneOffset.UTC);
        heldUp.atEndOfNext(() -> heldUp.beforeNext(() -> {
            throw new CannotAcquireLockException("deadlock detected");
        }));

        Ledger.Recorded recorded = ledger.commit(new ReadPage(crm.annasMailbox, Cursor.start("memory"),
                new Cursor("memory", 1, "1"),
                List.of(entry("events/a", event("u1", YESTERDAY).attendee(HELEN, "ACCEPTED").stored())), 0));

        assertThat(recorded.witnesses()).isOne();
        assertThat(crm.ledger.settleMeetings(10)).isOne();
        assertThat(meetings()).hasSize(1);
    }

    @Test
    void anUploadedTranscriptJoinsTheMeetingThatWasCaptured() {
        planned(crm.annasMailbox, "events/a",
                event("u1", YESTERDAY).line("ATTENDEE;CN=Anna Reyes:mailto:" + ANNA).attendee(HELEN, "ACCEPTED")
                        .stored());
        Uploads uploads = new Uploads(crm.jdbc, crm.database.transaction(), crm.clock, ZoneOffset.UTC);
        Upload upload = new Upload(deal, crm.anna, CALL.getBytes(StandardCharsets.UTF_8), "call.vtt", "",
                Optional.of(YESTERDAY.plusSeconds(120)), Optional.empty());

        Uploaded first = uploads.add(upload);
        Uploaded again = uploads.add(upload);

        assertThat(first.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(again.activity()).isEqualTo(first.activity());
        assertThat(meetings()).extracting(ActivityView::id).containsExactly(first.activity());
        assertThat(crm.count("activity")).isOne();
    }

    @Test
    void anOutcomeThatSomebodyEnteredOutlivesAChangeOfTheInvitation() {
        planned(crm.annasMailbox, "events/a", event("u1", YESTERDAY).attendee(HELEN, "ACCEPTED").stored());
        new Outcomes(crm.jdbc, crm.database.transaction()).set(meetings().getFirst().id(),
                Optional.of(new MeetingOutcome(MeetingOutcome.Kind.NO_SHOW, "")), crm.anna, Optional.empty());
        planned(crm.annasMailbox, "events/a", event("u1", YESTERDAY).sequence(3).attendee(HELEN, "ACCEPTED").stored());

        assertThat(meetings().getFirst().clock().moves()).isFalse();
        assertThat(meetings().getFirst().clock().reason()).isEqualTo("nobody came");
    }

    private List<ActivityView> meetings() {
        return new Timelines(crm.jdbc).of(deal, Timelines.Show.EVERYTHING, Timelines.Before.theFuture(), 50).stream()
                .filter(a -> a.what().kind() == Interaction.Kind.MEETING).toList();
    }

    private void planned(MailboxId mailbox, String source, String calendar) {
        crm.record(mailbox, entry(source, calendar));
    }

    private Reading entry(String source, String calendar) {
        return reader.read(new Change.Planned(new SourceId(source), Crm.NOW,
                calendar.getBytes(StandardCharsets.UTF_8)));
    }

    private void spoken(MailboxId mailbox, String source, Instant began) {
        crm.record(mailbox, words(source, began));
    }

    private Reading words(String source, Instant began) {
        return reader.read(new Change.Spoken(new SourceId(source), began, LINK, "transcript.vtt",
                CALL.getBytes(StandardCharsets.UTF_8)));
    }

    private void invited(MailboxId mailbox, String source, String from, String to, String calendar) {
        String method = calendar.lines().filter(l -> l.startsWith("METHOD:")).findFirst().orElseThrow().substring(7);
        String mime = "From: " + from + "\nTo: " + to + "\nSubject: Cold rooms\nMessage-ID: <" + source
                + "@test.example>\nMIME-Version: 1.0\nContent-Type: text/calendar; charset=utf-8; method=" + method
                + "\n\n" + calendar;
        crm.record(mailbox, reader.read(new Change.Appeared(new SourceId(source), Crm.NOW.minus(Duration.ofDays(2)),
                Change.Place.RECEIVED, mime.getBytes(StandardCharsets.UTF_8))));
    }

    private static String utc(Instant at) {
        return Event.utc(at);
    }

    private static Event event(String uid, Instant start) {
        return new Event(uid, start);
    }
}
