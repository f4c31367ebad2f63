// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import io.lamplighter.crm.match.Match;
import io.lamplighter.crm.sql.Digest;
import io.lamplighter.crm.warning.ClockRule;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.ThreadRefs;
import io.lamplighter.ingest.sync.PlannedMeeting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A meeting as it is to be stored.
 *
 * @param ifHeld what the clock makes of it once it is over, if nobody says otherwise
 */
record MeetingFacts(PlannedMeeting planned, Interaction interaction, List<Match> matches, ClockRule.Verdict ifHeld) {

    /** What is stored beside the interaction, as JSON. */
    record Plan(Instant start, Instant end, boolean allDay, boolean cancelled, String location, String link,
            Map<String, PlannedMeeting.Answer> answers) {}

    static MeetingFacts of(PlannedMeeting planned, Interaction interaction, List<Match> matches, OwnAddresses own) {
        List<Participant> others = planned.people().stream().filter(p -> !own.includes(p)).toList();
        List<Participant> ours = planned.people().stream().filter(own::includes).toList();
        int expected = (int) others.stream().filter(planned::expects).count();
        // Whoever the invitation was passed on to is often not on it: then somebody of us comes all the same.
        boolean weCome = ours.isEmpty() || ours.stream().anyMatch(planned::expects);
        Optional<Boolean> byBuyer = planned.people().stream().filter(p -> p.role() == Participant.Role.FROM)
                .map(p -> !own.includes(p)).findFirst();
        return new MeetingFacts(planned, interaction, matches, ClockRule.judge(planned.cancelled(), planned.allDay(),
                new ClockRule.Expected(expected, others.size() - expected, weCome, byBuyer)));
    }

    /** The meeting in the words of all interactions: its organiser wrote it, its description is the text. */
    static Interaction interaction(PlannedMeeting planned, OwnAddresses own) {
        boolean others = planned.people().stream().anyMatch(p -> !own.includes(p));
        boolean theirs = planned.people().stream().anyMatch(p -> !own.includes(p) && planned.expects(p));
        Direction direction = theirs ? Direction.INBOUND : others ? Direction.OUTBOUND : Direction.INTERNAL;
        return new Interaction(Interaction.Kind.MEETING, new ThreadRefs("", List.of()), direction,
                new Origin(Origin.Kind.PERSON, "a meeting in calendars or invitations"), planned.start(),
                Optional.empty(), planned.people(), planned.title(), new Text(planned.description(), "", "", false),
                List.of(), Optional.empty(), List.of());
    }

    UUID key() {
        return Digest.of("meeting", planned.uid(), planned.occurrence().map(Instant::toString).orElse(""));
    }

    Plan plan() {
        return new Plan(planned.start(), planned.end(), planned.allDay(), planned.cancelled(), planned.location(),
                planned.link(), planned.answers());
    }
}
