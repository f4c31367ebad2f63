// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.mailbox.Change.Presence;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.Conversation.Side;
import io.lamplighter.ingest.transcript.Recording;
import io.lamplighter.ingest.transcript.Speakers;
import io.lamplighter.ingest.transcript.Transcript;
import io.lamplighter.ingest.transcript.Turn;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out who joined a meeting, and which meeting it was. Pure. */
public final class AttendanceReader {

    /** What records for somebody is nobody. */
    private static final Pattern MACHINE = Pattern
            .compile("(?i).*(?:note-?\\s?taker|notetaker|otter\\.ai|otterpilot|fireflies"
                    + "|read\\.ai|meeting notes|fathom|tl;?dv|sembly|meetgeek|avoma|\\bgong\\b|chorus\\.ai|recorder|recording"
                    + "|copilot).*");
    private static final Pattern TELEPHONE = Pattern.compile("[+()\\d\\s*•.x-]{4,}");

    /** Whoever comes when it is over still came to it. */
    private static final Duration LATE = Duration.ofMinutes(30);

    private AttendanceReader() {}

    /** The meeting it is about: the same link at that time, or the same people. Never the better of two that fit as well. */
    public static Optional<String> occasion(Change.Attended report, List<Conversation.Occasion> occasions) {
        List<Conversation.Occasion> then = occasions.stream()
                .filter(o -> report.ended().isAfter(o.start()) && report.began().isBefore(o.end().plus(LATE)))
                .toList();
        return ConversationReader.occasion(transcript(report), report.meeting(), Optional.of(report.began()),
                ZoneOffset.UTC, then);
    }

    /**
     * @param sides who may have come
     * @param own whose address is ours although nobody expected them
     */
    public static Attendance read(Change.Attended report, Conversation.Sides sides, OwnAddresses own) {
        List<Participant> expected = new ArrayList<>(sides.sellers());
        expected.addAll(sides.buyers());
        expected.addAll(sides.colleagues());
        Speakers named = Speakers.resolve(transcript(report), expected);
        List<Attendance.Person> people = new ArrayList<>();
        for (Presence presence : people(report)) {
            Participant who = expected.stream().filter(p -> !presence.address().isEmpty()
                    && p.key().equals(presence.address().toLowerCase(Locale.ROOT)))
                    .min(Comparator.comparing(p -> p.name().isBlank()))
                    .or(() -> presence.address().isEmpty() ? named.who(presence.name()) : Optional.empty())
                    .orElse(new Participant(Participant.Role.SPEAKER, presence.name(), presence.address()));
            people.add(Attendance.person(presence,
                    isDoubtful(presence, named) ? Side.NOBODY : side(presence, who, sides, own), who));
        }
        return new Attendance(report.began(), report.ended(), people);
    }

    /** A name that could be one of us as well as one of them, or that is none: "Guest", "iPhone". */
    private static boolean isDoubtful(Presence presence, Speakers named) {
        return presence.address().isEmpty() && named.all().stream().anyMatch(s -> s.label().equals(presence.name())
                && (s.why() == Speakers.Why.AMBIGUOUS || s.why() == Speakers.Why.UNNAMED));
    }

    private static Side side(Presence presence, Participant who, Conversation.Sides sides, OwnAddresses own) {
        if (TELEPHONE.matcher(presence.name()).matches() || presence.name().isBlank() && presence.address().isEmpty()) {
            return Side.NOBODY;
        }
        boolean ours = own.includes(who) || sides.sellers().contains(who) || sides.colleagues().contains(who);
        return ours ? Side.OURS : Side.BUYER;
    }

    /** Names only, so that they are compared as those of a transcript are. */
    private static Transcript transcript(Change.Attended report) {
        List<Turn> turns = people(report).stream().filter(p -> !p.name().isBlank())
                .map(p -> new Turn(p.name(), null, null, "")).toList();
        return new Transcript(Transcript.Format.WEBVTT, turns, "",
                new Recording("", Set.of(), Optional.empty()), List.of());
    }

    private static List<Presence> people(Change.Attended report) {
        return report.people().stream().filter(p -> !MACHINE.matcher(p.name()).matches()).toList();
    }

    /** What several reports on one meeting say together, the earliest first. */
    public static Attendance together(List<Attendance> reports) {
        List<Attendance.Person> people = new ArrayList<>();
        for (Attendance report : reports) {
            for (Attendance.Person person : report.people()) {
                int known = -1;
                for (int i = 0; i < people.size(); i++) {
                    known = people.get(i).is(person) ? i : known;
                }
                if (known < 0) {
                    people.add(person);
                } else {
                    people.set(known, people.get(known).plus(person));
                }
            }
        }
        return new Attendance(reports.stream().map(Attendance::began).min(Comparator.naturalOrder()).orElseThrow(),
                reports.stream().map(Attendance::ended).max(Comparator.naturalOrder()).orElseThrow(), people);
    }
}
