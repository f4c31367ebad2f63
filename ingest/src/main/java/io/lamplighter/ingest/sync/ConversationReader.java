// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Conversation.Side;
import io.lamplighter.ingest.transcript.OutcomeHint;
import io.lamplighter.ingest.transcript.Recording.Began;
import io.lamplighter.ingest.transcript.Speakers;
import io.lamplighter.ingest.transcript.Speakers.Speaker;
import io.lamplighter.ingest.transcript.Speakers.Why;
import io.lamplighter.ingest.transcript.Transcript;
import io.lamplighter.ingest.transcript.TranscriptReader;
import io.lamplighter.ingest.transcript.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import io.lamplighter.ingest.transcript.MeetingCandidate;
import io.lamplighter.ingest.transcript.Recording;
import io.lamplighter.ingest.transcript.TranscriptMatch;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a conversation of a file of a transcript or notes. Pure; never throws. */
public final class ConversationReader {

    /** More octets than these are not read. */
    public static final int LONGEST = 16 * 1024 * 1024;

    /** As many people as names are compared with at once. */
    private static final int AT_ONCE = 500;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_HEADING = 80;

    private ConversationReader() {}

    /**
     * @param fileName may be empty
     * @param zone whose clock stands in the file where it names no zone
     */
    public static Conversation read(byte[] content, String fileName, Conversation.Sides sides, ZoneId zone) {
        Transcript transcript = TranscriptReader.read(content, fileName);
        boolean notes = transcript.format() == Transcript.Format.NOTES;
        Map<String, Voice> voices = voices(transcript, sides);
        List<Conversation.Turn> turns = transcript.turns().stream().filter(turn -> !turn.text().isBlank())
                .map(turn -> turn(turn, voices)).toList();
        return new Conversation(notes ? Interaction.Kind.NOTES : Interaction.Kind.TRANSCRIPT,
                title(transcript, notes), transcript.recording().began().map(began -> instant(began, zone)), turns,
                notes ? transcript.text() : "", outcome(transcript),
                !transcript.warnings().contains(TranscriptReader.NOT_A_TEXT), transcript.warnings());
    }

    /**
     * The meeting that a file belongs to: the same link, or it began when the meeting did and who spoke was invited. Never the
     * better of two that fit about as well.
     *
     * @param beside a link or number that came with the file; may be empty
     * @param at when it began, where that is known from elsewhere
     * @return the key of one of the occasions
     */
    public static Optional<String> occasion(byte[] content, String fileName, String beside, Optional<Instant> at,
            ZoneId zone, List<Conversation.Occasion> occasions) {
        return occasion(TranscriptReader.read(content, fileName), beside, at, zone, occasions);
    }

    static Optional<String> occasion(Transcript transcript, String beside, Optional<Instant> at, ZoneId zone,
            List<Conversation.Occasion> occasions) {
        Recording recording = transcript.recording();
        Optional<Began> began = at.map(known -> new Began(LocalDateTime.ofInstant(known, ZoneOffset.UTC),
                ZoneOffset.UTC, false)).or(recording::began);
        Transcript dated = new Transcript(transcript.format(), transcript.turns(), transcript.text(),
                new Recording(recording.title(), recording.links(), began), transcript.warnings());
        return TranscriptMatch.find(dated, beside, zone, occasions.stream()
                .map(o -> new MeetingCandidate(o.key(), o.title(), o.start(), o.end(), o.link(), o.people())).toList())
                .map(TranscriptMatch::key);
    }

    private record Voice(Side side, Optional<Participant> who) {
        static final Voice NOBODY = new Voice(Side.NOBODY, Optional.empty());
    }

    private static Map<String, Voice> voices(Transcript transcript, Conversation.Sides sides) {
        List<Participant> expected = new ArrayList<>(sides.sellers());
        expected.addAll(sides.buyers());
        Map<String, Speaker> ours = ours(transcript, sides);
        Map<String, Voice> voices = new HashMap<>();
        for (Speaker speaker : Speakers.resolve(transcript, expected).all()) {
            voices.put(speaker.label(), voice(speaker, ours.getOrDefault(speaker.label(), speaker), sides));
        }
        // Beyond the names that are resolved: a name all the same.
        transcript.speakers().forEach(
                label -> voices.putIfAbsent(label, new Voice(Side.BUYER, Optional.empty())));
        return voices;
    }

    /** The surest answer for each name among everybody of us. */
    private static Map<String, Speaker> ours(Transcript transcript, Conversation.Sides sides) {
        List<Participant> all = new ArrayList<>(sides.sellers());
        all.addAll(sides.colleagues());
        Map<String, Speaker> ours = new HashMap<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<Participant> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            Speakers.resolve(transcript, some).all().forEach(speaker -> ours.merge(speaker.label(), speaker,
                    (one, other) -> other.why().compareTo(one.why()) < 0 ? other : one));
        }
        return ours;
    }

    /**
     * Our words must not pass for the buyer's: whoever has the name of one of us is one of us, unless somebody at the buyer
     * is meant at least as surely.
     */
    private static Voice voice(Speaker expected, Speaker ours, Conversation.Sides sides) {
        boolean surer = ours.who() != null && ours.why().compareTo(expected.why()) < 0;
        if (surer || expected.who() == null && ours.why() == Why.AMBIGUOUS) {
            return new Voice(Side.OURS, ours.participant());
        }
        boolean buyer = expected.who() == null || sides.buyers().contains(expected.who());
        return new Voice(buyer ? Side.BUYER : Side.OURS, expected.participant());
    }

    private static Conversation.Turn turn(Turn turn, Map<String, Voice> voices) {
        Voice voice = voices.getOrDefault(turn.speaker(), Voice.NOBODY);
        Duration start = turn.start();
        return new Conversation.Turn(turn.speaker(), voice.side(), voice.who(),
                start == null || start.isNegative() || start.toDays() > 1
                        ? OptionalInt.empty()
                        : OptionalInt.of((int) start.toSeconds()),
                turn.text());
    }

    /** The first line of notes is their title only where it looks like a heading. */
    private static String title(Transcript transcript, boolean notes) {
        String title = transcript.recording().title().strip();
        boolean heading = title.length() <= LONGEST_HEADING && !title.matches("(?s).*[.!?。！？]")
                && !title.equals(transcript.text().strip());
        return notes && !heading ? "" : title.substring(0, Math.min(title.length(), LONGEST_TITLE));
    }

    private static Instant instant(Began began, ZoneId zone) {
        if (began.day()) {
            return began.at().toLocalDate().atTime(LocalTime.NOON).atZone(zone).toInstant();
        }
        return began.zone() == null ? began.at().atZone(zone).toInstant() : began.at().toInstant(began.zone());
    }

    /** Of several, what says most about the buyer: that nobody came, before that there is a new date. */
    private static Optional<MeetingOutcome> outcome(Transcript transcript) {
        List<OutcomeHint> hints = OutcomeHint.in(transcript);
        return List.of(OutcomeHint.Kind.NO_SHOW, OutcomeHint.Kind.CANCELLED, OutcomeHint.Kind.RESCHEDULED,
                OutcomeHint.Kind.NEXT_STEP).stream()
                .flatMap(kind -> hints.stream().filter(hint -> hint.kind() == kind)).findFirst()
                .map(hint -> new MeetingOutcome(kind(hint.kind()), hint.phrase()));
    }

    private static MeetingOutcome.Kind kind(OutcomeHint.Kind kind) {
        return switch (kind) {
            case NEXT_STEP -> MeetingOutcome.Kind.NEXT_STEP;
            case NO_SHOW -> MeetingOutcome.Kind.NO_SHOW;
            case RESCHEDULED -> MeetingOutcome.Kind.RESCHEDULED;
            case CANCELLED -> MeetingOutcome.Kind.CANCELLED;
        };
    }
}
