// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.Outcomes;
import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.opportunity.Deals;
import io.lamplighter.crm.scoring.ScoreBacklog;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.crm.upload.UploadRefused.Reason;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Conversation.Side;
import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Scorers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

class UploadsTest {

    private static final String CALL = """
            WEBVTT

            00:00:01.000 --> 00:00:04.000
            <v Anna Reyes>We are ready to sign and the price is great, everybody loves it.</v>

            00:00:05.000 --> 00:00:09.000
            <v Helen Marsh>The board has frozen the budget.</v>

            00:00:10.000 --> 00:00:14.000
            <v Jonas Weir>That is a pity.</v>

            00:00:15.000 --> 00:00:19.000
            <v Visitor Nobody Knows>We will go with another vendor.</v>
            """;

    private static final Instant YESTERDAY = Crm.NOW.minus(Duration.ofDays(1));
    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

    private final Crm crm = new Crm();
    private final OpportunityId deal = new OpportunityId(crm.opportunity("Cold rooms"));
    private final Uploads uploads = new Uploads(crm.jdbc, crm.database.transaction(), crm.clock, ZoneOffset.UTC);
    private final Outcomes outcomes = new Outcomes(crm.jdbc, crm.database.transaction());
    private final Board board = new Board(crm.jdbc, crm.clock, ZoneOffset.UTC);

    @Test
    void aTranscriptIsOnTheTimelineInReadableTurns() {
        Uploaded uploaded = uploads.add(upload(CALL, "call.vtt"));

        ActivityView activity = only();
        assertThat(uploaded.isNew()).isTrue();
        assertThat(uploaded.buyers()).containsExactly("Helen Marsh", "Visitor Nobody Knows");
        assertThat(uploaded.ours()).containsExactly("Anna Reyes", "Jonas Weir");
        assertThat(activity.what().kind()).isEqualTo(Interaction.Kind.TRANSCRIPT);
        assertThat(activity.what().body()).startsWith("Anna Reyes: We are ready to sign")
                .contains("\n\nHelen Marsh: The board has frozen the budget.");
        assertThat(activity.what().turns()).extracting(SpokenTurn::side).containsExactly(Side.OURS, Side.BUYER,
                Side.OURS, Side.BUYER);
        SpokenTurn helens = activity.what().turns().get(1);
        assertThat(activity.what().body().substring(helens.start(), helens.end()))
                .isEqualTo("The board has frozen the budget.");
        assertThat(activity.what().participants())
                .contains(new Participant(Participant.Role.SPEAKER, "Helen Marsh", "helen@oakhanger.example"));
        assertThat(activity.why().rule()).isEqualTo("UPLOADED");
        assertThat(activity.what().origin().reason()).isEqualTo("uploaded by Anna Reyes");
    }

    @Test
    void theSameFileAgainChangesNothing() {
        Uploaded first = uploads.add(upload(CALL, "call.vtt"));
        Uploaded second = uploads.add(upload(CALL.replace("\n", "\r\n"), "copy of call.vtt"));

        assertThat(second.isNew()).isFalse();
        assertThat(second.activity()).isEqualTo(first.activity());
        assertThat(crm.count("interaction")).isEqualTo(1);
        assertThat(crm.count("activity")).isEqualTo(1);
    }

    @Test
    void theSameFileOnAnotherDealIsAnotherMeeting() {
        uploads.add(upload(CALL, "call.vtt"));
        uploads.add(new Upload(new OpportunityId(crm.opportunity("Depot refit")), crm.jonas, bytes(CALL), "call.vtt",
                "", Optional.of(YESTERDAY), Optional.empty()));

        assertThat(crm.count("activity")).isEqualTo(2);
    }

    @Test
    void aBuyerWhoSpokeMovesTheClock() {
        uploads.add(upload(CALL, "call.vtt"));

        OpenDeal open = board.openDeal(deal).orElseThrow();
        assertThat(open.lastInbound().map(OpenDeal.LastInbound::at)).contains(YESTERDAY);
        assertThat(open.lastInbound().map(OpenDeal.LastInbound::name)).contains("Helen Marsh");
        assertThat(only().clock().reason()).isEqualTo("2 people at the buyer spoke with us");
    }

    @Test
    void everyBuyerWhoSpokeIsHeardInTheTeam() {
        uploads.add(upload(CALL.replace("Visitor Nobody Knows", "Raj Menon"), "call.vtt"));

        assertThat(new Deals(crm.jdbc).team(deal)).extracting(Deals.Buyer::name, Deals.Buyer::wroteAt)
                .contains(org.assertj.core.groups.Tuple.tuple("Raj Menon", Optional.of(YESTERDAY)));
    }

    @Test
    void amongOurselvesNothingMoves() {
        uploads.add(upload("""
                Anna Reyes: Shall we call them?

                Jonas Weir: Let us wait a week.

                Anna Reyes: Fine.
                """, "transcript.txt"));

        assertThat(only().clock().moves()).isFalse();
        assertThat(only().clock().reason()).isEqualTo("nobody of the buyer spoke");
        assertThat(board.openDeal(deal).orElseThrow().lastInbound()).isEmpty();
    }

    @Test
    void wordsThatNobodyIsNamedForMoveNothing() {
        uploads.add(upload("""
                1
                00:00:01,000 --> 00:00:02,000
                Good morning.

                2
                00:00:03,000 --> 00:00:04,000
                We frozen the budget.
                """, "call.srt"));

        assertThat(only().clock().reason()).isEqualTo("the transcript does not say who spoke");
        assertThat(scored()).isZero();
    }

    @Test
    void notesMoveNothingAndAreNotScored() {
        uploads.add(upload("Talked to Helen today. She is delighted, ready to sign, the budget is there.", ""));

        assertThat(only().what().kind()).isEqualTo(Interaction.Kind.NOTES);
        assertThat(only().clock().reason()).isEqualTo("our own notes");
        assertThat(scored()).isZero();
    }

    @Test
    void onlyWhatTheBuyerSaidIsScoredAndTheEvidenceStandsWhereItWasSaid() {
        uploads.add(upload(CALL, "call.vtt"));

        assertThat(scored()).isEqualTo(1);
        ActivityView.Scored score = only().score().orElseThrow();
        String whole = "Pilot review\n\n" + only().what().body();
        List<String> phrases = Json.read(score.evidence(), EVIDENCE).stream()
                .map(e -> whole.substring(e.start(), e.end())).toList();
        assertThat(score.value()).isNegative();
        assertThat(phrases).isNotEmpty().anyMatch(phrase -> phrase.contains("frozen"))
                .noneMatch(phrase -> phrase.contains("sign") || phrase.contains("great"));
        assertThat(board.openDeal(deal).orElseThrow().badNews()).isPresent();
    }

    @Test
    void theFileSaysWhenItWasWhereNobodyElseDoes() {
        Uploaded uploaded = uploads.add(new Upload(deal, crm.anna, bytes(CALL),
                "GMT20261117-140203_Recording.transcript.vtt", "", Optional.empty(), Optional.empty()));

        assertThat(uploaded.at()).isEqualTo(Instant.parse("2026-11-17T14:02:03Z"));
    }

    @Test
    void whatCannotBeTakenIsRefusedWithTheReason() {
        assertRefused(new Upload(deal, crm.anna, bytes(CALL), "call.vtt", "", Optional.empty(), Optional.empty()),
                Reason.NO_DATE);
        assertRefused(new Upload(deal, crm.anna, bytes(CALL), "call.vtt", "",
                Optional.of(Crm.NOW.plusSeconds(60)), Optional.empty()), Reason.NOT_A_DATE);
        assertRefused(upload("", ""), Reason.EMPTY);
        assertRefused(upload(" \n\t ", ""), Reason.EMPTY);
        assertRefused(upload("\u0000\u0001\u0002\u0000binary\u0000\u0003", "call.bin"), Reason.NOT_A_TEXT);
        assertRefused(upload("a ".repeat(9 * 1024 * 1024), "long.txt"), Reason.TOO_LARGE);
        assertRefused(new Upload(new OpportunityId(4711), crm.anna, bytes(CALL), "", "", Optional.of(YESTERDAY),
                Optional.empty()), Reason.UNKNOWN_DEAL);
        assertThat(crm.count("interaction")).isZero();
    }

    @Test
    void anOutcomeIsReadFromTheWordsOrChosen() {
        Uploaded read = uploads.add(upload("Nobody showed up. They did not come.", ""));
        Uploaded chosen = uploads.add(new Upload(deal, crm.anna, bytes(CALL), "call.vtt", "", Optional.of(YESTERDAY),
                Optional.of(new MeetingOutcome(MeetingOutcome.Kind.OTHER, "pilot accepted"))));

        assertThat(read.outcome().map(MeetingOutcome::kind)).contains(MeetingOutcome.Kind.NO_SHOW);
        assertThat(chosen.outcome()).contains(new MeetingOutcome(MeetingOutcome.Kind.OTHER, "pilot accepted"));
        assertThat(timeline()).extracting(a -> a.outcome().map(ActivityView.Outcome::by).orElse("none"))
                .containsExactlyInAnyOrder("", "Anna Reyes");
    }

    @Test
    void aMeetingToWhichNobodyCameDoesNotMoveTheClockUntilThatIsCorrected() {
        Uploaded call = uploads.add(upload(CALL, "call.vtt"));

        outcomes.set(call.activity(), Optional.of(new MeetingOutcome(MeetingOutcome.Kind.NO_SHOW, "")), crm.anna,
                Optional.empty());
        assertThat(only().clock().moves()).isFalse();
        assertThat(only().clock().reason()).isEqualTo("nobody came");
        assertThat(only().outcome().map(ActivityView.Outcome::by)).contains("Anna Reyes");

        outcomes.set(call.activity(), Optional.empty(), crm.anna, Optional.empty());
        assertThat(only().clock().moves()).isTrue();
        assertThat(only().clock().reason()).isEqualTo("2 people at the buyer spoke with us");
        assertThat(only().outcome()).isEmpty();
    }

    @Test
    void anOutcomeIsForThoseOfTheDealAndForMeetings() {
        Uploaded call = uploads.add(upload(CALL, "call.vtt"));
        MeetingOutcome next = new MeetingOutcome(MeetingOutcome.Kind.NEXT_STEP, "");
        crm.record(crm.annasMailbox, io.lamplighter.crm.Mail.from("helen@oakhanger.example")
                .to("anna@seller.example").in("INBOX/1/1"));
        ActivityView mail = timeline().stream().filter(a -> !a.mayHaveOutcome()).findFirst().orElseThrow();

        assertThat(outcomes.set(call.activity(), Optional.of(next), crm.jonas, Optional.of(crm.jonas.id()))).isEmpty();
        assertThat(outcomes.set(mail.id(), Optional.of(next), crm.anna, Optional.empty())).isEmpty();
        assertThat(outcomes.set(call.activity(), Optional.of(next), crm.anna, Optional.of(crm.anna.id()))).isPresent();
    }

    private Upload upload(String text, String fileName) {
        return new Upload(deal, crm.anna, bytes(text), fileName, "Pilot review", Optional.of(YESTERDAY),
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<ActivityView> timeline() {
        return new Timelines(crm.jdbc).of(deal, Timelines.Show.EVERYTHING, Timelines.Before.theFuture(), 10);
    }

    private ActivityView only() {
        return timeline().getFirst();
    }

    private int scored() {
        return new ScoreBacklog(crm.jdbc, crm.database.transaction(), Scorers.standard(), crm.clock).scoreNewest(10,
                Instant.EPOCH);
    }

    private void assertRefused(Upload upload, Reason reason) {
        assertThatThrownBy(() -> uploads.add(upload)).isInstanceOfSatisfying(UploadRefused.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
