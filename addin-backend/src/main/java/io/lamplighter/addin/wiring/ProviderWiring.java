// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.crm.mailbox.MailboxEvents;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.lamplighter.addin.connect.JdbcAllowances;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.oauth.ClientProof;
import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.addin.oauth.OAuthConnections.Connection;
import io.lamplighter.addin.oauth.OAuthDesk;
import io.lamplighter.addin.oauth.OAuthProviders;
import io.lamplighter.addin.oauth.OAuthSite;
import io.lamplighter.addin.oauth.OrganisationTokens;
import io.lamplighter.addin.webhook.FetchedGoogleKeys;
import io.lamplighter.addin.webhook.Pushes;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.google.GoogleAccount;
import io.lamplighter.ingest.google.GoogleConnector;
import io.lamplighter.ingest.google.GoogleHosts;
import io.lamplighter.ingest.google.GoogleQuota;
import io.lamplighter.ingest.google.PubSubPush;
import io.lamplighter.ingest.graph.GraphAccount;
import io.lamplighter.ingest.graph.GraphConnector;
import io.lamplighter.ingest.graph.GraphLimits;
import io.lamplighter.ingest.graph.GraphPush;
import io.lamplighter.ingest.mailbox.ForwardClock;
import io.lamplighter.ingest.mailbox.SharedAllowances;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Microsoft and Google: how we are registered with them, and the connectors that read there. */
@Configuration(proxyBeanMethods = false)
class ProviderWiring {

    private static final Duration RENEWED_EVERY = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_EVERY = Duration.ofHours(24);

    @Bean
    OAuthProviders oauthProviders(ProviderSettings settings) {
        ProviderSettings.Microsoft microsoft = settings.microsoft();
        ProviderSettings.Google google = settings.google();
        return new OAuthProviders(List.of(
                OAuthProviders.microsoft(microsoft.authority(), microsoft.tenant(), microsoft.clientId(),
                        proof(microsoft)),
                OAuthProviders.google(google.authorize(), google.token(), google.revoke(), google.clientId(),
                        google.clientSecret())));
    }

    /** What cannot be used is said at the start, not at the first token. */
    private static ClientProof proof(ProviderSettings.Microsoft microsoft) {
        return microsoft.certificateFile().<ClientProof>map(file -> {
            file.read();
            return new ClientProof.Certificate(file);
        }).orElseGet(() -> new ClientProof.Secret(microsoft.clientSecret()));
    }

    @Bean
    OAuthSite oauthSite(ProviderSettings settings) {
        return new OAuthSite(settings.publicUrl());
    }

    @Bean
    OAuthConnections oauthConnections(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box,
            OAuthProviders providers, OrganisationTokens organisations, Clock clock) {
        return new OAuthConnections(jdbc, transaction, box, providers, organisations, clock);
    }

    @Bean
    OAuthDesk oauthDesk(JdbcClient jdbc, SecretBox box, OAuthProviders providers, OAuthConnections connections,
            OAuthDesk.Books books, TransactionTemplate transaction, Clock clock) {
        return new OAuthDesk(jdbc, box, providers, connections, books, transaction, clock);
    }

    @Bean
    JdbcAllowances sharedAllowances(JdbcClient jdbc, PlatformTransactionManager transactions, ForwardClock clock) {
        return new JdbcAllowances(jdbc, transactions, clock::millis);
    }

    @Bean
    GoogleQuota googleQuota() {
        return GoogleQuota.DOCUMENTED;
    }

    @Bean
    GraphLimits graphLimits() {
        return GraphLimits.MICROSOFT;
    }

    @Bean
    GraphConnector graphConnector(OAuthConnections connections, ProviderSettings settings, GraphLimits limits,
            SharedAllowances allowances, Clock clock) {
        URI graph = settings.microsoft().graph();
        return new GraphConnector(mailbox -> {
            Connection connection = connections.connection(mailbox);
            return new GraphAccount(graph,
                    connections.user(mailbox, connection), connection.account(), connection.folders(),
                    connection.choice(), connection.since(), connection.calendar(), connection.transcripts());
        }, connections, limits, allowances, clock);
    }

    @Bean
    GoogleConnector googleConnector(OAuthConnections connections, ProviderSettings settings, GoogleQuota quota,
            SharedAllowances allowances, Clock clock) {
        GoogleHosts hosts = hosts(settings);
        return new GoogleConnector(mailbox -> {
            Connection connection = connections.connection(mailbox);
            return new GoogleAccount(connections.user(mailbox, connection), connection.folders(), connection.choice(),
                    connection.since(), connection.calendar(), connection.transcripts(), hosts);
        }, connections, quota, allowances, clock);
    }

    static GoogleHosts hosts(ProviderSettings settings) {
        return settings.google().apis().isBlank()
                ? GoogleHosts.GOOGLE
                : GoogleHosts.at(URI.create(settings.google().apis()));
    }

    @Bean
    Pushes pushes(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, GraphConnector graph,
            GoogleConnector google, Mailboxes mailboxes, MailboxSchedule schedule, MailboxEvents events,
            ProviderSettings settings, SyncSettings sync, Clock clock, ForwardClock forward) {
        ProviderSettings.Push push = settings.google().push();
        Optional<PubSubPush> gmail = push.audience().isBlank()
                ? Optional.empty()
                : Optional.of(new PubSubPush(new FetchedGoogleKeys(push.keys(), clock),
                        push.audience(), push.sender(), clock));
        return new Pushes(
                new Pushes.Store(jdbc, transaction, box, sync.lease(), forward),
                new Pushes.Channels(List.of(new GraphPush(graph, clock), google.push(push.topic())), gmail), mailboxes,
                schedule, events, new OAuthSite(settings.publicUrl()).publicUrl(), clock);
    }

    @Bean
    Task<Void> removedAllowancesTask(JdbcAllowances allowances) {
        return Tasks.recurring("allowances-of-removed-mailboxes", FixedDelay.of(FORGOTTEN_EVERY))
                .execute((task, context) -> allowances.forgetRemoved());
    }

    /** One node at a time keeps the providers calling. */
    @Bean
    Task<Void> pushTask(Pushes pushes) {
        return Tasks.recurring("push-renewal", FixedDelay.of(RENEWED_EVERY))
                .execute((task, context) -> pushes.renewDue());
    }
}
