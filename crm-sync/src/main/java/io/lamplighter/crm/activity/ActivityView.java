// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.activity;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction.Kind;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Attendance;
import io.lamplighter.ingest.sync.AttendanceReader;
import io.lamplighter.ingest.sync.PlannedMeeting;
import io.lamplighter.ingest.sync.Said;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * One entry of a timeline: what happened, what it meant for the clock and the score, and why it is here.
 *
 * @param pausesUntil the end of the absence it announces
 * @param quotedLines how many lines of earlier messages it repeats
 * @param outcome what came of a meeting
 */
public record ActivityView(ActivityId id, Interaction what, Clock clock, Why why, Optional<Scored> score,
        List<Witness> witnesses, Optional<Outcome> outcome) {

    private static final TypeReference<Map<String, Attendance>> REPORTS = new TypeReference<>() {};

    public ActivityView {
        witnesses = List.copyOf(witnesses);
    }

    /** @param by who entered it; empty where the words of the meeting say so */
    public record Outcome(MeetingOutcome what, String by) {}

    /** Whether something may come of it: a mail has no outcome. */
    public boolean mayHaveOutcome() {
        return what.kind() != Kind.EMAIL;
    }

    /**
     * What was captured.
     *
     * @param turns spans of the body; empty for what one person wrote
     * @param plan of a meeting that calendars or invitations tell of
     * @param attendance who came to it, where that is known
     * @param said what a mail does with a meeting; {@link Said#NOTHING} for most
     */
    public record Interaction(long id, Kind kind, Instant at, Direction direction, Origin origin, String fromName,
            String fromAddress,
            List<Participant> participants, String subject, String body, int quotedLines, boolean forwarded,
            List<Attachment> attachments, List<SpokenTurn> turns, Optional<Plan> plan,
            Optional<Attendance> attendance, Said said) {}

    /**
     * A meeting as it is planned, or was.
     *
     * @param location may be empty, as may be the link
     * @param answers by lower-case address; whoever has not answered is not in it
     */
    public record Plan(Instant start, Instant end, boolean allDay, boolean cancelled, String location, String link,
            Map<String, PlannedMeeting.Answer> answers) {

        public Plan {
            answers = Map.copyOf(answers);
        }

        public boolean isAhead(Instant now) {
            return end.isAfter(now);
        }
    }

    /** @param stored the reports on a meeting by their sources; null where there are none */
    public static Optional<Attendance> attendance(@Nullable String stored) {
        return Optional.ofNullable(stored).map(reports -> AttendanceReader.together(Json.read(reports, REPORTS).values()
                .stream().sorted(Comparator.comparing(Attendance::began)).toList()));
    }

    /** What it meant for the clock. */
    public record Clock(boolean moves, String reason, Optional<Instant> pausesUntil) {}

    /**
     * Why it is on this deal.
     *
     * @param rule see {@code match.Match.Rule}
     * @param candidates the deals that came into question, as they were ranked then, as JSON
     */
    public record Why(String rule, double margin, String candidates) {}

    /** @param evidence {@code [{"start":..,"end":..,"contribution":..,"signal":..,"reason":..}]}, spans of subject, newline, body */
    public record Scored(double value, double confidence, double base, String evidence, String version, Instant at) {}

    /** A mailbox in which it was seen. */
    public record Witness(String ownerName, String address) {}
}
