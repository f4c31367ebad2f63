// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.AddinApplication;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.webhook.Pushes;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.imports.AccountImport;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.graph.GraphMailbox;
import io.lamplighter.ingest.graph.GraphSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Mail that arrives while years of history are being read is on the board by push. Polling could not bring it: one turn, and one
 * session within it, would go on to the end of history.
 */
class NewsDuringImportTest {

    private static final Clock CLOCK = Clock.systemUTC();
    /** Fewer than one session reads before it is opened anew by itself. */
    private static final int MESSAGES = 1_900;
    private static final String ANNA = "anna@seller.example";

    private static final GraphSimulator MICROSOFT = new GraphSimulator(CLOCK);
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() throws IOException {
        Path data = Files.createTempDirectory(Path.of("target"), "news-data");
        int port = freePort();
        application = new SpringApplication(AddinApplication.class).run("--server.port=" + port,
                "--lamplighter.data-dir=" + data, "--lamplighter.providers.microsoft.client-id=client",
                "--lamplighter.providers.microsoft.client-secret=secret",
                "--lamplighter.providers.microsoft.authority=" + MICROSOFT.authority(),
                "--lamplighter.providers.microsoft.graph=" + MICROSOFT.base(),
                "--lamplighter.providers.public-url=http://127.0.0.1:" + port, "--lamplighter.sync.poll-every=1h",
                "--lamplighter.sync.slice=1h", "--logging.level.io.lamplighter=warn",
                "--spring.main.banner-mode=off");
        bean(AccountImport.class).from("name,domain\nOakhanger Dairies,buyer.example\n");
    }

    @AfterAll
    static void stop() {
        application.close();
        MICROSOFT.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    @Test
    void isOnTheBoardBeforeHistoryIsRead() throws InterruptedException {
        GraphMailbox anna = MICROSOFT.mailbox(ANNA);
        Instant now = CLOCK.instant();
        for (int i = MESSAGES; i > 0; i--) {
            anna.received("inbox", now.minus(Duration.ofHours(i)), "Number " + i);
        }
        MICROSOFT.slowBy(Duration.ofMillis(100));
        MailboxId mailbox = connected();
        bean(MailboxSchedule.class).wake(mailbox);
        waitUntil(() -> {
            // On a busy machine the first handshake may take longer than is waited for.
            jdbc().sql("update push_state set tried_at = 'epoch'").update();
            bean(Pushes.class).renewDue();
            return bean(Pushes.class).isTold(mailbox);
        });

        anna.receives("News");
        waitUntil(() -> isOnTheBoard("News"));

        assertThat(isRead(mailbox)).as("history is read").isFalse();
        MICROSOFT.slowBy(Duration.ZERO);
        waitUntil(() -> isRead(mailbox));
        assertThat(jdbc().sql("select count(*) from interaction").query(Integer.class).single())
                .isEqualTo(MESSAGES + 1);
    }

    private static void waitUntil(BooleanSupplier done) throws InterruptedException {
        long late = System.nanoTime() + Duration.ofMinutes(4).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(late);
            Thread.sleep(50);
        }
    }

    private static MailboxId connected() {
        bean(Users.class).invite(Set.of(ANNA), added -> {});
        User owner = bean(Users.class).byEmail(ANNA).orElseThrow();
        jdbc().sql("""
                insert into opportunity (account_id, owner_id, stage_id, name, amount, currency)
                select account_id, :owner, (select min(stage_id) from stage), 'Cold rooms', 1, 'EUR' from account
                """).param("owner", owner.id().value()).update();
        MailboxId mailbox = bean(Mailboxes.class).add(owner, "graph", ANNA).orElseThrow();
        String secret = bean(SecretBox.class).seal(MICROSOFT.tokens().current(mailbox), "oauth:" + mailbox.value());
        jdbc().sql(
                """
                        insert into oauth_connection (mailbox_id, provider, kind, account, since, calendar, transcripts, refresh_token,
                                                      access_token, access_expires_at, consented_at)
                        values (:mailbox, 'microsoft', 'delegated', :account, 'epoch', false, false, :secret, :secret, '2100-01-01', now())
                        """)
                .param("mailbox", mailbox.value()).param("account", ANNA).param("secret", secret).update();
        return mailbox;
    }

    private static boolean isOnTheBoard(String subject) {
        return jdbc().sql("""
                select exists (select from activity a join interaction i using (interaction_id)
                                where i.subject = :subject and a.opportunity_id is not null)
                """).param("subject", subject).query(Boolean.class).single();
    }

    private static boolean isRead(MailboxId mailbox) {
        return bean(Mailboxes.class).find(mailbox).orElseThrow().historyCompleteAt().isPresent();
    }

    private static JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }
}
