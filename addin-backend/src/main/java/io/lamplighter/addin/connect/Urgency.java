// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import com.github.kagkarlsson.scheduler.task.Priority;

/**
 * Which mailbox goes first when more are due than threads are free. What recurs (scoring, sending) is short and goes before all of
 * them, with the schedule's {@link Priority#HIGH}.
 */
enum Urgency {

    /** The rest of a mailbox that has been read in part. */
    HISTORY(Priority.LOW),

    /** A look whether there is something new. */
    ROUTINE(Priority.MEDIUM),

    /** Somebody has just connected it and waits to see the first of it. */
    CONNECTED(60),

    /** Something happened in it. */
    NEWS(70);

    private final int priority;

    Urgency(int priority) {
        this.priority = priority;
    }

    /** As the schedule counts: higher goes first. */
    int priority() {
        return priority;
    }
}
