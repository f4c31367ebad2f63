// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxEvents.Kind;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The timeline of an IMAP mailbox says when its server began to tell, ceased to, and tells again. */
class WatchEventsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();
    private static final MailboxId ANNAS = new Mailboxes(JDBC).add(
            new Users(JDBC).add("anna", "Anna", "anna@seller.example", User.Role.REP), "imap", "anna@seller.example")
            .orElseThrow();

    private final WatchLeases node = new WatchLeases(JDBC, JDBC, "a");
    private final WatchEvents events = new WatchEvents(JDBC,
            DATABASE.transaction());

    @BeforeEach
    void theServerTells() {
        JDBC.sql("truncate mailbox_watch, watch_node, watch_said, mailbox_event").update();
        JDBC.sql("insert into mailbox_watch (mailbox_id) values (:mailbox)").param("mailbox", ANNAS.value()).update();
        node.live(Duration.ofHours(1));
        node.take(1);
        node.tell(Map.of(ANNAS, true));
        events.look(NOON);
    }

    private void after(int minutes) {
        events.look(NOON.plus(Duration.ofMinutes(minutes)));
    }

    private static List<Kind> said() {
        return new MailboxEvents(JDBC).latest(ANNAS, Long.MAX_VALUE, 99).reversed().stream()
                .map(MailboxEvents.Event::kind).toList();
    }

    @Test
    void theBeginningIsSaidOnce() {
        after(1);
        after(2);

        assertThat(said()).containsExactly(Kind.PUSH_BEGAN);
    }

    @Test
    void aLossIsSaidWithTheTimeSinceWhenAndSoIsItsEnd() {
        node.tell(Map.of(ANNAS, false));
        after(1);
        after(2);
        after(3);
        after(4);
        node.tell(Map.of(ANNAS, true));
        after(9);

        assertThat(said()).containsExactly(Kind.PUSH_BEGAN, Kind.PUSH_LOST, Kind.PUSH_AGAIN);
        MailboxEvents.Event lost = new MailboxEvents(JDBC).latest(ANNAS, Long.MAX_VALUE, 2).getLast();
        assertThat(lost.at()).isEqualTo(NOON.plus(Duration.ofMinutes(1)));
        assertThat(lost.detail()).startsWith("The connection to its server broke");
    }

    @Test
    void aConnectionThatIsMadeAgainAtOnceIsNoNews() {
        node.tell(Map.of(ANNAS, false));
        after(1);
        node.tell(Map.of(ANNAS, true));
        after(2);
        after(5);

        assertThat(said()).containsExactly(Kind.PUSH_BEGAN);
    }

    @Test
    void aNodeThatIsKilledSaysNothingAndIsMissedAllTheSame() {
        JDBC.sql("update watch_node set alive_until = now() - interval '1 second'").update();
        node.bury();
        after(1);
        after(4);

        assertThat(said()).containsExactly(Kind.PUSH_BEGAN, Kind.PUSH_LOST);
        assertThat(new MailboxEvents(JDBC).latest(ANNAS, Long.MAX_VALUE, 1).getFirst().detail())
                .startsWith("No node holds");
    }

    @Test
    void aMailboxThatIsPausedHasLostNothing() {
        JDBC.sql("update mailbox_watch set wanted = false").update();
        after(1);
        after(4);

        assertThat(said()).containsExactly(Kind.PUSH_BEGAN);
    }
}
