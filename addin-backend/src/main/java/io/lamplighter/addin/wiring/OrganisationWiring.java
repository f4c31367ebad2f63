// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.oauth.LettingIn;
import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.addin.oauth.OAuthDesk;
import io.lamplighter.addin.oauth.OAuthProviders;
import io.lamplighter.addin.oauth.OrganisationConsents;
import io.lamplighter.addin.oauth.OrganisationDesk;
import io.lamplighter.addin.oauth.OrganisationMailboxes;
import io.lamplighter.addin.oauth.OrganisationPageDesk;
import io.lamplighter.addin.oauth.OrganisationTokens;
import io.lamplighter.addin.oauth.Organisations;
import io.lamplighter.addin.oauth.Places;
import io.lamplighter.addin.oauth.Refusals;
import io.lamplighter.addin.oauth.StoppedMailboxes;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.google.GoogleConnector;
import io.lamplighter.ingest.graph.GraphConnector;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Organisations that let us in as a whole. */
@Configuration(proxyBeanMethods = false)
class OrganisationWiring {

    @Bean
    Places places(ProviderSettings settings) {
        return new Places(settings.microsoft().graph(), ProviderWiring.hosts(settings), settings.google().token());
    }

    @Bean
    Organisations organisations(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, Clock clock) {
        return new Organisations(jdbc, transaction, box, clock);
    }

    @Bean
    OrganisationTokens organisationTokens(Organisations organisations, OAuthProviders providers, Places places,
            JdbcClient jdbc, Clock clock) {
        return new OrganisationTokens(organisations, providers, places, jdbc, clock);
    }

    @Bean
    StoppedMailboxes stoppedMailboxes(JdbcClient jdbc, OAuthDesk.Books books, Clock clock) {
        return new StoppedMailboxes(jdbc, books, clock);
    }

    @Bean
    Refusals refusals(JdbcClient jdbc, Words words, Clock clock) {
        return new Refusals(jdbc, words, clock);
    }

    @Bean
    LettingIn lettingIn(JdbcClient jdbc, Organisations organisations, OrganisationTokens tokens,
            OAuthProviders providers, GraphConnector graph, StoppedMailboxes stopped, Clock clock) {
        return new LettingIn(new OrganisationConsents(jdbc, clock), organisations, tokens, providers, graph, stopped,
                clock);
    }

    @Bean
    OrganisationDesk organisationDesk(Organisations organisations, OrganisationTokens tokens,
            OAuthProviders providers, GraphConnector graph, StoppedMailboxes stopped) {
        return new OrganisationDesk(organisations, tokens, providers, graph, stopped);
    }

    @Bean
    OrganisationMailboxes organisationMailboxes(Organisations organisations, OrganisationTokens tokens,
            OAuthConnections connections, OrganisationMailboxes.Connectors connectors, OAuthDesk.Books books,
            Clock clock) {
        return new OrganisationMailboxes(organisations, tokens, connections, connectors, books, clock);
    }

    @Bean
    OrganisationPageDesk organisationPageDesk(OrganisationDesk desk, OrganisationMailboxes opened,
            Mailboxes mailboxes) {
        return new OrganisationPageDesk(desk, opened, mailboxes);
    }

    @Bean
    OrganisationMailboxes.Connectors organisationConnectors(GraphConnector graph, GoogleConnector google,
            Places places) {
        return new OrganisationMailboxes.Connectors(graph, google, places);
    }

    @Bean
    OAuthDesk.Books oauthBooks(Mailboxes mailboxes, Users users, MailboxEvents events, MailboxSchedule schedule) {
        return new OAuthDesk.Books(mailboxes, users, events, schedule);
    }
}
