// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.ingest.SetClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class GivingWayTest {

    private static final Instant NOW = Instant.parse("2026-11-19T09:42:00Z");

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();

    private final SetClock clock = new SetClock(NOW);
    private boolean threadsTaken = true;
    private final GivingWay way = new GivingWay(() -> threadsTaken, JDBC, clock);

    @BeforeEach
    void nothingIsDue() {
        JDBC.sql("delete from scheduled_tasks").update();
    }

    private static void isOnTheSchedule(String name, Urgency urgency, Instant at, boolean picked) {
        JDBC.sql("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
                values ('mailbox', :name, :at, :picked, 1, :priority)
                """).param("name", name).param("at", Timestamp.from(at)).param("picked", picked)
                .param("priority", urgency.priority()).update();
    }

    private static void waits(String name, Urgency urgency) {
        isOnTheSchedule(name, urgency, NOW.minusSeconds(1), false);
    }

    @Test
    void nobodyGivesWayWhereAThreadIsFree() {
        waits("1", Urgency.NEWS);
        threadsTaken = false;

        assertThat(way.isDue(true)).isFalse();
    }

    @Test
    void nobodyGivesWayToWhatIsNotDueYetOrHasBegun() {
        isOnTheSchedule("1", Urgency.NEWS, NOW.plusSeconds(1), false);
        isOnTheSchedule("2", Urgency.NEWS, NOW.minusSeconds(1), true);

        assertThat(way.isDue(true)).isFalse();
    }

    @Test
    void asManyGiveWayAsWaitAndThenThereIsTimeToBegin() {
        waits("1", Urgency.NEWS);
        waits("2", Urgency.CONNECTED);

        assertThat(way.isDue(true)).isTrue();
        assertThat(way.isDue(false)).isTrue();
        assertThat(way.isDue(true)).isFalse();

        clock.passes(Duration.ofSeconds(1));
        assertThat(way.isDue(true)).as("they wait still").isTrue();
    }

    @Test
    void aRoutineLookGoesBeforeHistoryAndNotBeforeNewMail() {
        waits("1", Urgency.ROUTINE);

        assertThat(way.isDue(false)).isFalse();
        assertThat(way.isDue(true)).isTrue();
    }

    @Test
    void historyGivesNoWayToOtherHistory() {
        waits("1", Urgency.HISTORY);

        assertThat(way.isDue(true)).isFalse();
    }
}
