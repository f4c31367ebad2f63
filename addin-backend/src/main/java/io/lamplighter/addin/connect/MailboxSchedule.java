// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.lamplighter.ingest.MailboxId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts mailboxes on the schedule that all nodes share, and wakes them. */
public final class MailboxSchedule {

    public static final String TASK_NAME = "mailbox";

    private static final String WANT = "update mailbox set wanted = true where mailbox_id = :mailbox";

    private static final String WANTED = "update mailbox set wanted = false where mailbox_id = :mailbox and wanted";

    private static final String URGENT = """
            update scheduled_tasks t
               set priority = case when m.history_complete_at is null then :connected else :news end
              from mailbox m
             where m.mailbox_id = :mailbox and t.task_name = :task and t.task_instance = :instance and not t.picked
            """;

    private static final String ORDINARY = """
            update scheduled_tasks t
               set priority = case when m.history_complete_at is null then :history else :routine end
              from mailbox m
             where m.mailbox_id = :mailbox and t.task_name = :task and t.task_instance = :instance
               and t.priority is distinct from case when m.history_complete_at is null then :history else :routine end
            """;

    private static final String PATIENT = """
            update scheduled_tasks
               set priority = :routine
             where task_name = :task and priority = :history and execution_time <= :before and not picked
            """;

    /** So long the history of a mailbox waits behind the looks for what is new. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final SchedulerClient scheduler;
    private final JdbcClient jdbc;
    private final Clock clock;

    public MailboxSchedule(SchedulerClient scheduler, JdbcClient jdbc, Clock clock) {
        this.scheduler = scheduler;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Lets the mailbox be read as soon as a node is free, before those of which there is only history to read. Where a run is going
     * on, which may have looked before it happened what should be read, another one follows. A process that ends before it comes
     * here is made up for by {@link Overlooked}.
     */
    public void wake(MailboxId mailbox) {
        if (!begin(mailbox)) {
            jdbc.sql(WANT).param("mailbox", mailbox.value()).update();
            // The run may have ended before it could see that.
            begin(mailbox);
        }
    }

    /** To be called when a run of a mailbox is over, before its next one is put on the schedule: that one is not urgent by itself. */
    public void isOver(MailboxId mailbox) {
        jdbc.sql(ORDINARY).param("history", Urgency.HISTORY.priority()).param("routine", Urgency.ROUTINE.priority())
                .param("mailbox", mailbox.value()).param("task", TASK_NAME).param("instance", mailbox.toString())
                .update();
    }

    /**
     * Lets history that has waited for long go like any other look: where looks alone are more than all nodes can make, it would
     * otherwise wait for ever.
     *
     * @return how many mailboxes have waited that long
     */
    public int hurryThePatient() {
        return jdbc.sql(PATIENT).param("routine", Urgency.ROUTINE.priority())
                .param("history", Urgency.HISTORY.priority()).param("task", TASK_NAME)
                .param("before", Timestamp.from(clock.instant().minus(PATIENCE))).update();
    }

    /** To be called once a run of a mailbox is over, and its next one is on the schedule or not. */
    public void makeUp(MailboxId mailbox) {
        if (wokenMeanwhile(mailbox)) {
            wake(mailbox);
        }
    }

    /**
     * To be asked by a run that will look for what is new if so. One that fails before it looks is tried again anyway, and a node
     * that dies is made up for as one that dies in any other moment of a run.
     *
     * @return whether it was {@link #wake woken} since the run began or this was asked before
     */
    public boolean wokenMeanwhile(MailboxId mailbox) {
        return jdbc.sql(WANTED).param("mailbox", mailbox.value()).update() > 0;
    }

    /** Returns whether a run begins after this moment for sure; not so when one is going on. */
    private boolean begin(MailboxId mailbox) {
        Instant now = clock.instant();
        if (scheduler.scheduleIfNotExists(new TaskInstance.Builder<Void>(TASK_NAME, mailbox.toString())
                .priority(Urgency.CONNECTED.priority()).scheduledTo(now))) {
            return true;
        }
        TaskInstanceId id = TaskInstanceId.of(TASK_NAME, mailbox.toString());
        return scheduler.getScheduledExecution(id).filter(e -> !e.isPicked()).isPresent() && madeUrgent(mailbox)
                && rescheduled(id, now);
    }

    private boolean madeUrgent(MailboxId mailbox) {
        return jdbc.sql(URGENT).param("connected", Urgency.CONNECTED.priority()).param("news", Urgency.NEWS.priority())
                .param("mailbox", mailbox.value()).param("task", TASK_NAME).param("instance", mailbox.toString())
                .update() > 0;
    }

    private boolean rescheduled(TaskInstanceId id, Instant now) {
        try {
            return scheduler.reschedule(id, now);
        } catch (TaskInstanceException begunMeanwhile) {
            // A node picked it up, or it came to its end, between the look and the change: as if a run were going on.
            return false;
        }
    }
}
