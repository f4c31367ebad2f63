// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.mailbox.Attempts;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final LocalDate TODAY = LocalDate.ofInstant(Crm.NOW, ZoneOffset.UTC);
    private static final LocalDate FIRST = TODAY.minusDays(29);

    private final Crm crm = new Crm();
    private final Reconciliation reconciliation = new Reconciliation(crm.jdbc);

    @Test
    void nothingIsMissingWhileEverythingListedHasARow() {
        crm.record(crm.annasMailbox, mail("helen@oakhanger.example").in("INBOX/1/1"),
                mail("spam@nowhere.example").in("INBOX/1/2"),
                new Reading.Unreadable(new SourceId("INBOX/1/3"), Crm.NOW, "broken"));

        assertThat(compare("INBOX/1/1", "INBOX/1/2", "INBOX/1/3").isEmpty()).isTrue();
    }

    @Test
    void whatTheProviderHasAndTheLedgerHasNotIsMissing() {
        crm.record(crm.annasMailbox, mail("helen@oakhanger.example").in("INBOX/1/1"));

        assertThat(compare("INBOX/1/1", "INBOX/1/2").missing()).containsExactly(new SourceId("INBOX/1/2"));
    }

    @Test
    void whatWasGoneAndIsThereAgainIsMissing() {
        crm.record(crm.annasMailbox, mail("helen@oakhanger.example").in("INBOX/1/1"));
        crm.record(crm.annasMailbox, new Reading.Gone(new SourceId("INBOX/1/1")));

        assertThat(compare("INBOX/1/1").missing()).containsExactly(new SourceId("INBOX/1/1"));
    }

    @Test
    void whatIsFetchedAgainByItsNameIsThereAgain() {
        Reading.Captured copy = mail("helen@oakhanger.example").in("INBOX/1/1");
        crm.record(crm.annasMailbox, copy);
        crm.record(crm.annasMailbox, new Reading.Gone(new SourceId("INBOX/1/1")));

        Cursor position = crm.ledger.position(crm.annasMailbox, "memory");
        crm.ledger.commit(new ReadPage(crm.annasMailbox, position, position, List.of(copy), -1));

        assertThat(compare("INBOX/1/1").isEmpty()).isTrue();
    }

    @Test
    void whatWentWithoutAWordIsAskedFor() {
        crm.record(crm.annasMailbox, mail("helen@oakhanger.example").in("INBOX/1/1"),
                mail("helen@oakhanger.example").in("INBOX/1/2"));

        assertThat(compare("INBOX/1/2").unlisted()).containsExactly(new SourceId("INBOX/1/1"));
    }

    @Test
    void aDayTellsWhatIsMissingAndWhatWasRepaired() {
        crm.record(crm.annasMailbox, mail("helen@oakhanger.example").in("INBOX/1/1"),
                mail("spam@nowhere.example").in("INBOX/1/3"));

        reconciliation.record(crm.annasMailbox, FIRST, TODAY, listed("INBOX/1/1", "INBOX/1/2", "INBOX/1/3"),
                Set.of(new SourceId("INBOX/1/1"), new SourceId("INBOX/1/2")), Set.of(new SourceId("INBOX/1/2")),
                Crm.NOW);

        Reconciliation.Day day = reconciliation.days(crm.annasMailbox, TODAY.plusDays(1), 3).getLast();
        assertThat(day.provider()).isEqualTo(3);
        assertThat(day.captured()).isOne();
        assertThat(day.excluded()).containsExactly(Map.entry("nobody on it is in the CRM", 1L));
        assertThat(day.missing()).isOne();
        assertThat(day.repaired()).isOne();
        assertThat(reconciliation.latest().get(crm.annasMailbox))
                .isEqualTo(new Reconciliation.Sum(3, 1, 0, 1, 30, Crm.NOW));
    }

    @Test
    void everyDayAddsUpWhateverBecameOfItsMail() {
        crm.record(crm.annasMailbox, mail("helen@oakhanger.example").in("INBOX/1/1"),
                mail("spam@nowhere.example").in("INBOX/1/2"),
                new Reading.Unreadable(new SourceId("INBOX/1/3"), Crm.NOW, "broken"),
                new Reading.Unreadable(new SourceId("INBOX/1/4"), Crm.NOW, "broken"),
                mail("raj@oakhanger.example").in("INBOX/1/5"));
        LedgerBook book = new LedgerBook(crm.jdbc);
        book.discard(book.quarantine(Long.MAX_VALUE, 1).getFirst().id());
        crm.record(crm.annasMailbox, new Reading.Gone(new SourceId("INBOX/1/5")));

        reconciliation.record(crm.annasMailbox, FIRST, TODAY,
                listed("INBOX/1/1", "INBOX/1/2", "INBOX/1/3", "INBOX/1/4", "deleted while we looked", "missing"),
                Set.of(new SourceId("missing"), new SourceId("deleted while we looked")),
                Set.of(new SourceId("missing")), Crm.NOW);

        assertThat(reconciliation.days(crm.annasMailbox, TODAY.plusDays(1), 40)).hasSize(30)
                .allSatisfy(day -> assertThat(day.provider()).isEqualTo(day.captured()
                        + day.excluded().values().stream().mapToLong(n -> n).sum() + day.quarantined()
                        + day.missing()));
        assertThat(reconciliation.latest().get(crm.annasMailbox))
                .isEqualTo(new Reconciliation.Sum(5, 1, 1, 1, 30, Crm.NOW));
    }

    @Test
    void itIsDueWhenSomebodyWantsItAndOnceADay() {
        assertThat(reconciliation.isDue(crm.annasMailbox, Crm.NOW.minus(Duration.ofDays(1)))).isTrue();

        reconciliation.record(crm.annasMailbox, FIRST, TODAY, List.of(), Set.of(), Set.of(), Crm.NOW);

        assertThat(reconciliation.isDue(crm.annasMailbox, Crm.NOW.minus(Duration.ofDays(1)))).isFalse();
        assertThat(reconciliation.isDue(crm.annasMailbox, Crm.NOW.plusSeconds(1))).isTrue();

        reconciliation.want(crm.annasMailbox);

        assertThat(reconciliation.isDue(crm.annasMailbox, Crm.NOW.minus(Duration.ofDays(1)))).isTrue();
    }

    @Test
    void whoWantsItWhileOneIsGoingOnGetsAnother() {
        reconciliation.want(crm.annasMailbox);
        assertThat(reconciliation.begin(crm.annasMailbox)).isTrue();
        reconciliation.want(crm.annasMailbox);

        reconciliation.record(crm.annasMailbox, FIRST, TODAY, List.of(), Set.of(), Set.of(), Crm.NOW);

        assertThat(reconciliation.isDue(crm.annasMailbox, Crm.NOW.minus(Duration.ofDays(1)))).isTrue();
        assertThat(reconciliation.begin(crm.annasMailbox)).isTrue();

        reconciliation.record(crm.annasMailbox, FIRST, TODAY, List.of(), Set.of(), Set.of(), Crm.NOW);

        assertThat(reconciliation.isDue(crm.annasMailbox, Crm.NOW.minus(Duration.ofDays(1)))).isFalse();
        assertThat(reconciliation.begin(crm.annasMailbox)).isFalse();
    }

    /** The node was killed, or its turn was over before it could write down what it found. */
    @Test
    void oneThatIsBrokenOffIsStillWanted() {
        reconciliation.record(crm.annasMailbox, FIRST, TODAY, List.of(), Set.of(), Set.of(), Crm.NOW);
        reconciliation.want(crm.annasMailbox);

        reconciliation.begin(crm.annasMailbox);

        assertThat(reconciliation.isDue(crm.annasMailbox, Crm.NOW.minus(Duration.ofDays(1)))).isTrue();
        assertThat(reconciliation.begin(crm.annasMailbox)).isTrue();
    }

    @Test
    void onlyAChangeOfStateIsAnEvent() {
        MailboxEvents events = new MailboxEvents(crm.jdbc);
        crm.mailboxes.succeeded(crm.annasMailbox, Crm.NOW, Crm.NOW);
        crm.mailboxes.succeeded(crm.annasMailbox, Crm.NOW, Crm.NOW);
        crm.mailboxes.failed(crm.annasMailbox, Crm.NOW, "the server is away", Optional.of(Crm.NOW));
        crm.mailboxes.failed(crm.annasMailbox, Crm.NOW, "the server is away", Optional.of(Crm.NOW));
        crm.mailboxes.goesOn(crm.annasMailbox, Crm.NOW);
        crm.mailboxes.goesOn(crm.annasMailbox, Crm.NOW);

        assertThat(events.latest(crm.annasMailbox, Long.MAX_VALUE, 10)).extracting(MailboxEvents.Event::kind)
                .containsExactly(MailboxEvents.Kind.RECOVERED, MailboxEvents.Kind.FAILED,
                        MailboxEvents.Kind.HISTORY_READ);
    }

    @Test
    void attemptsInVainAreCountedUntilOneSucceeds() {
        Attempts attempts = new Attempts(crm.jdbc);
        Set<MailboxId> both = Set.of(crm.annasMailbox, crm.jonasMailbox);
        crm.mailboxes.failed(crm.annasMailbox, Crm.NOW, "busy", Optional.of(Crm.NOW));
        crm.mailboxes.failed(crm.annasMailbox, Crm.NOW, "busy", Optional.of(Crm.NOW), Duration.ofSeconds(90));

        assertThat(attempts.failing(both))
                .containsExactly(Map.entry(crm.annasMailbox, new Attempts.Attempt(2, Duration.ofSeconds(90))));

        crm.mailboxes.goesOn(crm.annasMailbox, Crm.NOW);

        assertThat(attempts.failing(both)).isEmpty();
    }

    @Test
    void erasingAMailboxLeavesWhatAnotherOneSaw() {
        Mail shared = mail("helen@oakhanger.example");
        crm.record(crm.annasMailbox, shared.in("INBOX/1/1"), mail("raj@oakhanger.example").in("INBOX/1/2"));
        crm.record(crm.jonasMailbox, shared.in("INBOX/1/9"));

        crm.mailboxes.erase(crm.annasMailbox);
        crm.mailboxes.remove(crm.annasMailbox);

        assertThat(crm.count("interaction")).isOne();
        assertThat(crm.count("activity")).isOne();
        assertThat(crm.jdbc.sql("select count(*) from ledger_entry where mailbox_id = :id")
                .param("id", crm.annasMailbox.value()).query(Long.class).single()).isZero();
    }

    private static Mail mail(String from) {
        return Mail.from(from).to("anna@seller.example").daysAgo(2);
    }

    private Reconciliation.Difference compare(String... sources) {
        return reconciliation.compare(crm.annasMailbox, FIRST, TODAY, listed(sources));
    }

    private static List<Listed> listed(String... sources) {
        return Stream.of(sources).map(s -> new Listed(new SourceId(s), TODAY.minusDays(2))).toList();
    }
}
