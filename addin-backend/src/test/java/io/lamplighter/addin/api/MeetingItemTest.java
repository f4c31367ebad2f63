// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction.Kind;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Participant.Role;
import io.lamplighter.ingest.sync.Attendance;
import io.lamplighter.ingest.sync.Conversation.Side;
import io.lamplighter.ingest.sync.PlannedMeeting.Answer;
import io.lamplighter.ingest.sync.Said;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MeetingItemTest {

    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-11-20T11:00:00Z");

    private final ActivityView.Plan plan = new ActivityView.Plan(TEN, ELEVEN, false, false, "Room 3", "",
            Map.of("celia@m.example", Answer.ACCEPTED));
    private final Attendance came = new Attendance(TEN, ELEVEN, List.of(
            new Attendance.Person("Celia Drummond", "celia@m.example", Side.BUYER, 1740),
            new Attendance.Person("Notetaker", "", Side.NOBODY, 3600)));

    @Test
    void saysWhoWasInvitedWhoAnsweredAndWhoCameForHowLong() {
        String json = JsonMapper.shared()
                .writeValueAsString(MeetingItem.of(meeting(Optional.of(plan), Optional.of(came))));

        assertThat(json).contains("\"start\":\"2026-11-20T10:00:00Z\"", "\"location\":\"Room 3\"",
                "{\"name\":\"Celia Drummond\",\"address\":\"Celia@m.example\",\"answer\":\"accepted\"}",
                "{\"name\":\"Hugo Lentz\",\"address\":\"hugo@m.example\",\"answer\":null}",
                "{\"name\":\"Celia Drummond\",\"address\":\"celia@m.example\",\"side\":\"buyer\",\"seconds\":1740}",
                "\"side\":\"nobody\"");
    }

    @Test
    void saysNothingOfWhoCameWhereThatIsNotKnown() {
        assertThat(MeetingItem.of(meeting(Optional.of(plan), Optional.empty()))).isNotNull()
                .extracting(MeetingItem::attendance).isNull();
    }

    @Test
    void aMailIsNoMeeting() {
        assertThat(MeetingItem.of(meeting(Optional.empty(), Optional.empty()))).isNull();
    }

    private static ActivityView.Interaction meeting(Optional<ActivityView.Plan> plan, Optional<Attendance> came) {
        return new ActivityView.Interaction(1, Kind.MEETING, TEN, Direction.INBOUND,
                new Origin(Origin.Kind.PERSON, "a meeting"), "", "", List.of(
                        new Participant(Role.TO, "Celia Drummond", "Celia@m.example"),
                        new Participant(Role.TO, "Hugo Lentz", "hugo@m.example")),
                "Sign-off", "", 0, false, List.of(), List.of(), plan, came, Said.NOTHING);
    }
}
