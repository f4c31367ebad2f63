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
import java.util.UUID;
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

    /** A node is another one at every start: what it held before is nobody's until the leases are over. */
    @Bean
    WatchLeases watchLeases(JdbcClient jdbc) {
        return new WatchLeases(jdbc, UUID.randomUUID().toString());
    }

    /** Begins when the application is ready, and ends before its database does. */
    @Bean
    MailboxWatches mailboxWatches(ImapConnector connector, ImapConnections connections, Mailboxes mailboxes,
            MailboxSchedule schedule, WatchLeases leases) {
        return MailboxWatches.of(connector, connections, mailboxes, schedule, leases);
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
