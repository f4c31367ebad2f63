// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.mailbox.Attempts;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.nio.charset.StandardCharsets;
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
    private final Comparisons comparisons = new Comparisons(crm.jdbc);
    private final ComparisonTimes times = new ComparisonTimes(crm.jdbc);

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

        Comparisons.Day day = comparisons.days(crm.annasMailbox, TODAY.plusDays(1), 3).getLast();
        assertThat(day.provider()).isEqualTo(3);
        assertThat(day.captured()).isOne();
        assertThat(day.excluded()).containsExactly(Map.entry("nobody on it is in the CRM", 1L));
        assertThat(day.missing()).isOne();
        assertThat(day.repaired()).isOne();
        assertThat(comparisons.latest().get(crm.annasMailbox))
                .isEqualTo(new Comparisons.Sum(3, 1, 0, 1, 30, Crm.NOW, List.of(TODAY.minusDays(2)),
                        Optional.empty()));
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

        assertThat(comparisons.days(crm.annasMailbox, TODAY.plusDays(1), 40)).hasSize(30)
                .allSatisfy(day -> assertThat(day.provider()).isEqualTo(day.captured()
                        + day.excluded().values().stream().mapToLong(n -> n).sum() + day.quarantined()
                        + day.missing()));
        assertThat(comparisons.latest().get(crm.annasMailbox))
                .isEqualTo(new Comparisons.Sum(5, 1, 1, 1, 30, Crm.NOW, List.of(TODAY.minusDays(2)),
                        Optional.empty()));
    }

    @Test
    void entriesOfACalendarAreOfTheDayTheyCameIntoItAndAddUpWithTheMail() {
        plan("events/1", "helen@oakhanger.example", Duration.ofDays(2));
        plan("events/2", "stranger@nowhere.example", Duration.ofDays(2));
        crm.record(crm.annasMailbox, mail("helen@oakhanger.example").in("mail/1"));

        assertThat(compare("events/1", "events/2", "mail/1").isEmpty()).isTrue();
        reconciliation.record(crm.annasMailbox, FIRST, TODAY, listed("events/1", "events/2", "mail/1"), Set.of(),
                Set.of(), Crm.NOW);

        LedgerDay ours = crm.book.days(crm.annasMailbox, TODAY.plusDays(1), 3).getFirst();
        Comparisons.Day theirs = comparisons.days(crm.annasMailbox, TODAY.minusDays(1), 1).getFirst();
        assertThat(ours.day()).isEqualTo(theirs.day()).isEqualTo(TODAY.minusDays(2));
        assertThat(ours.seen()).isEqualTo(theirs.provider()).isEqualTo(3);
        assertThat(ours.captured()).isEqualTo(theirs.captured()).isEqualTo(2);
        assertThat(ours.excluded()).isEqualTo(theirs.excluded());
    }

    @Test
    void anEntryThatWasNeverReadIsMissing() {
        plan("events/1", "helen@oakhanger.example", Duration.ofDays(2));

        assertThat(compare("events/1", "events/2").missing()).containsExactly(new SourceId("events/2"));
    }

    @Test
    void entriesAreNotDoubtedWhereNoCalendarIsListed() {
        plan("events/1", "helen@oakhanger.example", Duration.ofDays(2));
        crm.record(crm.annasMailbox, mail("helen@oakhanger.example").in("mail/1"));

        assertThat(compare("mail/1").isEmpty()).isTrue();
    }

    @Test
    void whatWasSpokenAndWhoCameBelongsToAnEntryAndCountsNowhere() {
        InteractionReader reader = new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()));
        crm.record(crm.annasMailbox, reader.read(new Change.Spoken(new SourceId("transcripts/1"),
                Crm.NOW.minus(Duration.ofDays(2)), "https://meet.google.com/abc-mnop-xyz", "meet.vtt", new byte[0])));

        assertThat(compare().isEmpty()).isTrue();
        assertThat(crm.book.days(crm.annasMailbox, TODAY.plusDays(1), 3)).isEmpty();
    }

    @Test
    void aCopyStandsOnTheDayTheProviderSays() {
        plan("events/1", "helen@oakhanger.example", Duration.ofDays(9));

        reconciliation.record(crm.annasMailbox, FIRST, TODAY, listed("events/1"), Set.of(), Set.of(), Crm.NOW);

        assertThat(crm.book.days(crm.annasMailbox, TODAY.plusDays(1), 3)).extracting(LedgerDay::day)
                .containsExactly(TODAY.minusDays(2));
    }

    private void plan(String source, String guest, Duration ago) {
        InteractionReader reader = new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()));
        String calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:" + source
                + "\r\nDTSTART:20261201T100000Z\r\nDTEND:20261201T110000Z\r\nORGANIZER:mailto:anna@seller.example\r\n"
                + "ATTENDEE:mailto:" + guest + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        crm.record(crm.annasMailbox, reader.read(new Change.Planned(new SourceId(source), Crm.NOW.minus(ago),
                calendar.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void itIsDueAtOnceThenWhenItsTimeComesAndWheneverSomebodyWantsIt() {
        assertThat(due(Duration.ZERO)).isEqualTo(ComparisonTimes.Due.ALL);

        times.next(crm.annasMailbox, Optional.of(Crm.NOW.plus(Duration.ofHours(16))), Optional.empty());

        assertThat(due(Duration.ofHours(15))).isEqualTo(ComparisonTimes.Due.NOTHING);
        assertThat(due(Duration.ofHours(16))).isEqualTo(ComparisonTimes.Due.ALL);

        reconciliation.want(crm.annasMailbox);

        assertThat(due(Duration.ZERO)).isEqualTo(ComparisonTimes.Due.ALL);
    }

    @Test
    void theDaysOnWhichSomethingIsMissingAreDueSooner() {
        times.next(crm.annasMailbox, Optional.of(Crm.NOW.plus(Duration.ofHours(16))),
                Optional.of(Crm.NOW.plus(Duration.ofHours(1))));

        assertThat(due(Duration.ofMinutes(59))).isEqualTo(ComparisonTimes.Due.NOTHING);
        assertThat(due(Duration.ofHours(1))).isEqualTo(ComparisonTimes.Due.MISSING_DAYS);
        assertThat(times.repairNow(crm.annasMailbox, Crm.NOW)).isTrue();
        assertThat(due(Duration.ZERO)).isEqualTo(ComparisonTimes.Due.MISSING_DAYS);

        times.next(crm.annasMailbox, Optional.empty(), Optional.empty());

        assertThat(times.repairNow(crm.annasMailbox, Crm.NOW)).isFalse();
        assertThat(due(Duration.ofHours(15))).isEqualTo(ComparisonTimes.Due.NOTHING);
    }

    @Test
    void someDaysComparedAgainCountWithTheRest() {
        crm.record(crm.annasMailbox, mail("helen@oakhanger.example").in("INBOX/1/1"));
        SourceId lost = new SourceId("INBOX/1/2");
        reconciliation.record(crm.annasMailbox, FIRST, TODAY, listed("INBOX/1/1", "INBOX/1/2"), Set.of(lost),
                Set.of(lost), Crm.NOW);
        assertThat(reconciliation.missingDays(crm.annasMailbox)).containsExactly(TODAY.minusDays(2));

        crm.record(crm.annasMailbox, mail("spam@nowhere.example").in("INBOX/1/2"));
        reconciliation.recordDays(crm.annasMailbox, TODAY.minusDays(2), TODAY.minusDays(2),
                listed("INBOX/1/1", "INBOX/1/2"), Set.of(lost), Set.of(), Crm.NOW.plus(Duration.ofHours(1)));

        assertThat(reconciliation.missing(crm.annasMailbox)).isZero();
        assertThat(comparisons.latest().get(crm.annasMailbox))
                .isEqualTo(new Comparisons.Sum(2, 1, 0, 30, Crm.NOW));
    }

    @Test
    void whoWantsItWhileOneIsGoingOnGetsAnother() {
        times.next(crm.annasMailbox, Optional.of(Crm.NOW.plus(Duration.ofHours(16))), Optional.empty());
        reconciliation.want(crm.annasMailbox);
        times.begin(crm.annasMailbox);
        reconciliation.want(crm.annasMailbox);

        reconciliation.record(crm.annasMailbox, FIRST, TODAY, List.of(), Set.of(), Set.of(), Crm.NOW);

        assertThat(due(Duration.ZERO)).isEqualTo(ComparisonTimes.Due.ALL);
        times.begin(crm.annasMailbox);
        reconciliation.record(crm.annasMailbox, FIRST, TODAY, List.of(), Set.of(), Set.of(), Crm.NOW);
        assertThat(due(Duration.ZERO)).isEqualTo(ComparisonTimes.Due.NOTHING);
    }

    /** The node was killed, or its turn was over before it could write down what it found. */
    @Test
    void oneThatIsBrokenOffIsStillWanted() {
        times.next(crm.annasMailbox, Optional.of(Crm.NOW.plus(Duration.ofHours(16))), Optional.empty());
        reconciliation.want(crm.annasMailbox);

        times.begin(crm.annasMailbox);

        assertThat(due(Duration.ZERO)).isEqualTo(ComparisonTimes.Due.ALL);
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

    private ComparisonTimes.Due due(Duration later) {
        return times.due(crm.annasMailbox, Crm.NOW.plus(later));
    }

    private Reconciliation.Difference compare(String... sources) {
        return reconciliation.compare(crm.annasMailbox, FIRST, TODAY, listed(sources));
    }

    private static List<Listed> listed(String... sources) {
        return Stream.of(sources).map(s -> new Listed(new SourceId(s), TODAY.minusDays(2))).toList();
    }
}
