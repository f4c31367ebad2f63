// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.lamplighter.addin.metrics.CaptureMeters;
import io.lamplighter.addin.metrics.FigureMeters;
import io.lamplighter.addin.metrics.PushFigures;
import io.lamplighter.addin.security.MetricsToken;
import io.lamplighter.crm.figures.Figures;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What Prometheus is told. */
@Configuration(proxyBeanMethods = false)
class MetricsWiring {

    private static final Duration MEASURED_EVERY = Duration.ofSeconds(30);

    /** @param token with which Prometheus signs in; empty for none, then only administrators may look */
    @ConfigurationProperties("lamplighter.metrics")
    record MetricsSettings(@DefaultValue("") String token) {}

    @Bean
    MetricsToken metricsToken(MetricsSettings settings) {
        return new MetricsToken(settings.token());
    }

    @Bean
    CaptureMeters captureMeters(MeterRegistry registry, Clock clock) {
        return new CaptureMeters(registry, clock);
    }

    @Bean
    FigureMeters figureMeters(JdbcClient jdbc, TransactionTemplate transaction, MeterRegistry registry, Clock clock) {
        return new FigureMeters(new Figures(jdbc, transaction), new PushFigures(jdbc), registry, clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> showingBegins(FigureMeters figures, CaptureMeters captures,
            List<MailboxConnector> connectors) {
        return ready -> {
            captures.begin(connectors.stream().map(MailboxConnector::name).toList());
            figures.start();
        };
    }

    /** One node measures for all. */
    @Bean
    Task<Void> figuresTask(FigureMeters meters) {
        return Tasks.recurring("figures", FixedDelay.of(MEASURED_EVERY)).execute((task, context) -> meters.measure());
    }
}
