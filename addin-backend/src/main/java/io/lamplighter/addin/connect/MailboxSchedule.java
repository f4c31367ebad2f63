// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Instant;

/** Puts mailboxes on the schedule that all nodes share, and wakes them. */
public final class MailboxSchedule {

    public static final String TASK_NAME = "mailbox";

    private final SchedulerClient scheduler;
    private final Clock clock;

    public MailboxSchedule(SchedulerClient scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Lets the mailbox be read as soon as a node is free; a run that is going on is left to end.
     *
     * @return whether a run begins after this moment for sure; not so when one is going on
     */
    public boolean wake(MailboxId mailbox) {
        Instant now = clock.instant();
        if (scheduler.scheduleIfNotExists(new TaskInstance<>(TASK_NAME, mailbox.toString()), now)) {
            return true;
        }
        TaskInstanceId id = TaskInstanceId.of(TASK_NAME, mailbox.toString());
        return scheduler.getScheduledExecution(id).filter(e -> !e.isPicked()).isPresent() && rescheduled(id, now);
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
