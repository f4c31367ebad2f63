// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.oauth.FarewellBook;
import io.lamplighter.addin.oauth.FarewellTokens;
import io.lamplighter.addin.oauth.Farewells;
import io.lamplighter.addin.oauth.OAuthProviders;
import io.lamplighter.addin.oauth.OrganisationTokens;
import io.lamplighter.addin.oauth.Organisations;
import io.lamplighter.addin.oauth.Places;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.google.GoogleConnector;
import io.lamplighter.ingest.google.GoogleQuota;
import io.lamplighter.ingest.graph.GraphConnector;
import io.lamplighter.ingest.graph.GraphLimits;
import io.lamplighter.ingest.graph.GraphPush;
import io.lamplighter.ingest.mailbox.SharedAllowances;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What providers are told when a mailbox was removed. */
@Configuration(proxyBeanMethods = false)
class FarewellWiring {

    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    FarewellBook farewellBook(JdbcClient jdbc, Clock clock) {
        return new FarewellBook(jdbc, clock);
    }

    @Bean
    FarewellTokens farewellTokens(FarewellBook book, SecretBox box, OAuthProviders providers,
            Organisations organisations, OrganisationTokens tokens, Places places, Clock clock) {
        return new FarewellTokens(book, box, providers, new FarewellTokens.Rights(organisations, tokens, places),
                clock);
    }

    /** With connectors of their own: those that read know connected mailboxes alone. */
    @Bean
    Farewells farewells(FarewellBook book, FarewellTokens tokens, Mailboxes mailboxes,
            @Lazy SchedulerClient scheduler, GraphLimits limits, GoogleQuota quota, SharedAllowances allowances,
            Clock clock) {
        return new Farewells(book, tokens,
                List.of(new GraphPush(new GraphConnector(tokens::graph, tokens, limits, allowances, clock), clock),
                        new GoogleConnector(tokens::google, tokens, quota, allowances, clock).push("")),
                mailboxes, scheduler, clock);
    }

    @Bean
    Task<Void> farewellTask(Farewells farewells) {
        return Tasks.recurring(Farewells.TASK_NAME, FixedDelay.of(EVERY))
                .execute((task, context) -> farewells.run());
    }
}
