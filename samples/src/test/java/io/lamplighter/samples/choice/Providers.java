// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.choice;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.lamplighter.addin.AddinApplication;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.imports.AccountImport;
import io.lamplighter.crm.imports.ContactImport;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleSimulator;
import io.lamplighter.ingest.google.GoogleUser;
import io.lamplighter.ingest.google.SimulatedConsents;
import io.lamplighter.ingest.graph.GraphMailbox;
import io.lamplighter.ingest.graph.GraphSimulator;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.PromptGreenMail;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application, and a simulated Microsoft, a simulated Google and an IMAP server for it to read. */
final class Providers implements AutoCloseable {

    private static final String CONSENT = """
            insert into oauth_connection (mailbox_id, provider, kind, account, since, calendar, transcripts, refresh_token,
                                          access_token, access_expires_at, consented_at)
            values (:mailbox, :provider, 'delegated', :account, 'epoch', false, false, :refresh, :access,
                    now() + interval '1 hour', now())
            on conflict (mailbox_id) do update
               set access_token = excluded.access_token, access_expires_at = excluded.access_expires_at
            """;

    private final Clock clock = Clock.systemUTC();
    private final GoogleSimulator google = new GoogleSimulator(clock);
    private final PromptGreenMail imap = new PromptGreenMail(
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final GraphSimulator graph = new GraphSimulator(clock);
    /** Gives nobody a new token: a consent that was withdrawn stays so until somebody signs in. */
    private final HttpServer tokens = tokenServer();
    private final ConfigurableApplicationContext application;

    Providers() {
        imap.start();
        try {
            Path data = Files.createTempDirectory(Path.of("target"), "choice-data");
            application = SpringApplication.run(AddinApplication.class, "--server.port=0",
                    "--lamplighter.data-dir=" + data, "--lamplighter.network.private-hosts=127.0.0.1",
                    "--lamplighter.sync.poll-every=2s", "--lamplighter.providers.microsoft.client-id=client",
                    "--lamplighter.providers.google.client-id=client",
                    "--lamplighter.providers.microsoft.graph=" + graph.base(),
                    "--lamplighter.providers.microsoft.authority=http://127.0.0.1:" + tokens.getAddress().getPort(),
                    "--lamplighter.providers.google.token=http://127.0.0.1:" + tokens.getAddress().getPort() + "/token",
                    "--lamplighter.providers.google.apis=" + google.url(), "--logging.level.io.lamplighter=warn",
                    "--logging.level.com.icegreen=off", "--spring.main.banner-mode=off");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        bean(AccountImport.class).from("name,domain\nOakhanger Dairies,buyer.example\n");
        bean(ContactImport.class).from("name,email,account\nHelen Marsh,helen@buyer.example,Oakhanger Dairies\n");
    }

    private static HttpServer tokenServer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            byte[] answer = "{\"error\":\"invalid_grant\"}".getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(400, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Clock clock() {
        return clock;
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** A mailbox of which nothing is read until somebody says how far back. */
    Connected connect(Provider provider, String name) {
        String address = provider.name().toLowerCase(Locale.ROOT) + "." + name + "@seller.example";
        return switch (provider) {
            case MICROSOFT -> new Microsoft(address);
            case GOOGLE -> new Google(address);
            case IMAP -> new Imap(address);
        };
    }

    @Override
    public void close() {
        application.close();
        tokens.stop(0);
        imap.stop();
        google.close();
        graph.close();
    }

    /** A mailbox in which things happen. */
    abstract class Connected {

        final String address;
        private MailboxId id;

        Connected(String address) {
            this.address = address;
            this.id = new MailboxId(0);
        }

        MailboxId id() {
            return id;
        }

        void isConnected(MailboxId as) {
            id = as;
        }

        User owner() {
            bean(Users.class).invite(Set.of(address), added -> {});
            return bean(Users.class).byEmail(address).orElseThrow();
        }

        MailboxId consents(String connector, String provider, String token) {
            MailboxId mailbox = bean(Mailboxes.class).add(owner(), connector, address).orElseThrow();
            store(mailbox, provider, token);
            bean(Mailboxes.class).await(mailbox, true);
            return mailbox;
        }

        void store(MailboxId mailbox, String provider, String token) {
            SecretBox box = bean(SecretBox.class);
            bean(JdbcClient.class).sql(CONSENT).param("mailbox", mailbox.value()).param("provider", provider)
                    .param("account", address).param("refresh", box.seal("refresh", "oauth:" + mailbox.value()))
                    .param("access", box.seal(token, "oauth:" + mailbox.value())).update();
        }

        void goesOn() {
            bean(Mailboxes.class).reconnected(id);
            bean(MailboxEvents.class).add(id, MailboxEvents.Kind.RECONNECTED, "", clock.instant());
            bean(MailboxSchedule.class).wake(id);
        }

        Instant ago(int days) {
            return clock.instant().minus(Duration.ofDays(days)).minusSeconds(600);
        }

        byte[] mime(String subject) {
            return ("From: Helen Marsh <helen@buyer.example>\r\nTo: " + address + "\r\nMessage-ID: <"
                    + subject.replace(' ', '.') + "." + address + ">\r\nSubject: " + subject + "\r\n\r\nText of "
                    + subject
                    + "\r\n").getBytes(StandardCharsets.UTF_8);
        }

        /** Returns its id. */
        abstract String creates(String folder);

        abstract void arrives(String folder, int daysAgo, String subject);

        /** From now on the provider lets nobody in. */
        abstract void refuses();

        abstract void connectsAgain();

        abstract Connected connectsAnew();
    }

    private final class Microsoft extends Connected {

        private final GraphMailbox mailbox;

        Microsoft(String address) {
            super(address);
            // Of a token that a test hands out Microsoft's simulator thinks it is the first mailbox's.
            bean(Mailboxes.class).all().stream().filter(m -> m.connector().equals("graph"))
                    .forEach(m -> {
                        bean(Mailboxes.class).remove(m.id());
                        graph.removes(m.address());
                    });
            mailbox = graph.mailbox(address);
            isConnected(consents("graph", "microsoft", graph.tokens().current(id())));
        }

        @Override
        String creates(String folder) {
            mailbox.creates(folder, "");
            return bean(ReadingDesk.class).folders(bean(Mailboxes.class).find(id()).orElseThrow()).stream()
                    .filter(f -> f.name().equals(folder)).findFirst().orElseThrow().id();
        }

        @Override
        void arrives(String folder, int daysAgo, String subject) {
            mailbox.holds(folder.isEmpty() ? "inbox" : "Private", ago(daysAgo), mime(subject));
        }

        @Override
        void refuses() {
            graph.tokens().revokeConsent();
        }

        @Override
        void connectsAgain() {
            graph.tokens().grantConsent();
            store(id(), "microsoft", graph.tokens().current(id()));
            goesOn();
        }

        @Override
        Connected connectsAnew() {
            isConnected(consents("graph", "microsoft", graph.tokens().current(id())));
            return this;
        }
    }

    private final class Google extends Connected {

        private final GoogleUser user;
        private SimulatedConsents.Tokens consent;

        Google(String address) {
            super(address);
            user = google.user(address);
            consent = google.consentOf(user);
            isConnected(consents("google", "google", consent.current(id())));
        }

        @Override
        String creates(String folder) {
            return user.createsLabel(folder);
        }

        @Override
        void arrives(String folder, int daysAgo, String subject) {
            user.holds(ago(daysAgo), mime(subject), Set.of(folder.isEmpty() ? "INBOX" : folder));
        }

        @Override
        void refuses() {
            consent.revoke();
        }

        @Override
        void connectsAgain() {
            consent = google.consentOf(user);
            store(id(), "google", consent.current(id()));
            goesOn();
        }

        @Override
        Connected connectsAnew() {
            isConnected(consents("google", "google", consent.current(id())));
            return this;
        }
    }

    private final class Imap extends Connected {

        private final GreenMailUser user;
        private String password = "first";

        Imap(String address) {
            super(address);
            user = imap.setUser(address, address, password);
            connectsAnew();
        }

        private ImapAccount account() {
            return new ImapAccount("127.0.0.1", imap.port(), ImapAccount.Security.PLAIN, address, password,
                    List.of(ImapAccount.ALL_FOLDERS), false);
        }

        @Override
        String creates(String folder) {
            try {
                imap.getManagers().getImapHostManager().createMailbox(user, folder);
                return folder;
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        void arrives(String folder, int daysAgo, String subject) {
            MailFolder there = imap.getManagers().getImapHostManager().getFolder(user,
                    folder.isEmpty() ? "INBOX" : folder);
            try {
                there.appendMessage(new MimeMessage(Session.getInstance(new Properties()),
                        new ByteArrayInputStream(mime(subject))), new Flags(), Date.from(ago(daysAgo)));
            } catch (MessagingException failed) {
                throw new IllegalStateException(failed);
            }
        }

        @Override
        void refuses() {
            password = "second";
            user.setPassword(password);
        }

        @Override
        void connectsAgain() {
            bean(MailboxConnections.class).reconnect(id(), account());
        }

        @Override
        Connected connectsAnew() {
            isConnected(bean(MailboxConnections.class).connectAndAsk(address, owner().email(), account()));
            return this;
        }
    }
}
