// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.addin.expiry.EndCheck;
import io.lamplighter.addin.expiry.Endings;
import io.lamplighter.addin.expiry.ExpiryParts;
import io.lamplighter.addin.oauth.OrganisationDesk;
import io.lamplighter.addin.oauth.Places;
import io.lamplighter.ingest.google.PublishedKeys;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What ends by itself. */
@Configuration(proxyBeanMethods = false)
class ExpiryWiring {

    private static final Duration EVERY = Duration.ofHours(24);

    @Bean
    ExpiryParts expiryParts(JdbcClient jdbc, Clock clock) {
        return new ExpiryParts(jdbc, clock);
    }

    @Bean
    Endings endings(ExpiryParts parts, ExpirySettings settings, ProviderSettings providers, Words words) {
        return parts.endings(new Endings.Settings(settings.before(), providers.microsoft().certificateFile(),
                settings.microsoftSecret(), settings.googleSecret(), settings.googleTesting()), words);
    }

    @Bean
    EndCheck endCheck(ExpiryParts parts, OrganisationDesk organisations, Places places, OutsideHosts hosts) {
        return parts.check(organisations, new PublishedKeys(places.google().calendar()), hosts);
    }

    @Bean
    Task<Void> endCheckTask(EndCheck check) {
        return Tasks.recurring("end-check", FixedDelay.of(EVERY)).execute((task, context) -> check.run());
    }
}
