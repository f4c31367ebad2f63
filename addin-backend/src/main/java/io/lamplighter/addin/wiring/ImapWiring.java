// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.MailboxWatches;
import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.addin.connect.OutsideHttp;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.connect.WatchEvents;
import io.lamplighter.addin.connect.WatchLeases;
import io.lamplighter.addin.oauth.TokenMailboxes;
import io.lamplighter.addin.oauth.TokenSources;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.imap.ImapDiscovery;
import io.lamplighter.ingest.mailbox.ForwardClock;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What IMAP needs beside its connector. */
@Configuration(proxyBeanMethods = false)
class ImapWiring {

    private static final Duration LOOKED_AT_EVERY = Duration.ofMinutes(1);

    @Bean
    OutsideHosts outsideHosts(NetworkSettings settings) {
        return new OutsideHosts(settings.privateHosts());
    }

    @Bean
    WatchLeases watchLeases(LeaseDatabase leases, JdbcClient jdbc, ThisNode node) {
        return new WatchLeases(leases.jdbc(), jdbc, node.id());
    }

    /** Begins when the application is ready, and ends before its database does. */
    @Bean
    MailboxWatches mailboxWatches(ImapConnector connector, MailboxSchedule schedule, WatchLeases leases,
            SyncSettings settings, ForwardClock clock) {
        return new MailboxWatches(connector, schedule, leases, settings.lease(), clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> watchingBegins(MailboxWatches watches) {
        return ready -> watches.start();
    }

    @Bean
    WatchEvents watchEvents(JdbcClient jdbc, TransactionTemplate transaction) {
        return new WatchEvents(jdbc, transaction);
    }

    /** One node looks for all. */
    @Bean
    Task<Void> watchEventsTask(WatchEvents events, Clock clock) {
        return Tasks.recurring("watch-events", FixedDelay.of(LOOKED_AT_EVERY))
                .execute((task, context) -> events.look(clock.instant()));
    }

    @Bean
    ImapDiscovery imapDiscovery() {
        return new ImapDiscovery();
    }

    @Bean
    TokenSources tokenSources(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, OutsideHosts hosts,
            Clock clock) {
        return new TokenSources(jdbc, transaction, box, hosts, new OutsideHttp(), clock);
    }

    @Bean
    TokenMailboxes tokenMailboxes(TokenSources sources, MailboxConnections connections, Mailboxes mailboxes,
            Users users, MailboxSchedule schedule, TransactionTemplate transaction) {
        return new TokenMailboxes(sources, connections, mailboxes, users, schedule, transaction);
    }
}
