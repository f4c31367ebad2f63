// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.sync.ReadPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Crm crm = new Crm();
    private final Turns turns = new Turns(crm.jdbc, crm.database.transaction());

    private Turn taken(String node) {
        return turns.take(crm.annasMailbox, node, LEASE).orElseThrow();
    }

    /** What half a minute without a word does. */
    private void leasesAreOver() {
        crm.jdbc.sql("update mailbox set turn_until = now() - interval '1 second' where turn_until is not null")
                .update();
    }

    private ReadPage firstPage() {
        return new ReadPage(crm.annasMailbox, Cursor.start("memory"), new Cursor("memory", 1, "1"),
                List.of(Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1")), 0);
    }

    @Test
    void aMailboxIsReadByOneAtATime() {
        Turn first = taken("a");
        assertThat(turns.take(crm.annasMailbox, "b", LEASE)).isEmpty();
        assertThat(turns.take(crm.annasMailbox, "a", LEASE)).isEmpty();
        assertThat(turns.take(crm.jonasMailbox, "b", LEASE)).isPresent();

        turns.end(first);

        assertThat(taken("b").number()).isGreaterThan(first.number());
    }

    @Test
    void oneOfManyThatBeginInTheSameMomentIsLetIn() throws Exception {
        List<Callable<Optional<Turn>>> nodes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String node = "n" + i;
            nodes.add(() -> turns.take(crm.annasMailbox, node, LEASE));
        }
        int in = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<Turn>> one : threads.invokeAll(nodes)) {
                in += one.get().isPresent() ? 1 : 0;
            }
        }

        assertThat(in).isEqualTo(1);
    }

    @Test
    void aTurnThatIsRenewedGoesOnAndOneThatWasTakenDoesNot() {
        Turn annas = taken("a");
        Turn jonas = turns.take(crm.jonasMailbox, "a", LEASE).orElseThrow();
        assertThat(turns.renew(List.of(annas, jonas), LEASE)).isEqualTo(Set.of(annas, jonas));
        leasesAreOver();
        taken("b");

        assertThat(turns.renew(List.of(annas, jonas), LEASE)).isEqualTo(Set.of(jonas));
        assertThat(turns.renew(List.of(), LEASE)).isEmpty();
    }

    @Test
    void whoeverWakesUpAfterItsTurnStoresNothing() {
        Turn sleeper = taken("a");
        leasesAreOver();
        Turn next = taken("b");

        assertThatExceptionOfType(TurnOver.class).isThrownBy(() -> crm.ledger.during(sleeper).commit(firstPage()));
        assertThatExceptionOfType(TurnOver.class)
                .isThrownBy(() -> crm.ledger.during(sleeper).rewind(crm.annasMailbox, "Forgotten."));
        assertThatExceptionOfType(TurnOver.class).isThrownBy(() -> turns.store(sleeper,
                () -> crm.mailboxes.failed(crm.annasMailbox, Crm.NOW, "late", Optional.empty())));
        turns.end(sleeper);

        assertThat(crm.count("interaction")).isZero();
        assertThat(crm.mailboxes.find(crm.annasMailbox).orElseThrow().failingSince()).isEmpty();
        crm.ledger.during(next).commit(firstPage());
        assertThat(crm.count("interaction")).isEqualTo(1);
        assertThat(turns.take(crm.annasMailbox, "c", LEASE)).isEmpty();
    }

    /** Whoever has just signed in again must not be told by an older turn that nobody has. */
    @Test
    void whatATurnFindsOutAboutAnOldConnectionSaysNothingAboutTheNewOne() {
        Turn old = taken("a");
        crm.mailboxes.reconnected(crm.annasMailbox);

        assertThatExceptionOfType(TurnOver.class).isThrownBy(() -> turns.store(old,
                () -> crm.mailboxes.failed(crm.annasMailbox, Crm.NOW, "sign in again", Optional.empty())));
        assertThat(turns.renew(List.of(old), LEASE)).isEmpty();
        assertThat(crm.mailboxes.find(crm.annasMailbox).orElseThrow().needsSignIn()).isFalse();
        assertThat(taken("b").number()).as("at once, without waiting for a lease").isGreaterThan(old.number());
    }

    @Test
    void aTurnThatIsBrokenOffStoresNothingMore() {
        Turn old = taken("a");
        crm.mailboxes.breakOff(crm.annasMailbox);

        assertThatExceptionOfType(TurnOver.class).isThrownBy(() -> crm.ledger.during(old).commit(firstPage()));
        assertThat(taken("b").number()).isGreaterThan(old.number());
    }

    @Test
    void aMailboxThatIsGoneHasNoTurns() {
        Turn turn = taken("a");
        crm.mailboxes.remove(crm.annasMailbox);

        assertThat(turns.take(crm.annasMailbox, "b", LEASE)).isEmpty();
        assertThatExceptionOfType(TurnOver.class).isThrownBy(() -> turns.store(turn, () -> {}));
        assertThat(turns.take(new MailboxId(4711), "b", LEASE)).isEmpty();
    }
}
