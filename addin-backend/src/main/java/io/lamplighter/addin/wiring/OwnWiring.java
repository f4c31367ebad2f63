// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.addin.connect.ImapConnections;
import io.lamplighter.addin.connect.ImapForms;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxDesk;
import io.lamplighter.addin.connect.MailboxPageDesk;
import io.lamplighter.addin.connect.ReadingRights;
import io.lamplighter.addin.connect.WaysBack;
import io.lamplighter.addin.notify.MailNotifier;
import io.lamplighter.addin.oauth.OAuthProviders;
import io.lamplighter.addin.oauth.OAuthSite;
import io.lamplighter.addin.oauth.TokenMailboxes;
import io.lamplighter.addin.own.AgainDesk;
import io.lamplighter.addin.own.OwnMailboxDesk;
import io.lamplighter.addin.own.OwnMailboxes;
import io.lamplighter.addin.own.PasswordDesk;
import io.lamplighter.addin.own.SignInLinkDesk;
import io.lamplighter.addin.own.SignInLinks;
import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.imap.ImapDiscovery;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people do with their own mailboxes. */
@Configuration(proxyBeanMethods = false)
class OwnWiring {

    @Bean
    ImapForms imapForms(MailboxConnections connections, ImapDiscovery discovery) {
        return new ImapForms(connections, discovery);
    }

    @Bean
    WaysBack waysBack(ImapConnections imap, JdbcClient jdbc) {
        return new WaysBack(imap, new ReadingRights(jdbc));
    }

    @Bean
    OwnMailboxes ownMailboxes(Mailboxes mailboxes, OurAddresses ours, Users users) {
        return new OwnMailboxes(mailboxes, ours, users);
    }

    @Bean
    OwnMailboxDesk ownMailboxDesk(OwnMailboxes own, MailboxDesk desk, MailboxPageDesk detail, WaysBack ways) {
        return new OwnMailboxDesk(own, desk, detail, ways);
    }

    @Bean
    PasswordDesk passwordDesk(ImapConnections imap, MailboxConnections connections, TokenMailboxes tokens) {
        return new PasswordDesk(imap, connections, tokens);
    }

    @Bean
    SignInLinks signInLinks(JdbcClient jdbc, Clock clock) {
        return new SignInLinks(jdbc, clock);
    }

    @Bean
    SignInLinkDesk signInLinkDesk(SignInLinks links, Users users, MailNotifier mail, MailboxEvents events,
            OAuthSite site, Clock clock) {
        return new SignInLinkDesk(links, users, mail, events, site, clock);
    }

    @Bean
    AgainDesk againDesk(SignInLinks links, Mailboxes mailboxes, OAuthProviders providers, PasswordDesk passwords) {
        return new AgainDesk(links, mailboxes, providers, passwords);
    }
}
