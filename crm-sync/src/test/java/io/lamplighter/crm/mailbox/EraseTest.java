// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.HeldUp;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A mailbox goes away with what only it told, while pages of it and of others are on their way. */
class EraseTest {

    private final Crm crm = new Crm();
    private final HeldUp heldUp = new HeldUp(crm.database);
    private final JdbcLedger ledger = new JdbcLedger(crm.jdbc, heldUp, crm.clock, ZoneOffset.UTC);
    private final Mail mail = Mail.from("helen@oakhanger.example").to("anna@seller.example", "jonas@seller.example");

    private ReadPage firstPage(MailboxId mailbox) {
        return new ReadPage(mailbox, Cursor.start("memory"), new Cursor("memory", 1, "1"),
                List.of(mail.in("INBOX/1/1")),
                0);
    }

    private void erase(MailboxId mailbox) {
        crm.database.transaction().executeWithoutResult(status -> {
            crm.mailboxes.erase(mailbox);
            crm.mailboxes.remove(mailbox);
        });
    }

    private long capturedAndThere() {
        return crm.jdbc.sql("select count(*) from ledger_entry join interaction using (interaction_id)")
                .query(Long.class).single();
    }

    @Test
    void whatAnotherMailboxIsJustSeeingStays() throws Exception {
        ledger.commit(firstPage(crm.annasMailbox));
        List<CompletableFuture<Void>> erased = new ArrayList<>();
        heldUp.atEndOfNext(() -> erased.add(heldUp.beside(() -> erase(crm.annasMailbox))));

        ledger.commit(firstPage(crm.jonasMailbox));
        erased.getFirst().get();

        assertThat(capturedAndThere()).isEqualTo(1);
        assertThat(crm.count("activity")).isEqualTo(1);
    }

    @Test
    void whatIsErasedWhileAnotherMailboxSeesItIsStoredAnew() throws Exception {
        ledger.commit(firstPage(crm.annasMailbox));
        List<CompletableFuture<Ledger.Recorded>> stored = new ArrayList<>();
        crm.database.transaction().executeWithoutResult(status -> {
            crm.mailboxes.erase(crm.annasMailbox);
            stored.add(heldUp.beside(() -> ledger.commit(firstPage(crm.jonasMailbox))));
            crm.mailboxes.remove(crm.annasMailbox);
        });

        assertThat(stored.getFirst().get()).isEqualTo(new Ledger.Recorded(1, 1, 0, 0, 0));
        assertThat(capturedAndThere()).isEqualTo(1);
        assertThat(crm.count("activity")).isEqualTo(1);
    }

    @Test
    void aPageOfTheMailboxItselfThatIsBeingStoredIsErasedToo() throws Exception {
        Turns turns = new Turns(crm.jdbc, crm.database.transaction());
        Turn turn = turns.take(crm.annasMailbox, "a", Duration.ofSeconds(30)).orElseThrow();
        List<CompletableFuture<Void>> erased = new ArrayList<>();
        heldUp.atEndOfNext(() -> erased.add(heldUp.beside(() -> erase(crm.annasMailbox))));

        ledger.during(turn).commit(firstPage(crm.annasMailbox));
        erased.getFirst().get();

        assertThat(crm.count("interaction")).isZero();
        assertThat(crm.count("activity")).isZero();
    }

    @Test
    void noPageOfTheMailboxIsStoredAfterItWasErased() {
        Turns turns = new Turns(crm.jdbc, crm.database.transaction());
        Turn turn = turns.take(crm.annasMailbox, "a", Duration.ofSeconds(30)).orElseThrow();
        List<CompletableFuture<Ledger.Recorded>> stored = new ArrayList<>();
        crm.database.transaction().executeWithoutResult(status -> {
            crm.mailboxes.erase(crm.annasMailbox);
            stored.add(heldUp.beside(() -> ledger.during(turn).commit(firstPage(crm.annasMailbox))));
            crm.mailboxes.remove(crm.annasMailbox);
        });

        assertThatThrownBy(() -> stored.getFirst().get()).hasCauseInstanceOf(TurnOver.class);
        assertThat(crm.count("interaction")).isZero();
    }

    @Test
    void whatOnlyTwoMailboxesToldGoesWithThemAlsoWhereBothGoAtOnce() throws Exception {
        ledger.commit(firstPage(crm.annasMailbox));
        ledger.commit(firstPage(crm.jonasMailbox));
        List<CompletableFuture<Void>> other = new ArrayList<>();
        crm.database.transaction().executeWithoutResult(status -> {
            crm.mailboxes.erase(crm.annasMailbox);
            other.add(heldUp.beside(() -> erase(crm.jonasMailbox)));
            crm.mailboxes.remove(crm.annasMailbox);
        });
        other.getFirst().get();

        assertThat(crm.count("interaction")).isZero();
    }
}
