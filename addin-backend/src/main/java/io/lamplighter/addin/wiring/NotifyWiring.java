// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.notify.MailNotifier;
import io.lamplighter.addin.notify.NotifyDesk;
import io.lamplighter.addin.notify.OutsidePost;
import io.lamplighter.addin.notify.WebhookNotifier;
import io.lamplighter.addin.notify.Webhooks;
import io.lamplighter.addin.notify.WithoutMail;
import io.lamplighter.crm.activity.Subjects;
import io.lamplighter.crm.notify.Deliveries;
import io.lamplighter.crm.notify.Notifier;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The channels by which warnings leave. */
@Configuration(proxyBeanMethods = false)
class NotifyWiring {

    @Bean
    Webhooks warningWebhooks(JdbcClient jdbc, SecretBox box, Clock clock) {
        return new Webhooks(jdbc, box, clock);
    }

    @Bean
    OutsidePost outsidePost(OutsideHosts hosts) {
        return new OutsidePost(hosts);
    }

    @Bean
    WebhookNotifier personalWebhooks(Webhooks webhooks, OutsidePost post, ProviderSettings site, Clock clock) {
        return new WebhookNotifier(false, webhooks, post, address(site), clock);
    }

    @Bean
    WebhookNotifier teamWebhook(Webhooks webhooks, OutsidePost post, ProviderSettings site, Clock clock) {
        return new WebhookNotifier(true, webhooks, post, address(site), clock);
    }

    @Bean
    WithoutMail withoutMail(JdbcClient jdbc) {
        return new WithoutMail(jdbc);
    }

    @Bean
    MailNotifier mailNotifier(NotifySettings settings, WithoutMail without, JdbcClient jdbc, ProviderSettings site,
            Clock clock) {
        MailNotifier.Post post = new MailNotifier.Post(settings.host(), settings.port(), settings.security(),
                settings.username(), settings.password(), settings.from(), settings.withSubject());
        return new MailNotifier(post, without, new Subjects(jdbc), address(site), clock);
    }

    @Bean
    Deliveries deliveries(JdbcClient jdbc, List<Notifier> notifiers) {
        return new Deliveries(jdbc,
                notifiers.stream().filter(Notifier::isShared).map(Notifier::channel).toList());
    }

    @Bean
    NotifyDesk notifyDesk(Webhooks webhooks, @Qualifier("personalWebhooks") WebhookNotifier notifier,
            OutsidePost post, MailNotifier mail, WithoutMail without, Deliveries deliveries, Words words,
            Clock clock) {
        return new NotifyDesk(new NotifyDesk.Ways(webhooks, notifier, post, mail, without, deliveries), words, clock);
    }

    private static String address(ProviderSettings site) {
        return site.publicUrl().replaceAll("/+$", "");
    }
}
