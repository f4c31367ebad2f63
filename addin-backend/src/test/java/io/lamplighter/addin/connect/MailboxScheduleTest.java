// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class MailboxScheduleTest {

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();

    private final SetClock clock = new SetClock(Instant.parse("2026-11-19T09:42:00Z"));
    private final MailboxSchedule schedule = new MailboxSchedule(SchedulerClient.Builder
            .create(DATABASE.source(),
                    Tasks.custom(MailboxSchedule.TASK_NAME, Void.class).execute((mailbox, context) -> null))
            .enablePriority().build(), JDBC, clock);

    @BeforeEach
    void nothingIsConnected() {
        JDBC.sql("delete from scheduled_tasks").update();
        JDBC.sql("delete from mailbox").update();
    }

    private static MailboxId connected() {
        User owner = new Users(JDBC).add("anna", "Anna", "anna@seller.example", User.Role.REP);
        return new Mailboxes(JDBC).add(owner, "imap", "anna@seller.example").orElseThrow();
    }

    private static void hasAllOfItsHistory(MailboxId mailbox) {
        JDBC.sql("update mailbox set history_complete_at = now() where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value()).update();
    }

    private static int priority(MailboxId mailbox) {
        return JDBC.sql("select priority from scheduled_tasks where task_instance = :mailbox")
                .param("mailbox", mailbox.toString()).query(Integer.class).single();
    }

    @Test
    void whatIsJustConnectedIsUrgentAndTheRestOfItsHistoryIsNot() {
        MailboxId anna = connected();

        schedule.wake(anna);
        assertThat(priority(anna)).isEqualTo(Urgency.CONNECTED.priority());

        schedule.isOver(anna);
        assertThat(priority(anna)).isEqualTo(Urgency.HISTORY.priority());
    }

    @Test
    void newsAreUrgentOnceAndLooksAfterThemAreRoutine() {
        MailboxId anna = connected();
        schedule.wake(anna);
        hasAllOfItsHistory(anna);
        schedule.isOver(anna);
        assertThat(priority(anna)).isEqualTo(Urgency.ROUTINE.priority());

        schedule.wake(anna);
        assertThat(priority(anna)).isEqualTo(Urgency.NEWS.priority());

        schedule.isOver(anna);
        assertThat(priority(anna)).isEqualTo(Urgency.ROUTINE.priority());
    }

    @Test
    void historyThatHasWaitedForFiveMinutesGoesLikeARoutineLook() {
        MailboxId anna = connected();
        schedule.wake(anna);
        schedule.isOver(anna);

        clock.passes(Duration.ofMinutes(4));
        assertThat(schedule.hurryThePatient()).isZero();

        clock.passes(Duration.ofMinutes(1));
        assertThat(schedule.hurryThePatient()).isEqualTo(1);
        assertThat(priority(anna)).isEqualTo(Urgency.ROUTINE.priority());
    }
}
