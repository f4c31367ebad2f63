// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.ingest.google.GoogleSimulator;
import io.lamplighter.ingest.graph.GraphSimulator;
import io.lamplighter.ingest.oauth.OAuthForm;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** An installation that is measured: a database, servers as they are started for customers, mailboxes in numbers. */
final class Site implements AutoCloseable {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String AUDIENCE = "lamplighter-load";

    private final Path directory;
    private final EmbeddedPostgres database;
    private final JdbcClient jdbc;
    private final SecretBox box;
    private final List<Node> nodes = new ArrayList<>();

    Site() {
        try {
            directory = Files.createTempDirectory("site");
            database = EmbeddedPostgres.builder().setServerConfig("fsync", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("max_wal_size", "2GB").setServerConfig("max_connections", "200").start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        // One connection for all: a new one for each question would be measured with the rest.
        jdbc = JdbcClient.create(new SingleConnectionDataSource(database.getJdbcUrl("postgres", "postgres"), true));
        box = SecretBox.of(KEY, List.of(), directory);
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** Starts a server and waits until it is up. */
    Node node(List<String> before, String... settings) {
        List<String> all = new ArrayList<>(List.of("--lamplighter.secret-key=" + KEY));
        all.addAll(List.of(settings));
        Node node = Node.start("node-" + (nodes.size() + 1), database.getPort(), directory, before,
                List.of("-Xmx512m", "-XX:+UseParallelGC"), all);
        nodes.add(node);
        waitUntil(node::isUp);
        return node;
    }

    static void waitUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            pause(50);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Starts several at once of a program that says what is different in it, and waits until all are up. */
    List<Node> nodes(int number, Class<?> program, String... settings) {
        List<String> all = new ArrayList<>(List.of("--lamplighter.secret-key=" + KEY));
        all.addAll(List.of(settings));
        List<Node> started = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            started.add(Node.start(program, "node-" + (nodes.size() + 1), database.getPort(), directory, all));
            nodes.add(started.getLast());
        }
        waitUntil(() -> started.stream().allMatch(Node::isUp));
        return started;
    }

    /** The company that the made-up mail is from. */
    void knows(String domain) {
        jdbc.sql("insert into account (name) values (:domain)").param("domain", domain).update();
        jdbc.sql("insert into account_domain select :domain, account_id from account where name = :domain")
                .param("domain", domain).update();
    }

    /** Puts a mailbox in without asking its provider first; it is read when it is {@link #wake woken}. */
    long mailbox(String connector, String address) {
        long user = jdbc
                .sql("insert into app_user (username, name, email, role) values (:a, :a, :a, 'rep') returning user_id")
                .param("a", address).query(Long.class).single();
        jdbc.sql("insert into own_address values (:a, :user)").param("a", address).param("user", user).update();
        return jdbc.sql(
                "insert into mailbox (user_id, connector, address) values (:user, :connector, :a) returning mailbox_id")
                .param("user", user).param("connector", connector).param("a", address).query(Long.class).single();
    }

    void imap(long mailbox, int port, String user, String password) {
        jdbc.sql("""
                insert into imap_connection (mailbox_id, host, port, security, username, secret)
                values (:mailbox, '127.0.0.1', :port, 'PLAIN', :user, :secret)
                """).param("mailbox", mailbox).param("port", port).param("user", user)
                .param("secret", box.seal(password, "imap:" + mailbox)).update();
    }

    /** A server that is registered at a simulated tenant, whose administrator has let it in, and which calls it. */
    Node microsoft(GraphSimulator graph) {
        isLetIn(graph);
        return node(List.of(), "--lamplighter.providers.microsoft.client-id=load",
                "--lamplighter.providers.microsoft.client-secret=load",
                "--lamplighter.providers.microsoft.authority=" + graph.authority(),
                "--lamplighter.providers.microsoft.graph=" + graph.base(),
                "--lamplighter.providers.public-url=http://127.0.0.1:${server.port}");
    }

    /** A server that is registered at a simulated Google, which calls it: for the calendar itself, for mail by way of Pub/Sub. */
    Node google(GoogleSimulator google) {
        String prefix = "--lamplighter.providers.google.";
        Node node = node(List.of(), prefix + "client-id=load", prefix + "client-secret=load",
                prefix + "apis=" + google.url(), prefix + "push.topic=projects/lamplighter-test/topics/load",
                prefix + "push.audience=" + AUDIENCE, prefix + "push.sender=" + google.pushSender(),
                prefix + "push.keys=" + google.keys(),
                "--lamplighter.providers.public-url=http://127.0.0.1:${server.port}");
        google.pushesTo(node.at("/webhooks/gmail"), AUDIENCE).deliversByItself(1);
        return node;
    }

    static void isLetIn(GraphSimulator graph) {
        graph.people().adminConsent("POST",
                OAuthForm.of("client_id=load&redirect_uri=http://127.0.0.1/back&answer=allow&state=s"));
    }

    /** By the consent of the tenant's administrator. */
    void graph(long mailbox, String address) {
        long organisation = jdbc.sql("""
                insert into organisation (provider, outside_id, name, connected_at)
                values ('microsoft', 'load-tenant', 'Seller', now())
                on conflict (provider, outside_id) do update set name = excluded.name
                returning organisation_id
                """).query(Long.class).single();
        consents(mailbox, "microsoft", address, "", organisation);
    }

    /** By its owner's consent. */
    void google(long mailbox, String address, String token) {
        consents(mailbox, "google", address, token, null);
    }

    /** With a token that lasts as long as its provider lets it: nobody renews it. */
    private void consents(long mailbox, String provider, String address, String token, @Nullable Long organisation) {
        jdbc.sql(
                """
                        insert into oauth_connection (mailbox_id, provider, kind, account, since, calendar, transcripts, refresh_token,
                                                      access_token, access_expires_at, consented_at, organisation_id, account_id)
                        select :mailbox, :provider, case when o.id is null then 'delegated' else 'application' end, :a, '2000-01-01',
                               true, false, :secret, :secret, '2100-01-01', now(), o.id, case when o.id is null then '' else :a end
                          from (select :organisation::bigint) as o (id)
                        """)
                .param("mailbox", mailbox).param("provider", provider).param("a", address)
                .param("organisation", organisation).param("secret", box.seal(token, "oauth:" + mailbox)).update();
    }

    /** Lets all mailboxes that were put in be read, now. */
    void wake() {
        jdbc.sql("""
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                select 'mailbox', mailbox_id::text, now(), false, 1 from mailbox
                on conflict do nothing
                """).update();
    }

    boolean allIsRead() {
        return jdbc.sql("select not exists (select from mailbox where history_complete_at is null)")
                .query(Boolean.class)
                .single();
    }

    long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    @Override
    public void close() {
        try {
            for (Node node : nodes) {
                node.close();
            }
            database.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
