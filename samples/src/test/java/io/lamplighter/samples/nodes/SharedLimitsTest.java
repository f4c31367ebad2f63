// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.google.GoogleSimulator;
import io.lamplighter.ingest.google.GoogleUser;
import io.lamplighter.ingest.graph.GraphMailbox;
import io.lamplighter.ingest.graph.GraphSimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a provider allows for a mailbox is one for all nodes: three processes on one database read a mailbox and count it
 * for people, the one that reads is killed, and the provider never has to refuse anything. What a minute is in life is
 * twenty seconds here, on both sides.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedLimitsTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int GMAIL_MESSAGES = 650;
    private static final int GRAPH_MESSAGES = 900;

    private static final List<Node> NODES = new ArrayList<>();
    private static GoogleSimulator google;
    private static GraphSimulator graph;
    private static Site site;

    @BeforeAll
    static void startThreeNodes() {
        google = new GoogleSimulator(CLOCK, QuickMinutes.GOOGLE);
        graph = new GraphSimulator(CLOCK).allows(QuickMinutes.GRAPH_REQUESTS, QuickMinutes.WINDOW,
                QuickMinutes.GRAPH_AT_ONCE);
        Site.isLetIn(graph);
        site = new Site();
        NODES.addAll(site.nodes(3, QuickMinutes.class, "--lamplighter.sync.lease=6s",
                "--db-scheduler.heartbeat-interval=1s", "--db-scheduler.missed-heartbeats-limit=6",
                "--lamplighter.sync.poll-every=10m", "--lamplighter.providers.google.client-id=load",
                "--lamplighter.providers.google.client-secret=load",
                "--lamplighter.providers.google.apis=" + google.url(),
                "--lamplighter.providers.microsoft.client-id=load",
                "--lamplighter.providers.microsoft.client-secret=load",
                "--lamplighter.providers.microsoft.authority=" + graph.authority(),
                "--lamplighter.providers.microsoft.graph=" + graph.base()));
        site.knows("buyer.example");
    }

    @AfterAll
    static void stop() {
        site.close();
        google.close();
        graph.close();
    }

    private static void waitUntil(BooleanSupplier done) {
        Instant late = CLOCK.instant().plus(PATIENCE);
        Site.waitUntil(() -> {
            assertThat(CLOCK.instant()).as("patience").isBefore(late);
            return done.getAsBoolean();
        });
    }

    @Test
    @Order(1)
    void gmailRefusesNothingAlthoughTheNodeThatReadsIsKilledAndOthersCount() {
        GoogleUser anna = google.user("anna@seller.example");
        Instant now = CLOCK.instant();
        for (int i = GMAIL_MESSAGES; i > 0; i--) {
            anna.receives("Number " + i, now.minus(Duration.ofMinutes(20L * i)));
        }
        long mailbox = site.mailbox("google", anna.address());
        site.google(mailbox, anna.address(), google.consentOf(anna).current(new MailboxId(mailbox)));

        isReadAlthoughItsReaderIsKilled(mailbox, () -> google.units(anna), 2_500);

        assertThat(google.beyondLimits(anna)).isEmpty();
        assertThat(recorded(mailbox)).isEqualTo(GMAIL_MESSAGES);
        assertThat(interactions()).isEqualTo(GMAIL_MESSAGES);
    }

    @Test
    @Order(2)
    void microsoftRefusesNothingEither() {
        long before = interactions();
        GraphMailbox ben = graph.mailbox("ben@seller.example");
        Instant now = CLOCK.instant();
        for (int i = GRAPH_MESSAGES; i > 0; i--) {
            ben.received("inbox", now.minus(Duration.ofMinutes(20L * i)), "Letter " + i);
        }
        long mailbox = site.mailbox("graph", "ben@seller.example");
        site.graph(mailbox, "ben@seller.example");

        isReadAlthoughItsReaderIsKilled(mailbox, () -> graph.requests().count(), 250);

        assertThat(graph.requests().exceeded()).isEmpty();
        assertThat(recorded(mailbox)).isEqualTo(GRAPH_MESSAGES);
        assertThat(interactions() - before).isEqualTo(GRAPH_MESSAGES);
    }

    /** Kills the reader as soon as so much was asked; meanwhile somebody looks at the mailbox over another node, again and again. */
    private static void isReadAlthoughItsReaderIsKilled(long mailbox, LongSupplier asked, long enough) {
        site.wake();
        waitUntil(() -> asked.getAsLong() >= enough && reader(mailbox).isPresent());
        Node killed = reader(mailbox).orElseThrow();
        killed.kill();
        NODES.remove(killed);
        waitUntil(() -> {
            NODES.getFirst().get("/api/mailboxes/" + mailbox + "/reading");
            Site.pause(3_000);
            return isRead(mailbox);
        });
    }

    private static Optional<Node> reader(long mailbox) {
        return site.jdbc()
                .sql("select picked_by from scheduled_tasks where task_name = 'mailbox' and task_instance = :mailbox and picked")
                .param("mailbox", Long.toString(mailbox)).query(String.class).optional()
                .flatMap(name -> NODES.stream().filter(node -> node.name().equals(name)).findFirst());
    }

    private static boolean isRead(long mailbox) {
        return site.count("select count(*) from mailbox where history_complete_at is not null and mailbox_id = "
                + mailbox) == 1;
    }

    private static long recorded(long mailbox) {
        return site.count("select count(*) from ledger_entry where mailbox_id = " + mailbox);
    }

    private static long interactions() {
        return site.count("select count(*) from interaction");
    }
}
