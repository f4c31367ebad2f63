// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.transcript.TranscriptMatch.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranscriptMatchTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String ZOOM = "https://acme.zoom.us/j/82912345678?pwd=x";
    private static final String SAID = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna Smith>Hi\n\n"
            + "00:02.000 --> 00:03.000\n<v Ben Park>Hello\n";

    private static MeetingCandidate meeting(String key, String start, String link, String... names) {
        Instant at = Instant.parse(start);
        List<Participant> attendees = Stream.of(names)
                .map(name -> new Participant(Participant.Role.TO, name, name.replace(" ", "") + "@x.example")).toList();
        return new MeetingCandidate(key, "Pilot review", at, at.plus(Duration.ofMinutes(30)), link, attendees);
    }

    private static Optional<TranscriptMatch> match(String name, String beside, MeetingCandidate... candidates) {
        Transcript transcript = TranscriptReader.read(SAID.getBytes(StandardCharsets.UTF_8), name);
        return TranscriptMatch.find(transcript, beside, BERLIN, List.of(candidates));
    }

    @Test
    void theLinkDecides() {
        MeetingCandidate same = meeting("a", "2026-05-14T08:00:00Z", "Join " + ZOOM, "Carl Jones");
        MeetingCandidate other = meeting("b", "2026-05-14T08:00:00Z", "", "Anna Smith", "Ben Park");

        assertThat(match("", "https://us02web.zoom.us/j/82912345678", same, other))
                .contains(new TranscriptMatch("a", Rule.LINK, 1));
    }

    @Test
    void theNumberAloneDoesToo() {
        assertThat(match("", "829 1234 5678", meeting("a", "2026-05-14T08:00:00Z", ZOOM)))
                .contains(new TranscriptMatch("a", Rule.ID, 1));
    }

    @Test
    void oneLinkForAllWeeksNeedsTheDay() {
        MeetingCandidate first = meeting("first", "2026-05-07T08:00:00Z", ZOOM);
        MeetingCandidate second = meeting("second", "2026-05-14T08:00:00Z", ZOOM);

        assertThat(match("GMT20260514-080301_Recording.vtt", ZOOM, first, second)).map(TranscriptMatch::key)
                .contains("second");
        assertThat(match("Sync 2026-05-07.vtt", ZOOM, first, second)).map(TranscriptMatch::key).contains("first");
        assertThat(match("", ZOOM, first, second)).isEmpty();
        assertThat(match("GMT20260521-080301_Recording.vtt", ZOOM, first, second)).isEmpty();
    }

    @Test
    void timeAndAttendeesDecideTogether() {
        MeetingCandidate ours = meeting("ours", "2026-05-14T08:00:00Z", "", "Anna Smith", "Ben Park");
        MeetingCandidate theirs = meeting("theirs", "2026-05-14T08:00:00Z", "", "Carl Jones");
        MeetingCandidate later = meeting("later", "2026-05-14T12:00:00Z", "", "Anna Smith", "Ben Park");

        Optional<TranscriptMatch> match = match("Acme 2026-05-14 10.04.vtt", "", ours, theirs, later);

        assertThat(match).map(TranscriptMatch::key).contains("ours");
        assertThat(match).map(TranscriptMatch::rule).contains(Rule.TIME_AND_ATTENDEES);
    }

    @Test
    void twoThatFitAlikeAreNone() {
        MeetingCandidate one = meeting("one", "2026-05-14T08:00:00Z", "", "Anna Smith", "Ben Park");
        MeetingCandidate other = meeting("other", "2026-05-14T08:00:00Z", "", "Anna Smith", "Ben Park");

        assertThat(match("Acme 2026-05-14 10.04.vtt", "", one, other)).isEmpty();
    }

    @Test
    void neitherTimeNorAttendeesDecideAlone() {
        assertThat(match("Acme 2026-05-14 10.04.vtt", "", meeting("a", "2026-05-14T08:00:00Z", "", "Carl Jones")))
                .isEmpty();
        assertThat(match("", "", meeting("a", "2026-05-14T08:00:00Z", "", "Anna Smith", "Ben Park"))).isEmpty();
    }

    @Test
    void anotherRoomOfTheSameProgramIsAnotherMeeting() {
        MeetingCandidate other = meeting("a", "2026-05-14T08:00:00Z", ZOOM, "Anna Smith", "Ben Park");

        assertThat(match("Acme 2026-05-14 10.04.vtt", "https://zoom.us/j/99999999999", other)).isEmpty();
    }

    @Test
    void aTitleStandsInForSpeakersWithoutNames() {
        MeetingCandidate titled = meeting("a", "2026-05-14T08:00:00Z", "", "Carl Jones");

        assertThat(match("Pilot review-20260514_100200-Meeting Recording.vtt", "", titled)).map(TranscriptMatch::key)
                .contains("a");
    }
}
