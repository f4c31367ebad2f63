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
