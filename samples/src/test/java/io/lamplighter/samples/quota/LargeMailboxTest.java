// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.AddinApplication;
import io.lamplighter.addin.connect.MailboxRunner;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.imports.AccountImport;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.google.GoogleSimulator;
import io.lamplighter.ingest.google.GoogleUser;
import io.lamplighter.ingest.mailbox.InMemoryAllowances;
import io.lamplighter.ingest.mailbox.SharedAllowances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The history of a large mailbox takes as long as its provider's limits make it take, and no longer: that we keep to them is how
 * reading goes, and nothing that is wrong with the mailbox.
 */
class LargeMailboxTest {

    private static final int MESSAGES = 1_500;
    private static final int UNITS_A_MINUTE = 6_000;
    private static final int UNITS_A_MESSAGE = 20;
    private static final SetClock CLOCK = new SetClock(Instant.parse("2026-11-20T08:00:00Z"));
    private static final GoogleSimulator GOOGLE = new GoogleSimulator(CLOCK);

    private static ConfigurableApplicationContext application;

    @Configuration
    static class Time {

        @Bean
        @Primary
        Clock steppedClock() {
            return CLOCK;
        }

        /** The database's minutes are not those of the stepped clock. */
        @Bean
        @Primary
        SharedAllowances allowancesByTheSteppedClock() {
            return new InMemoryAllowances(CLOCK);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Path data = Files.createTempDirectory(Path.of("target"), "large-data");
        application = new SpringApplication(AddinApplication.class, Time.class).run("--server.port=0",
                "--lamplighter.data-dir=" + data, "--lamplighter.providers.google.client-id=client",
                "--lamplighter.providers.google.apis=" + GOOGLE.url(), "--logging.level.io.lamplighter=warn",
                "--spring.main.banner-mode=off");
        bean(AccountImport.class).from("name,domain\nOakhanger Dairies,buyer.example\n");
    }

    @AfterAll
    static void stop() {
        application.close();
        GOOGLE.close();
    }

    private static <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    @Test
    void isReadAsFastAsItsProviderAllowsAndIsHealthyMeanwhile() {
        GoogleUser user = GOOGLE.user("anna@seller.example");
        for (int i = MESSAGES; i > 0; i--) {
            user.receives("Number " + i, CLOCK.instant().minus(Duration.ofHours(i)));
        }
        MailboxId mailbox = connected(user);
        Instant begin = CLOCK.instant();
        Optional<Instant> arrived = Optional.empty();

        int turns = 0;
        while (state(mailbox).historyCompleteAt().isEmpty()) {
            assertThat(turns++).as("turns").isLessThan(1_000);
            Optional<Instant> next = bean(MailboxRunner.class).run(mailbox);
            MailboxState now = state(mailbox);
            assertThat(now.failingSince()).isEmpty();
            assertThat(now.blindSince()).isEmpty();
            if (arrived.isEmpty() && captured() > MESSAGES / 2) {
                user.receives("News", CLOCK.instant());
                arrived = Optional.of(CLOCK.instant());
                // Somebody tells, while reading rests until Google allows more of history.
                bean(MailboxRunner.class).run(mailbox);
                assertThat(isCaptured("News")).isTrue();
            }
            assertThat(next.orElseThrow()).isBefore(CLOCK.instant().plusSeconds(62));
            CLOCK.set(next.orElseThrow());
        }

        Duration atBest = Duration.ofMinutes(1)
                .multipliedBy((MESSAGES - 1) * UNITS_A_MESSAGE / UNITS_A_MINUTE);
        assertThat(Duration.between(begin, state(mailbox).historyCompleteAt().orElseThrow()))
                .isLessThan(atBest.multipliedBy(11).dividedBy(10)
                        .plus(Duration.ofMinutes(1)));
        assertThat(captured()).isEqualTo(MESSAGES + 1);
        assertThat(GOOGLE.overQuota(user)).isZero();
        assertThat(bean(MailboxEvents.class).latest(mailbox, Long.MAX_VALUE, 100)).extracting(MailboxEvents.Event::kind)
                .doesNotContain(MailboxEvents.Kind.FAILED, MailboxEvents.Kind.RECOVERED);
    }

    private static MailboxId connected(GoogleUser user) {
        bean(Users.class).invite(Set.of(user.address()), added -> {});
        User owner = bean(Users.class).byEmail(user.address()).orElseThrow();
        MailboxId mailbox = bean(Mailboxes.class).add(owner, "google", user.address()).orElseThrow();
        SecretBox box = bean(SecretBox.class);
        String token = box.seal(GOOGLE.consentOf(user).current(mailbox), "oauth:" + mailbox.value());
        jdbc().sql(
                """
                        insert into oauth_connection (mailbox_id, provider, kind, account, since, calendar, transcripts, refresh_token,
                                                      access_token, access_expires_at, consented_at)
                        values (:mailbox, 'google', 'delegated', :account, 'epoch', false, false, :token, :token, '2100-01-01', now())
                        """)
                .param("mailbox", mailbox.value()).param("account", user.address()).param("token", token).update();
        // The test lets it be read, and nobody else.
        jdbc().sql("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                values ('mailbox', :mailbox, '2100-01-01', false, 1)
                """).param("mailbox", mailbox.toString()).update();
        return mailbox;
    }

    private static MailboxState state(MailboxId mailbox) {
        return bean(Mailboxes.class).find(mailbox).orElseThrow();
    }

    private static long captured() {
        return jdbc().sql("select count(*) from interaction").query(Long.class).single();
    }

    private static boolean isCaptured(String subject) {
        return List.of(1L).equals(jdbc().sql("select count(*) from interaction where subject = :subject")
                .param("subject", subject).query(Long.class).list());
    }

    private static JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }
}
