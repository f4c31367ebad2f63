// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;

/** Puts batches on the schedule that all nodes share. */
final class BatchSchedule {

    static final String TASK_NAME = "mailbox-batch";

    private final SchedulerClient scheduler;
    private final Clock clock;

    BatchSchedule(SchedulerClient scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** As soon as a node is free; one that is there already is left alone. */
    void begin(long batch) {
        scheduler.scheduleIfNotExists(new TaskInstance<>(TASK_NAME, Long.toString(batch)), clock.instant());
    }
}
