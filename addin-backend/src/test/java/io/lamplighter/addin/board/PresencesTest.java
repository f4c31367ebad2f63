// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Participant.Role;
import io.lamplighter.ingest.sync.Attendance;
import io.lamplighter.ingest.sync.Conversation.Side;
import io.lamplighter.ingest.sync.PlannedMeeting.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresencesTest {

    private final List<Participant> invited = List.of(new Participant(Role.FROM, "Tomas Quill", "tomas@f.example"),
            new Participant(Role.TO, "Celia Drummond", "celia@m.example"),
            new Participant(Role.TO, "Hugo Lentz", "hugo@m.example"),
            new Participant(Role.TO, "Ravi Sethi", "ravi@m.example"));
    private final Attendance.Person tomas = new Attendance.Person("Tomas Quill", "tomas@f.example", Side.OURS, 1800);
    private final Attendance.Person celia = new Attendance.Person("Celia Drummond", "celia@m.example", Side.BUYER,
            1740);

    @Test
    void saysWhoCameAndWhoDidNot() {
        assertThat(came(tomas, celia)).isEqualTo("Celia Drummond (29 min) came, and of us Tomas Quill."
                + " Hugo Lentz did not come. Ravi Sethi declined.");
    }

    @Test
    void saysWhereOnlyWeCame() {
        assertThat(came(tomas)).isEqualTo("Only we came: Tomas Quill. Celia Drummond and Hugo Lentz did not come."
                + " Ravi Sethi declined.");
    }

    @Test
    void saysNothingOfAbsenceWhereSomebodyCameWhomNobodyKnows() {
        assertThat(came(tomas, celia, new Attendance.Person("Meeting room 3", "", Side.BUYER, 1800)))
                .isEqualTo("Celia Drummond (29 min) and Meeting room 3 (30 min) came, and of us Tomas Quill.");
    }

    private String came(Attendance.Person... people) {
        return new Presences(SampleViews.WORDS).of(invited, Map.of("ravi@m.example", Answer.DECLINED),
                new Attendance(SampleViews.NOW, SampleViews.NOW, List.of(people)));
    }
}
