// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.HeldUp;
import io.lamplighter.crm.Mail;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Somebody becomes known while a page with mail of theirs is on its way. */
class PagesInFlightTest {

    private static final SourceId MAIL = new SourceId("INBOX/1/1");

    private final Crm crm = new Crm();
    private final HeldUp heldUp = new HeldUp(crm.database);
    private final JdbcLedger ledger = new JdbcLedger(crm.jdbc, heldUp, crm.clock, ZoneOffset.UTC);

    private Ledger.Recorded pageWithMailOf(String author) {
        return ledger.commit(new ReadPage(crm.annasMailbox, Cursor.start("memory"), new Cursor("memory", 1, "1"),
                List.of(Mail.from(author).to("anna@seller.example").in(MAIL.value())), 0));
    }

    private void newBuyerBecomesKnown() {
        crm.contacts.from("name,email,account\nNew Buyer,new.buyer@postbox.example,Oakhanger Dairies\n");
    }

    @Test
    void whoBecomesKnownAfterAPageWasDecidedOnIsFoundOnIt() {
        heldUp.beforeNext(this::newBuyerBecomesKnown);

        assertThat(pageWithMailOf("new.buyer@postbox.example").witnesses()).isEqualTo(1);
        assertThat(crm.count("activity")).isEqualTo(1);
    }

    @Test
    void aCompanyThatBecomesKnownAfterAPageWasDecidedOnIsFoundOnIt() {
        heldUp.beforeNext(() -> crm.accounts.from("name,domain\nBrightmoor,brightmoor.example\n"));

        assertThat(pageWithMailOf("ida@brightmoor.example").witnesses()).isEqualTo(1);
    }

    @Test
    void whoeverMakesSomebodyKnownWaitsForThePageThatIsBeingStored() throws Exception {
        List<Future<?>> imported = new ArrayList<>();
        heldUp.atEndOfNext(() -> imported.add(heldUp.beside(this::newBuyerBecomesKnown)));

        assertThat(pageWithMailOf("new.buyer@postbox.example").excluded()).isEqualTo(1);
        imported.getFirst().get();

        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).containsExactly(MAIL);
    }

    @Test
    void aPageIsStoredAlsoWherePeopleBecomeKnownAllTheTime() {
        becomesKnown(1);

        assertThat(pageWithMailOf("dentist@teeth.example").excluded()).isEqualTo(1);
    }

    private void becomesKnown(int number) {
        heldUp.beforeNext(() -> {
            crm.contacts
                    .from("name,email,account\nBuyer,buyer%d@postbox.example,Oakhanger Dairies\n".formatted(number));
            becomesKnown(number + 1);
        });
    }

    @Test
    void aPageWaitsForWhomeverIsBecomingKnown() throws Exception {
        List<CompletableFuture<Ledger.Recorded>> stored = new ArrayList<>();
        crm.database.transaction().executeWithoutResult(status -> {
            newBuyerBecomesKnown();
            stored.add(heldUp.beside(() -> pageWithMailOf("new.buyer@postbox.example")));
        });

        assertThat(stored.getFirst().get().witnesses()).isEqualTo(1);
    }

    @Test
    void whatIsCalledAgainWhileItIsBeingReadIsReadOnceMore() {
        pageWithMailOf("new.buyer@postbox.example");
        newBuyerBecomesKnown();
        List<Recalls.Call> calls = crm.recalls.calls(crm.annasMailbox, 10);
        crm.accounts.from("name,domain\nPostbox,postbox.example\n");

        crm.recalls.done(crm.annasMailbox, calls);
        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).containsExactly(MAIL);

        crm.recalls.done(crm.annasMailbox, crm.recalls.calls(crm.annasMailbox, 10));
        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).isEmpty();
    }

    @Test
    void whatIsCapturedIsNotCalledAnyMoreHoweverOftenItWas() {
        pageWithMailOf("new.buyer@postbox.example");
        newBuyerBecomesKnown();
        List<Recalls.Call> calls = crm.recalls.calls(crm.annasMailbox, 10);
        crm.accounts.from("name,domain\nPostbox,postbox.example\n");
        crm.record(crm.annasMailbox, Mail.from("new.buyer@postbox.example").to("anna@seller.example").in(MAIL.value()));

        crm.recalls.done(crm.annasMailbox, calls);

        assertThat(crm.count("recall")).isZero();
    }

    @Test
    void aContactWhoGetsAnAccountOnlyLaterIsFoundOnEarlierMail() {
        crm.contacts.from("name,email,account\nNew Buyer,new.buyer@postbox.example,\n");
        assertThat(pageWithMailOf("new.buyer@postbox.example").excluded()).isEqualTo(1);

        newBuyerBecomesKnown();

        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).containsExactly(MAIL);
    }
}
