// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.calendar.CalendarReader;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.sync.Outcome;
import io.lamplighter.ingest.sync.Reading;
import io.lamplighter.ingest.transcript.Transcript;
import io.lamplighter.ingest.transcript.TranscriptReader;
import io.lamplighter.ingest.transcript.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleTranscriptTest {

    private static final Instant MORNING = Instant.parse("2026-11-02T09:00:00Z");
    private static final Instant NOON = MORNING.plus(Duration.ofHours(3));

    private final SetClock clock = new SetClock(NOON);
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final GoogleUser anna = google.user("anna@seller.example");
    private final SimulatedMeet meet = anna.meet();
    private final Bookkeeping ledger = new Bookkeeping();
    private final GoogleConnector connector = new GoogleConnector(id -> google.accountOf(anna), google.consentOf(anna),
            clock);
    private final Schedule schedule = new Schedule(connector, ledger, clock);

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void whatWasSpokenIsReadWithWhoSaidIt() {
        String record = meet.holds("abc-mnop-xyz", MORNING, NOON, "Anna Weber: Shall we sign on Friday?",
                "Helen Marsh: Yes, <if> legal & finance agree.");
        meet.writes(record);

        schedule.runs();

        Change.Spoken spoken = spoken(record);
        Transcript transcript = TranscriptReader.read(spoken.words(), spoken.fileName());
        assertThat(spoken.meeting()).isEqualTo("https://meet.google.com/abc-mnop-xyz");
        assertThat(spoken.began()).isEqualTo(MORNING);
        assertThat(transcript.format()).isEqualTo(Transcript.Format.WEBVTT);
        assertThat(transcript.speakers()).containsExactly("Anna Weber", "Helen Marsh");
        assertThat(transcript.turns()).extracting(Turn::text).containsExactly("Shall we sign on Friday?",
                "Yes, <if> legal & finance agree.");
    }

    @Test
    void aTranscriptIsWaitedForUntilGoogleHasWrittenIt() {
        String first = meet.holds("abc-mnop-xyz", MORNING, NOON.minusSeconds(600), "Anna: One.");
        String second = meet.holds("def-mnop-xyz", MORNING, NOON.minusSeconds(300), "Anna: Two.");
        meet.writes(second);
        schedule.runs();
        assertThat(ledger.stored("transcripts/")).containsExactly(second + "/transcripts/t1");
        clock.passes(Duration.ofMinutes(30));
        meet.writes(first);

        schedule.runs();

        assertThat(ledger.stored("transcripts/")).hasSize(2);
        assertThat(ledger.givenTwice()).isEmpty();
    }

    @Test
    void oneThatIsNeverWrittenIsNotWaitedForLongerThanADay() {
        meet.holds("abc-mnop-xyz", MORNING, NOON.minusSeconds(600), "Anna: One.");
        schedule.runs();
        clock.passes(Duration.ofHours(25));
        schedule.runs();
        int before = google.requests().size();

        schedule.runs();

        // Mail, calendar, and one question about meetings.
        assertThat(google.requests().size() - before).isEqualTo(3);
    }

    @Test
    void aRoomThatIsUsedAgainHasATranscriptForEachMeeting() {
        for (int day = 0; day < 3; day++) {
            Instant began = MORNING.minus(Duration.ofDays(day));
            meet.writes(meet.holds("abc-mnop-xyz", began, began.plusSeconds(1800), "Anna: Day " + day));
        }

        schedule.runs();

        assertThat(ledger.stored("transcripts/")).hasSize(3);
        assertThat(ledger.givenTwice()).isEmpty();
    }

    @Test
    void aLongTranscriptIsReadToItsEnd() {
        String record = meet.holds("abc-mnop-xyz", MORNING, NOON,
                IntStream.range(0, 250).mapToObj(i -> (i % 2 == 0 ? "Anna: " : "Helen: ") + "Sentence " + i)
                        .toArray(String[]::new));
        meet.writes(record);

        schedule.runs();

        assertThat(new String(spoken(record).words(), StandardCharsets.UTF_8)).contains("Sentence 249");
    }

    @Test
    void meetingsWithoutATranscriptAreNoWords() {
        meet.holds("abc-mnop-xyz", MORNING, NOON);

        schedule.runs();

        assertThat(ledger.stored("transcripts/")).isEmpty();
        assertThat(ledger.stored("attendance/")).isEmpty();
    }

    @Test
    void whoJoinedIsToldAlsoWhereNothingWasWrittenDown() {
        String record = meet.holds("abc-mnop-xyz", MORNING, NOON);
        meet.attends(record, "Anna Weber", "Helen Marsh");

        schedule.runs();

        Change.Attended attended = ((Reading.Attended) ledger.reading("attendance/" + record)).report();
        assertThat(attended.meeting()).isEqualTo("https://meet.google.com/abc-mnop-xyz");
        assertThat(attended.began()).isEqualTo(MORNING);
        assertThat(attended.people()).extracting(Change.Presence::name).containsExactly("Anna Weber", "Helen Marsh");
        assertThat(attended.people()).extracting(Change.Presence::stayed).containsOnly(Duration.between(MORNING, NOON));
        assertThat(ledger.givenTwice()).isEmpty();
    }

    @Test
    void faultsCostTimeButNoWords() {
        for (int i = 0; i < 12; i++) {
            Instant began = MORNING.minus(Duration.ofHours(i));
            meet.writes(meet.holds("abc-mnop-xyz", began, began.plusSeconds(1800), "Anna: Hour " + i, "Helen: Yes."));
        }
        google.plays(FaultScripts.outages(11).and(FaultScripts.emptyPages()).and(FaultScripts.truncatedJson(17)));
        schedule.runs();

        assertThat(ledger.stored("transcripts/")).hasSize(12);
        assertThat(ledger.givenTwice()).isEmpty();
    }

    private String written(String code, int hoursAgo) {
        Instant began = NOON.minus(Duration.ofHours(hoursAgo));
        String record = meet.holds(code, began, began.plusSeconds(1800), "Anna: We spoke.", "Helen: Yes.");
        meet.writes(record);
        return record;
    }

    private static FaultScript refusing(String what, int status) {
        return (request, normally) -> String.join("/", request.path()).contains(what)
                ? Answer.rpcError(status, "INTERNAL", "", "Internal error encountered.")
                : normally.apply(request);
    }

    private void runs(int times) {
        for (int run = 0; run < times; run++) {
            schedule.once();
            clock.passes(Duration.ofHours(1));
        }
    }

    /** Of the words alone, of all that Meet tells, or of everything; with an older transcript or without. */
    @ParameterizedTest
    @CsvSource({"/entries, 503, true", "/entries, 500, true", "/entries, 500, false", "/participants, 500, true",
            "v2/, 504, true", "'', 503, true"})
    void anOutageSpendsNoAttemptsOfATranscript(String what, int status, boolean another) {
        if (another) {
            written("abc-mnop-xyz", 6);
            schedule.runs();
        }
        written("def-mnop-xyz", 3);
        google.plays(refusing(what, status));

        runs(12);
        assertThat(ledger.unreadable()).isEmpty();
        google.plays(FaultScript.NONE);
        schedule.runs();

        assertThat(ledger.unreadable()).isEmpty();
        assertThat(ledger.stored("transcripts/")).hasSize(another ? 2 : 1);
        assertThat(ledger.givenTwice()).isEmpty();
    }

    @Test
    void answersThatBreakOffSpendNoAttemptsOfATranscriptWhereAllDo() {
        written("abc-mnop-xyz", 6);
        schedule.runs();
        written("def-mnop-xyz", 3);
        google.plays((request, normally) -> request.path().getLast().equals("entries")
                ? Answer.connectionReset()
                : normally.apply(request));

        runs(8);
        google.plays(FaultScript.NONE);
        schedule.runs();

        assertThat(ledger.unreadable()).isEmpty();
        assertThat(ledger.stored("transcripts/")).hasSize(2);
    }

    @Test
    void oneThatIsRefusedAgainAndAgainIsSetAsideAndTheOthersAreRead() {
        written("abc-mnop-xyz", 6);
        String broken = written("def-mnop-xyz", 4);
        written("ghi-mnop-xyz", 2);
        String mail = anna.receives("news");
        google.plays(refusing(broken + "/transcripts/t1/entries", 500));

        runs(1);
        assertThat(ledger.stored("transcripts/")).hasSize(2);
        assertThat(ledger.stored("mail/")).containsExactly(mail);
        assertThat(ledger.unreadable()).isEmpty();
        runs(3);

        assertThat(ledger.unreadable()).containsExactly("transcripts/" + broken + "/transcripts/t1");
        assertThat(ledger.stored("attendance/")).contains(broken);
        assertThat(schedule.once()).isInstanceOf(Outcome.UpToDate.class);
        google.plays(FaultScript.NONE);
        try (MailboxSession session = connector.open(new MailboxId(1))) {
            assertThat(session.fetch(List.of(new SourceId(ledger.unreadable().getFirst())))).singleElement()
                    .isInstanceOf(Change.Spoken.class);
        }
    }

    @Test
    void theOnlyTranscriptThereIsIsSetAsideAfterADay() {
        String broken = written("def-mnop-xyz", 4);
        google.plays(refusing("/entries", 500));

        runs(24);
        assertThat(ledger.unreadable()).isEmpty();
        runs(1);

        assertThat(ledger.unreadable()).containsExactly("transcripts/" + broken + "/transcripts/t1");
        assertThat(schedule.once()).isInstanceOf(Outcome.UpToDate.class);
    }

    @Test
    void aMeetingOfWhichNotEvenTheTranscriptsAreListedIsSetAsideAndRepairedWhole() {
        written("abc-mnop-xyz", 6);
        String broken = written("def-mnop-xyz", 4);
        google.plays(refusing(broken + "/transcripts", 500));

        runs(4);

        assertThat(ledger.unreadable()).containsExactly("attendance/" + broken, "transcripts/" + broken);
        google.plays(FaultScript.NONE);
        try (MailboxSession session = connector.open(new MailboxId(1))) {
            assertThat(session.fetch(ledger.unreadable().stream().map(SourceId::new).toList())).hasSize(3)
                    .hasAtLeastOneElementOfType(Change.Attended.class)
                    .hasAtLeastOneElementOfType(Change.Vanished.class)
                    .hasAtLeastOneElementOfType(Change.Spoken.class);
        }
    }

    @Test
    void aTranscriptIsReadAgainOnRequestAndKeptWhenGoogleNoLongerHasIt() {
        String record = meet.holds("abc-mnop-xyz", MORNING, NOON, "Anna: One.");
        meet.writes(record);
        SourceId source = new SourceId("transcripts/" + record + "/transcripts/t1");

        try (MailboxSession session = connector.open(new MailboxId(1))) {
            assertThat(session.fetch(List.of(source))).singleElement().isInstanceOf(Change.Spoken.class);
            meet.forgets(record);
            assertThat(session.fetch(List.of(source))).isEmpty();
        }
    }

    @Test
    void theLinkIsTheMeetingsThatWasPlanned() {
        String event = anna.calendar().plans("Kick-off", MORNING, Duration.ofHours(1), "helen@buyer.example");
        anna.calendar().changes(event, Json.of("conferenceData", Json.of("conferenceId", "abc-mnop-xyz", "entryPoints",
                List.of(Json.of("entryPointType", "phone", "uri", "tel:+49-30-1"),
                        Json.of("entryPointType", "video", "uri", "https://meet.google.com/abc-mnop-xyz")))));
        String record = meet.holds("abc-mnop-xyz", MORNING, NOON, "Anna: One.");
        meet.writes(record);

        schedule.runs();

        assertThat(
                new CalendarReader(ZoneOffset.UTC)
                        .read(((Reading.Planned) ledger.reading("events/" + event)).notice().calendar()).meetings()
                        .getFirst().details().link())
                .isEqualTo(spoken(record).meeting());
    }

    @Test
    void nothingOfItIsInTheCursorThatCouldBeRead() {
        meet.writes(meet.holds("abc-mnop-xyz", MORNING, NOON, "Anna: Confidential."));
        schedule.runs();

        Cursor cursor = ledger.position(new MailboxId(1), "google");

        assertThat(cursor.token()).doesNotContain("Confidential").doesNotContain("http");
    }

    private Change.Spoken spoken(String record) {
        return ((Reading.Spoken) ledger.reading("transcripts/" + record + "/transcripts/t1")).recording();
    }
}
