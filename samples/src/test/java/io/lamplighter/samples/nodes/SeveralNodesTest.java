// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three processes on one database share mailboxes, and lose and repeat nothing while one is killed, one is stopped and goes on,
 * and one is cut off from the database. Each waits for the others six seconds instead of thirty; {@code samples/try-nodes} does the
 * same with the usual times and more mail.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeveralNodesTest {

    private static final Clock CLOCK = Clock.systemUTC();
    /** What is promised: so soon others go on. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("nodes.patience", 120));
    private static final Duration START = Duration.ofMinutes(4);
    private static final int MESSAGES = Integer.getInteger("nodes.messages", 1_200);
    private static final boolean USUAL_TIMES = Boolean.getBoolean("nodes.usual-times");

    @TempDir
    private static Path directory;

    private static EmbeddedPostgres database;
    private static JdbcClient jdbc;
    private static MailServer mail;
    private static final List<Node> NODES = new ArrayList<>();

    @BeforeAll
    static void startThreeNodesAtOnceOnAnEmptyDatabase() throws IOException, InterruptedException {
        database = EmbeddedPostgres.start();
        jdbc = JdbcClient.create(database.getPostgresDatabase());
        mail = new MailServer(CLOCK.instant());
        List<String> settings = new ArrayList<>(List.of(
                "--lamplighter.secret-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "--lamplighter.sync.poll-every=10m"));
        if (!USUAL_TIMES) {
            settings.addAll(List.of("--lamplighter.sync.lease=6s", "--db-scheduler.heartbeat-interval=1s",
                    "--db-scheduler.missed-heartbeats-limit=6",
                    "--spring.datasource.hikari.connection-init-sql=set idle_in_transaction_session_timeout = '5s'",
                    "--spring.datasource.hikari.data-source-properties.socketTimeout=4",
                    "--spring.datasource.hikari.connection-timeout=4000",
                    "--spring.datasource.hikari.validation-timeout=1000"));
        }
        for (String name : List.of("node-1", "node-2", "node-3")) {
            NODES.add(Node.start(name, database.getPort(), directory, settings));
        }
        List.of("anna", "ben", "carla", "dora").forEach(user -> mail.deliver(user + "@seller.example", MESSAGES));
        waitUntil(START, () -> NODES.stream().allMatch(Node::isUp));
        assertThat(node().post("/api/accounts/import", "text/csv", "name,domain\nBuyer,buyer.example\n"))
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() throws IOException {
        for (Node node : NODES) {
            node.close();
        }
        mail.close();
        database.close();
    }

    @AfterEach
    void noMailboxWasReadByTwoAtOnce() {
        assertThat(mail.readers().readTogether()).isEmpty();
    }

    private static Node node() {
        return NODES.getFirst();
    }

    private static void waitUntil(Duration patience, BooleanSupplier done) throws InterruptedException {
        Instant late = CLOCK.instant().plus(patience);
        while (!done.getAsBoolean()) {
            assertThat(CLOCK.instant()).as("patience").isBefore(late);
            Thread.sleep(50);
        }
    }

    private static void waitUntil(BooleanSupplier done) throws InterruptedException {
        waitUntil(PATIENCE, done);
    }

    private static void connect(String user) {
        assertThat(node().post("/api/mailboxes", "application/json",
                """
                        {"address": "%s@seller.example", "host": "127.0.0.1", "port": %d, "security": "plain", "password": "secret"}
                        """
                        .formatted(user, mail.port())))
                .isEqualTo(201);
    }

    /** The node that is reading the mailbox of a user. */
    private static Node reader(String user) {
        String name = readers(user).getFirst();
        return NODES.stream().filter(node -> node.name().equals(name)).findFirst().orElseThrow();
    }

    private static void somebodyElseReads(String user, Node before) throws InterruptedException {
        waitUntil(TAKEN_OVER,
                () -> isRead(user) || readers(user).stream().anyMatch(name -> !name.equals(before.name())));
    }

    private static List<String> readers(String user) {
        return jdbc.sql("""
                select t.picked_by
                  from scheduled_tasks t
                  join mailbox m on t.task_name = 'mailbox' and t.task_instance = m.mailbox_id::text
                 where m.address = :address and t.picked
                """).param("address", user + "@seller.example").query(String.class).list();
    }

    private static boolean isRead(String user) {
        return jdbc.sql("select history_complete_at is not null from mailbox where address = :address")
                .param("address", user + "@seller.example").query(Boolean.class).single();
    }

    private static int recorded(String user) {
        return jdbc.sql("select count(*) from ledger_entry join mailbox using (mailbox_id) where address = :address")
                .param("address", user + "@seller.example").query(Integer.class).single();
    }

    /** All that is known of a mailbox, to see whether somebody wrote to it. */
    private static String book(String user) {
        return jdbc
                .sql("""
                        select row(m.messages_read, m.remaining, m.failing_since, m.failure, m.last_success_at, m.turn, c.token,
                                   c.moved_at, (select max(recorded_at) from ledger_entry e where e.mailbox_id = m.mailbox_id))::text
                          from mailbox m join mailbox_cursor c using (mailbox_id)
                         where m.address = :address
                        """)
                .param("address", user + "@seller.example").query(String.class).single();
    }

    private static void allOfItIsThereOnce(String... users) {
        for (String user : users) {
            assertThat(recorded(user)).as(user).isEqualTo(mail.delivered(user + "@seller.example"));
        }
        assertThat(jdbc.sql("select count(*) from interaction").query(Integer.class).single()).isEqualTo(mail.known());
    }

    @Test
    @Order(1)
    void theOthersTakeOverFromANodeThatIsKilledInTheMiddleOfAnImport() throws InterruptedException {
        Readers.Held page = mail.readers().holdPageOf("anna@seller.example", 1);
        connect("anna");
        connect("ben");
        waitUntil(page::hasCome);

        Node killed = reader("anna");
        killed.kill();
        NODES.remove(killed);
        page.release();

        somebodyElseReads("anna", killed);
        waitUntil(() -> isRead("anna") && isRead("ben"));
        allOfItIsThereOnce("anna", "ben");
    }

    @Test
    @Order(2)
    void aNodeThatIsStoppedWhileItReadsAndGoesOnStoresNothingAndReadsNothing() throws InterruptedException {
        Readers.Held page = mail.readers().holdPageOf("carla@seller.example", 1);
        connect("carla");
        waitUntil(page::hasCome);
        Node stopped = reader("carla");
        NODES.remove(stopped);
        stopped.stop();
        page.release();
        somebodyElseReads("carla", stopped);
        waitUntil(() -> isRead("carla"));
        String before = book("carla");

        stopped.goOn();
        NODES.add(stopped);
        waitUntil(() -> knowsThatItIsOver(stopped));

        assertThat(book("carla")).isEqualTo(before);
        allOfItIsThereOnce("anna", "ben", "carla");
    }

    @Test
    @Order(3)
    void aNodeThatIsCutOffInTheMiddleOfACommitHoldsNobodyUpAndStoresNothing() throws Exception {
        Readers.Held page = mail.readers().holdPageOf("dora@seller.example", 1);
        connect("dora");
        waitUntil(page::hasCome);
        Node cut = reader("dora");
        try (Connection other = database.getPostgresDatabase().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table ledger_entry in share mode");
            page.release();
            waitUntil(SeveralNodesTest::somebodyWaitsToStore);
            // Its rows are locked now, and what the database answers from here on does not arrive.
            cut.database().cut();
            other.rollback();
        }
        somebodyElseReads("dora", cut);
        waitUntil(() -> isRead("dora"));
        String before = book("dora");

        cut.database().mend();
        waitUntil(() -> knowsThatItIsOver(cut) && cut.isUp());

        assertThat(book("dora")).isEqualTo(before);
        allOfItIsThereOnce("anna", "ben", "carla", "dora");
    }

    /** By the number of the turn, or because the connection it would have stored over is gone. */
    private static boolean knowsThatItIsOver(Node node) {
        return node.said().contains("another node has taken this mailbox over")
                || node.said().contains("cut off from the database; the mailbox is left");
    }

    private static boolean somebodyWaitsToStore() {
        return jdbc
                .sql("select exists (select from pg_locks where relation = 'ledger_entry'::regclass and not granted)")
                .query(Boolean.class).single();
    }

    @Test
    @Order(4)
    void whatArrivesIsReadAlthoughTheNodeThatWatchedTheMailboxIsKilled() throws InterruptedException {
        waitUntil(() -> watcher("anna").isPresent());
        Node watching = watcher("anna").orElseThrow();
        watching.kill();
        NODES.remove(watching);

        mail.deliver("anna@seller.example", 1);
        waitUntil(TAKEN_OVER, () -> recorded("anna") == mail.delivered("anna@seller.example"));
        waitUntil(() -> watcher("anna").isPresent());
        mail.deliver("anna@seller.example", 1);
        waitUntil(() -> recorded("anna") == mail.delivered("anna@seller.example"));

        allOfItIsThereOnce("anna", "ben", "carla", "dora");
    }

    @Test
    @Order(5)
    void aNodeWhoseConnectionsToTheDatabaseHangForGoodFindsOthers() throws InterruptedException {
        waitUntil(() -> watcher("ben").isPresent());
        List<Node> lost = List.copyOf(NODES);
        lost.forEach(node -> node.database().lose());

        mail.deliver("ben@seller.example", 1);
        waitUntil(TAKEN_OVER, () -> recorded("ben") == mail.delivered("ben@seller.example"));
        waitUntil(() -> watcher("ben").isPresent() && lost.stream().allMatch(Node::isUp));

        allOfItIsThereOnce("anna", "ben", "carla", "dora");
    }

    /** The living node that is told what happens in a mailbox. */
    private static Optional<Node> watcher(String user) {
        return jdbc.sql("""
                select w.node
                  from mailbox_watch w join mailbox m using (mailbox_id) join watch_node n using (node)
                 where m.address = :address and w.told and n.alive_until > now()
                """).param("address", user + "@seller.example").query(String.class).optional()
                .flatMap(id -> NODES.stream().filter(node -> id.startsWith(node.name())).findFirst());
    }
}
