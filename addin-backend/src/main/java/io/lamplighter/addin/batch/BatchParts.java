// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.oauth.OrganisationMailboxes;
import io.lamplighter.addin.oauth.Organisations;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.imap.ImapDiscovery;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Builds what works on batches from what the application has. */
public final class BatchParts {

    public static final String TASK_NAME = BatchSchedule.TASK_NAME;

    private final Batches batches;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public BatchParts(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, Clock clock) {
        this.batches = new Batches(jdbc, transaction, box, clock);
        this.transaction = transaction;
        this.clock = clock;
    }

    public BatchDesk desk(SchedulerClient scheduler, Mailboxes mailboxes, Organisations organisations) {
        return new BatchDesk(batches, new BatchSchedule(scheduler, clock), mailboxes, organisations, clock);
    }

    /** How a mailbox is opened. */
    public record Ways(MailboxConnections imap, ImapDiscovery discovery, Organisations organisations,
            OrganisationMailboxes ofOrganisations, ReadingStarts starts) {}

    public BatchRunner runner(Ways ways, Users users, MailboxSchedule schedule) {
        return new BatchRunner(batches,
                new Way(ways.imap(), ways.discovery(), ways.organisations(), ways.ofOrganisations(), ways.starts()),
                users, schedule, transaction);
    }
}
