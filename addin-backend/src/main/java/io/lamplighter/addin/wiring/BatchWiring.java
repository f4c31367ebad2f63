// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.lamplighter.addin.batch.BatchDesk;
import io.lamplighter.addin.batch.BatchParts;
import io.lamplighter.addin.batch.BatchRunner;
import io.lamplighter.addin.batch.BatchStarts;
import io.lamplighter.addin.batch.ReadingStarts;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.ReadingChoices;
import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.oauth.OrganisationMailboxes;
import io.lamplighter.addin.oauth.Organisations;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.imap.ImapDiscovery;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Many mailboxes at once. */
@Configuration(proxyBeanMethods = false)
class BatchWiring {

    @Bean
    BatchParts batchParts(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, Clock clock) {
        return new BatchParts(jdbc, transaction, box, clock);
    }

    @Bean
    BatchDesk batchDesk(BatchParts parts, @Lazy SchedulerClient scheduler, Mailboxes mailboxes,
            Organisations organisations) {
        return parts.desk(scheduler, mailboxes, organisations);
    }

    @Bean
    BatchRunner batchRunner(BatchParts parts, MailboxConnections imap, ImapDiscovery discovery,
            Organisations organisations, OrganisationMailboxes ofOrganisations, ReadingStarts starts, Users users,
            MailboxSchedule schedule) {
        return parts.runner(new BatchParts.Ways(imap, discovery, organisations, ofOrganisations, starts), users,
                schedule);
    }

    @Bean
    BatchStarts batchStarts(JdbcClient jdbc, Mailboxes mailboxes, ReadingDesk readings) {
        return new BatchStarts(jdbc, mailboxes, readings);
    }

    @Bean
    ReadingStarts readingStarts(Mailboxes mailboxes, ReadingChoices choices) {
        return new ReadingStarts(mailboxes, choices);
    }

    /** On one node; one that dies leaves the rows it has not answered to another. */
    @Bean
    CustomTask<Void> batchTask(BatchRunner runner) {
        return Tasks.custom(BatchParts.TASK_NAME, Void.class).execute((batch, context) -> {
            try {
                runner.run(Long.parseLong(batch.getId()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
            }
            return (complete, operations) -> operations.remove();
        });
    }
}
