// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private final WatchLeases a = new WatchLeases(JDBC, "a");
    private final WatchLeases b = new WatchLeases(JDBC, "b");
    private final WatchLeases c = new WatchLeases(JDBC, "c");

    @BeforeEach
    void empty() {
        JDBC.sql("truncate mailbox_watch, watch_node").update();
    }

    /** What a kill does, seen half a minute later. */
    private static void isKilled(String node) {
        JDBC.sql("update mailbox_watch set held_until = now() - interval '1 second' where node = :node")
                .param("node", node).update();
        JDBC.sql("update watch_node set alive_until = now() - interval '1 second' where node = :node")
                .param("node", node).update();
    }

    /** One renewal, and what it is not to watch any more given back. */
    private static Set<MailboxId> renewed(WatchLeases node) {
        Set<MailboxId> held = node.renew(WANTED, LEASE);
        node.giveBackAllBut(held);
        return held;
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
    void theOthersTakeOverFromANodeThatWasKilled() {
        renewed(a);
        renewed(b);
        renewed(a);
        renewed(b);
        isKilled("a");

        assertThat(renewed(b)).isEqualTo(WANTED);
        assertThat(renewed(a)).isEmpty();
    }

    @Test
    void everyNodeKnowsWhetherTheServerTellsWhatHappens() {
        MailboxId seven = new MailboxId(7);
        renewed(a);
        assertThat(b.isTold(seven)).isFalse();
        a.tell(Set.of(seven));
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
    void aMailboxThatIsNotWantedAnyMoreIsGivenUp() {
        renewed(a);
        Set<MailboxId> held = a.renew(Set.of(new MailboxId(7)), LEASE);
        a.giveBackAllBut(held);

        assertThat(held).containsExactly(new MailboxId(7));
        assertThat(JDBC.sql("select count(*) from mailbox_watch").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void nodesThatBeginInTheSameMomentDoNotShareAMailbox() throws Exception {
        List<Callable<Set<MailboxId>>> nodes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            WatchLeases node = new WatchLeases(JDBC, "n" + i);
            nodes.add(() -> node.renew(WANTED, LEASE));
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
