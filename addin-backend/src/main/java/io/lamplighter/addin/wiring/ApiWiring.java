// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.addin.api.MailboxItems;
import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.connect.HealthWords;
import io.lamplighter.addin.connect.MailboxHealth;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the REST API says of itself. */
@Configuration(proxyBeanMethods = false)
class ApiWiring {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI().info(new Info().title("Lamplighter").version("1")
                .description("Accounts, contacts and deals; mailboxes and what was read from them; the board and the"
                        + " timelines. Lists are paged: next of one page is after of the following one.")
                .license(new License().name("GPL-3.0-or-later").identifier("GPL-3.0-or-later")));
    }

    @Bean
    MailboxItems mailboxItems(MailboxHealth health, Words words, HealthWords.Pace pace, Clock clock) {
        return new MailboxItems(health, words, pace, clock);
    }
}
