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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class OverlookedTest {

    private static final Instant NOW = Instant.parse("2026-11-19T09:42:00Z");

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();

    private final SchedulerClient scheduler = SchedulerClient.Builder
            .create(DATABASE.source(),
                    Tasks.custom(MailboxSchedule.TASK_NAME, Void.class).execute((mailbox, context) -> null))
            .build();
    private final MailboxSchedule schedule = new MailboxSchedule(scheduler, JDBC, Clock.fixed(NOW, ZoneOffset.UTC));
    private final Executions executions = new Executions(JDBC);
    private final Overlooked overlooked = new Overlooked(executions, schedule, Set.of("imap"));
    private final Mailboxes mailboxes = new Mailboxes(JDBC);

    @BeforeEach
    void nothingIsConnected() {
        JDBC.sql("delete from scheduled_tasks").update();
        JDBC.sql("delete from mailbox").update();
    }

    private MailboxId connected(String name) {
        User owner = new Users(JDBC).add("anna", "Anna", "anna@seller.example", User.Role.REP);
        MailboxId mailbox = mailboxes.add(owner, "imap", name + "@seller.example").orElseThrow();
        JDBC.sql("update mailbox set created_at = created_at - interval '2 minutes' where mailbox_id = :id")
                .param("id", mailbox.value()).update();
        return mailbox;
    }

    /** As a run does that finds the mailbox paused, or a process that is killed before it wakes what it has just connected. */
    private void isOffTheSchedule(MailboxId mailbox) {
        JDBC.sql("delete from scheduled_tasks where task_instance = :id").param("id", mailbox.toString()).update();
    }

    @Test
    void aMailboxThatIsNotOnTheScheduleIsPutBack() {
        MailboxId lost = connected("lost");

        assertThat(overlooked.wake(10)).isEqualTo(1);

        assertThat(executions.of(Set.of(lost)).get(lost)).isEqualTo(new Executions.Next(NOW, false, 0));
        assertThat(overlooked.wake(10)).isZero();
    }

    @Test
    void oneThatHasItsTurnLaterKeepsIt() {
        MailboxId waits = connected("waits");
        schedule.wake(waits);
        JDBC.sql("update scheduled_tasks set execution_time = execution_time + interval '1 hour'").update();

        assertThat(overlooked.wake(10)).isZero();

        assertThat(executions.of(Set.of(waits)).get(waits)).isEqualTo(
                new Executions.Next(NOW.plusSeconds(3600), false, 0));
    }

    @Test
    void oneThatIsJustBeingConnectedIsLeftToWhoeverDoesIt() {
        connected("new");
        JDBC.sql("update mailbox set created_at = now()").update();

        assertThat(overlooked.wake(10)).isZero();
    }

    @Test
    void whatIsNotToBeReadStaysOff() {
        mailboxes.pause(connected("paused"), true);
        mailboxes.await(connected("waiting"), true);
        mailboxes.failed(connected("shut"), NOW, "sign in again", Optional.empty());

        assertThat(overlooked.wake(10)).isZero();
    }

    /** Somebody resumes it while a run that saw it paused has not come to its end, and nobody makes up for it: its node is killed. */
    @Test
    void oneThatIsResumedWhileARunEndsAsPausedIsReadAllTheSame() {
        MailboxId resumed = connected("resumed");
        schedule.wake(resumed);
        mailboxes.pause(resumed, true);
        JDBC.sql("update scheduled_tasks set picked = true, picked_by = 'a'").update();
        mailboxes.pause(resumed, false);
        schedule.wake(resumed);
        isOffTheSchedule(resumed);

        assertThat(overlooked.wake(10)).isEqualTo(1);
        assertThat(executions.of(Set.of(resumed))).containsKey(resumed);
    }

    @Test
    void theyComeInPortionsAndNoneIsLeft() {
        connected("one");
        connected("two");
        connected("three");

        assertThat(overlooked.wake(2)).isEqualTo(2);
        assertThat(overlooked.wake(2)).isEqualTo(1);
        assertThat(overlooked.wake(2)).isZero();
    }
}
