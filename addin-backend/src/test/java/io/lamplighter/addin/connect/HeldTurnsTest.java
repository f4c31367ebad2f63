// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.mailbox.TurnOver;
import io.lamplighter.crm.mailbox.Turns;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class HeldTurnsTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    @RegisterExtension
    static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JdbcClient JDBC = DATABASE.jdbc();
    private static final MailboxId ANNAS = new Mailboxes(JDBC).add(
            new Users(JDBC).add("anna", "Anna", "anna@seller.example", User.Role.REP), "imap", "anna@seller.example")
            .orElseThrow();

    private final AtomicLong millis = new AtomicLong();
    private final Turns turns = new Turns(JDBC, DATABASE.transaction());
    private final HeldTurns a = new HeldTurns(turns, turns, "a", LEASE, millis::get);
    private final HeldTurns b = new HeldTurns(turns, turns, "b", LEASE, millis::get);

    @BeforeEach
    void nobodyReads() {
        JDBC.sql("update mailbox set turn_until = null, turn_node = null").update();
    }

    private static void leasesAreOver() {
        JDBC.sql("update mailbox set turn_until = now() - interval '1 second'").update();
    }

    @Test
    void aTurnLastsForAsLongAsItIsRenewed() {
        try (HeldTurns.Held turn = a.take(ANNAS).orElseThrow()) {
            for (int i = 0; i < 10; i++) {
                millis.addAndGet(20_000);
                a.renew();
                a.breakOffInTime();
            }

            assertThat(turn.isOurs()).isTrue();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(b.take(ANNAS)).isEmpty();
        }
        assertThat(b.take(ANNAS)).isPresent();
    }

    @Test
    void whoeverReadsIsInterruptedBeforeAnybodyElseMayBegin() {
        try (HeldTurns.Held turn = a.take(ANNAS).orElseThrow()) {
            millis.addAndGet(26_000);
            a.breakOffInTime();

            assertThat(turn.isOurs()).isFalse();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            // Late, but nobody else has begun: what it knows is still true.
            Thread.interrupted();
            turn.store(() -> {});
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.currentThread().isInterrupted()).as("the interruption was for what is over now").isFalse();
    }

    @Test
    void aTurnThatSomebodyTookIsBrokenOffAtTheNextRenewal() {
        try (HeldTurns.Held turn = a.take(ANNAS).orElseThrow()) {
            leasesAreOver();
            HeldTurns.Held next = b.take(ANNAS).orElseThrow();
            a.renew();

            assertThat(turn.isOurs()).isFalse();
            assertThat(Thread.interrupted()).isTrue();
            assertThatExceptionOfType(TurnOver.class).isThrownBy(() -> turn.store(() -> {}));
            assertThat(next.isOurs()).isTrue();
        }
        assertThat(a.take(ANNAS)).as("leaving late takes nothing from the next").isEmpty();
    }

    @Test
    void timeAsleepCounts() {
        try (HeldTurns.Held turn = a.take(ANNAS).orElseThrow()) {
            millis.addAndGet(60_000);

            assertThat(turn.isOurs()).as("asked before anything noticed").isFalse();
        }
    }
}
