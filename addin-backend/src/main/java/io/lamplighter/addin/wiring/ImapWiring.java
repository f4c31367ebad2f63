// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.addin.connect.ImapConnections;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.MailboxWatches;
import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.connect.WatchLeases;
import io.lamplighter.addin.oauth.TokenMailboxes;
import io.lamplighter.addin.oauth.TokenSources;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.imap.ImapDiscovery;
import java.time.Clock;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What IMAP needs beside its connector. */
@Configuration(proxyBeanMethods = false)
class ImapWiring {

    @Bean
    OutsideHosts outsideHosts(NetworkSettings settings) {
        return new OutsideHosts(settings.privateHosts());
    }

    @Bean
    WatchLeases watchLeases(JdbcClient jdbc, ThisNode node) {
        return new WatchLeases(jdbc, node.id());
    }

    /** Begins when the application is ready, and ends before its database does. */
    @Bean
    MailboxWatches mailboxWatches(ImapConnector connector, ImapConnections connections, Mailboxes mailboxes,
            MailboxSchedule schedule, WatchLeases leases, SyncSettings settings) {
        return MailboxWatches.of(connector, connections, mailboxes, schedule, leases, settings.lease());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> watchingBegins(MailboxWatches watches) {
        return ready -> watches.start();
    }

    @Bean
    ImapDiscovery imapDiscovery() {
        return new ImapDiscovery();
    }

    @Bean
    TokenSources tokenSources(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, OutsideHosts hosts,
            Clock clock) {
        return new TokenSources(jdbc, transaction, box, hosts, clock);
    }

    @Bean
    TokenMailboxes tokenMailboxes(TokenSources sources, MailboxConnections connections, Mailboxes mailboxes,
            Users users, MailboxSchedule schedule, TransactionTemplate transaction) {
        return new TokenMailboxes(sources, connections, mailboxes, users, schedule, transaction);
    }
}
