// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.ingest.MailboxId;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes mailboxes that should be read and that the schedule does not know. A mailbox and its place on the schedule are two
 * transactions: a process that is killed between them, and a run that ends as paused in the moment in which somebody resumes it, leave
 * one without the other, and nobody would ever read it again.
 */
public final class Overlooked {

    private static final Logger LOG = LoggerFactory.getLogger(Overlooked.class);

    private final Executions executions;
    private final MailboxSchedule schedule;
    private final Set<String> connectors;

    /** @param connectors whose mailboxes can be read here */
    public Overlooked(Executions executions, MailboxSchedule schedule, Set<String> connectors) {
        this.executions = executions;
        this.schedule = schedule;
        this.connectors = Set.copyOf(connectors);
    }

    /**
     * Wakes as many of them as {@code limit}; the others are found again by the next call.
     *
     * @return how many
     */
    public int wake(int limit) {
        List<MailboxId> overlooked = executions.missing(connectors, limit);
        for (MailboxId mailbox : overlooked) {
            schedule.wake(mailbox);
            LOG.atInfo().addKeyValue("mailbox", mailbox).log("not on the schedule; put back");
        }
        return overlooked.size();
    }
}
