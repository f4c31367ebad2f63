// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class WatchLeasesTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Set<MailboxId> WANTED = LongStream.rangeClosed(1, 90).mapToObj(MailboxId::new)
            .collect(Collectors.toUnmodifiableSet());

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();

    private final WatchLeases a = new WatchLeases(JDBC, JDBC, "a");
    private final WatchLeases b = new WatchLeases(JDBC, JDBC, "b");
    private final WatchLeases c = new WatchLeases(JDBC, JDBC, "c");

    @BeforeEach
    void ninetyThatNobodyWatches() {
        JDBC.sql("truncate mailbox_watch, watch_node").update();
        JDBC.sql("insert into mailbox_watch (mailbox_id) select generate_series(1, 90)").update();
    }

    /** What a kill does, seen half a minute later. */
    private static void isKilled(String node) {
        JDBC.sql("update watch_node set alive_until = now() - interval '1 second' where node = :node")
                .param("node", node).update();
    }

    /** What a node does every ten seconds; returns what it holds then. */
    private static Set<MailboxId> renewed(WatchLeases node) {
        node.live(LEASE);
        node.bury();
        Set<MailboxId> held = new HashSet<>(node.held());
        int most = node.share();
        if (held.size() > most) {
            node.giveBack(held.stream().skip(most).toList());
        } else {
            node.take(most - held.size());
        }
        return new HashSet<>(node.held());
    }

    @Test
    void aNodeAloneWatchesAll() {
        assertThat(renewed(a)).isEqualTo(WANTED);
        assertThat(renewed(a)).isEqualTo(WANTED);
    }

    @Test
    void threeNodesComeToShareAndNoMailboxIsWatchedByTwo() {
        renewed(a);
        renewed(b);
        renewed(c);
        Set<MailboxId> ofA = renewed(a);
        Set<MailboxId> ofB = renewed(b);
        Set<MailboxId> ofC = renewed(c);

        assertThat(List.of(ofA.size(), ofB.size(), ofC.size())).containsExactly(30, 30, 30);
        assertThat(ofA).doesNotContainAnyElementsOf(ofB).doesNotContainAnyElementsOf(ofC);
        assertThat(ofB).doesNotContainAnyElementsOf(ofC);
    }

    @Test
    void theOthersTakeOverFromANodeThatWasKilledAndItIsToldSoWhenItWasOnlyAsleep() {
        renewed(a);
        renewed(b);
        renewed(a);
        renewed(b);
        isKilled("a");

        assertThat(renewed(b)).isEqualTo(WANTED);
        assertThat(a.live(LEASE)).isFalse();
        assertThat(a.held()).isEmpty();
    }

    @Test
    void aNodeThatWasLateKeepsWhatNobodyTook() {
        renewed(a);
        isKilled("a");

        assertThat(a.live(LEASE)).isTrue();
        assertThat(a.held()).hasSize(90);
    }

    @Test
    void aRenewalTouchesOneRowHoweverMuchIsHeld() {
        renewed(a);
        List<String> before = places();
        a.live(LEASE);
        a.bury();

        assertThat(a.changed()).isEmpty();
        assertThat(places()).isEqualTo(before);
    }

    /** Where the rows lie: a row that is written lies elsewhere afterwards. */
    private static List<String> places() {
        return JDBC.sql("select ctid::text from mailbox_watch order by mailbox_id").query(String.class).list();
    }

    @Test
    void everyNodeKnowsWhetherTheServerTellsWhatHappens() {
        MailboxId seven = new MailboxId(7);
        renewed(a);
        assertThat(b.isTold(seven)).isFalse();
        a.tell(Map.of(seven, true));
        renewed(a);
        assertThat(b.isTold(seven)).isTrue();
        isKilled("a");

        assertThat(b.isTold(seven)).isFalse();
        renewed(b);
        assertThat(b.isTold(seven)).isFalse();
    }

    @Test
    void aNodeThatLeavesIsFollowedAtOnce() {
        renewed(a);
        renewed(b);
        a.leave();

        assertThat(renewed(b)).isEqualTo(WANTED);
    }

    @Test
    void whatPeopleDoToAMailboxIsToldToWhoeverWatchesItAndToNobodyTwice() {
        JDBC.sql("truncate mailbox_watch").update();
        MailboxId annas = new Mailboxes(JDBC).add(
                new Users(JDBC).add("anna", "Anna", "anna@seller.example", User.Role.REP), "imap",
                "anna@seller.example").orElseThrow();
        assertThat(renewed(a)).as("nobody knows how to connect to it").isEmpty();
        JDBC.sql("""
                insert into imap_connection (mailbox_id, host, port, security, username, secret)
                values (:mailbox, 'mail.example', 993, 'TLS', 'anna', 'sealed')
                """).param("mailbox", annas.value()).update();
        assertThat(renewed(a)).containsExactly(annas);
        assertThat(a.changed()).isEmpty();

        JDBC.sql("update mailbox set last_run_at = now(), needs_sign_in = false, paused = false").update();
        assertThat(a.changed()).as("a run changes nothing").isEmpty();
        JDBC.sql("update imap_connection set host = 'imap.example'").update();
        assertThat(a.changed()).containsExactly(new WatchLeases.Changed(annas, true));
        assertThat(a.changed()).isEmpty();
        JDBC.sql("update mailbox set paused = true").update();
        assertThat(a.changed()).containsExactly(new WatchLeases.Changed(annas, false));
        a.giveBack(List.of(annas));
        assertThat(renewed(b)).isEmpty();
        JDBC.sql("update mailbox set paused = false").update();
        assertThat(renewed(b)).containsExactly(annas);
        JDBC.sql("delete from mailbox").update();
        assertThat(b.changed()).containsExactly(new WatchLeases.Changed(annas, false));
        b.giveBack(List.of(annas));
        assertThat(JDBC.sql("select count(*) from mailbox_watch").query(Long.class).single()).isZero();
    }

    @Test
    void nodesThatBeginInTheSameMomentDoNotShareAMailbox() throws Exception {
        List<Callable<Set<MailboxId>>> nodes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            WatchLeases node = new WatchLeases(JDBC, JDBC, "n" + i);
            nodes.add(() -> {
                node.live(LEASE);
                return new HashSet<>(node.take(node.share()));
            });
        }
        List<MailboxId> held = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Set<MailboxId>> one : threads.invokeAll(nodes)) {
                held.addAll(one.get());
            }
        }

        assertThat(held).doesNotHaveDuplicates();
    }
}
