// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has gone wrong in other programs that keep mail, by the number of the list it is on; those that concern ledger and health. */
class DefectsOfPeersTest {

    private static final LocalDate TODAY = LocalDate.ofInstant(Crm.NOW, ZoneOffset.UTC);

    private final Crm crm = new Crm();
    private final Reconciliation reconciliation = new Reconciliation(crm.jdbc);
    private final Comparisons comparisons = new Comparisons(crm.jdbc);

    @Test
    void row1TheCursorMovesPastAMessageThatFailedOnlyWithARowThatSaysSo() {
        crm.record(crm.annasMailbox, new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender"));

        assertThat(crm.ledger.position(crm.annasMailbox, "memory").token()).isEqualTo("1");
        assertThat(crm.book.quarantine(Long.MAX_VALUE, 10)).extracting(LedgerBook.Quarantined::reason)
                .containsExactly("no sender");
    }

    @Test
    void row2AMessageWithoutMessageIdIsStoredOnce() {
        Mail mail = Mail.from("helen@oakhanger.example").to("anna@seller.example").withId("");

        crm.record(crm.annasMailbox, mail.in("INBOX/1/1"));
        crm.record(crm.annasMailbox, mail.in("Archive/1/1"));

        assertThat(crm.count("interaction")).isOne();
        assertThat(crm.count("witness")).isEqualTo(2);
    }

    @Test
    void row3StoringAPageLocksNoTable() {
        crm.database.transaction().executeWithoutResult(status -> {
            crm.record(crm.annasMailbox,
                    Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"));

            assertThat(crm.jdbc
                    .sql("""
                            select count(*) from pg_locks
                             where locktype = 'relation' and mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                               and pid = pg_backend_pid()
                            """)
                    .query(Long.class).single()).isZero();
        });
    }

    @Test
    void row4ALostCursorIsSaidAndReadingBeginsAnew() {
        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"));

        crm.ledger.rewind(crm.annasMailbox, "Forgotten.");

        assertThat(crm.ledger.position(crm.annasMailbox, "memory").isStart()).isTrue();
        assertThat(new MailboxEvents(crm.jdbc).latest(crm.annasMailbox, Long.MAX_VALUE, 1))
                .extracting(MailboxEvents.Event::kind).containsExactly(MailboxEvents.Kind.CURSOR_LOST);
    }

    @Test
    void row9TwoReadersOfOneMailboxCannotBothStoreAPage() {
        Cursor start = Cursor.start("memory");
        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"));

        assertThatThrownBy(() -> crm.ledger.commit(new ReadPage(crm.annasMailbox, start, new Cursor("memory", 1, "7"),
                List.of(Mail.from("raj@oakhanger.example").to("anna@seller.example").in("INBOX/1/2")), 0)))
                .isInstanceOf(Ledger.PositionMoved.class);
        assertThat(crm.count("interaction")).isOne();
    }

    /** "Active" while mail is missing, the complaint heard most: missing is what the provider has and we have not. */
    @Test
    void aMailboxThatIsReadButLacksMailSaysHowMuch() {
        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"));
        crm.mailboxes.succeeded(crm.annasMailbox, Crm.NOW, Crm.NOW.plus(Duration.ofMinutes(1)));
        Set<SourceId> lost = Set.of(new SourceId("INBOX/1/2"));

        reconciliation.record(crm.annasMailbox, TODAY, TODAY,
                List.of(new Listed(new SourceId("INBOX/1/1"), TODAY), new Listed(new SourceId("INBOX/1/2"), TODAY)),
                lost, lost, Crm.NOW);

        assertThat(comparisons.latest().get(crm.annasMailbox))
                .isEqualTo(new Comparisons.Sum(2, 1, 0, 1, 1, Crm.NOW, List.of(TODAY), Optional.empty()));
    }

    @Test
    void aMailboxThatCannotBeReadSaysSinceWhenAndWhatToDo() {
        crm.mailboxes.succeeded(crm.annasMailbox, Crm.NOW, Crm.NOW);
        crm.mailboxes.failed(crm.annasMailbox, Crm.NOW.plusSeconds(60), "Sign in again.", Optional.empty());

        MailboxState state = crm.mailboxes.find(crm.annasMailbox).orElseThrow();

        assertThat(state.needsSignIn()).isTrue();
        assertThat(state.failingSince()).contains(Crm.NOW.plusSeconds(60));
        assertThat(state.blindSince()).contains(Crm.NOW);
        assertThat(state.failure()).isEqualTo("Sign in again.");
    }

    @Test
    void whatIsLeftOutIsKnownAndNeverTakesBackWhatWasCaptured() {
        Reading.Captured captured = Mail.from("helen@oakhanger.example").to("anna@seller.example").in("Private/1/1");
        crm.record(crm.annasMailbox, captured);
        crm.record(crm.annasMailbox, leftOut("Private/1/1"), leftOut("Private/1/2"));

        assertThat(outcomes()).containsExactly("Private/1/1 captured", "Private/1/2 excluded");
        assertThat(crm.recalls.ofLeftOut(crm.annasMailbox)).isOne();
        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).containsExactly(new SourceId("Private/1/2"));

        crm.record(crm.annasMailbox, Mail.from("raj@oakhanger.example").to("anna@seller.example").in("Private/1/2"));

        assertThat(outcomes()).containsExactly("Private/1/1 captured", "Private/1/2 captured");
        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).isEmpty();
    }

    private static Reading leftOut(String source) {
        return new Reading.LeftOut(new SourceId(source), Crm.NOW, "left out: the folder Private");
    }

    private List<String> outcomes() {
        return crm.jdbc.sql("select source || ' ' || outcome from ledger_entry order by source").query(String.class)
                .list();
    }
}
