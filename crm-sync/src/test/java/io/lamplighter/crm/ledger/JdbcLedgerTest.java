// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.crm.Crm;
import io.lamplighter.crm.Mail;
import io.lamplighter.crm.sql.Kept;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class JdbcLedgerTest {

    private static final LocalDate EVER = LocalDate.of(9999, 1, 1);

    private final Crm crm = new Crm();

    @Test
    void storesAMailOnceAndItsCursorWithIt() {
        Ledger.Recorded recorded = crm.record(crm.annasMailbox,
                Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"));

        assertThat(recorded).isEqualTo(new Ledger.Recorded(1, 1, 0, 0, 0));
        assertThat(crm.ledger.position(crm.annasMailbox, "memory")).isEqualTo(new Cursor("memory", 1, "1"));
        assertThat(crm.count("activity")).isEqualTo(1);
    }

    @Test
    void storesNothingNewWhenAPageIsReadTwice() {
        Mail mail = Mail.from("helen@oakhanger.example").to("anna@seller.example");
        crm.record(crm.annasMailbox, mail.in("INBOX/1/1"));

        Ledger.Recorded again = crm.record(crm.annasMailbox, mail.in("INBOX/1/1"));

        assertThat(again).isEqualTo(Ledger.Recorded.NOTHING);
        assertThat(crm.count("interaction")).isEqualTo(1);
    }

    @Test
    void countsOneInteractionWithTwoWitnessesWhenTwoMailboxesSawIt() {
        Mail mail = Mail.from("helen@oakhanger.example").to("anna@seller.example", "jonas@seller.example");
        crm.record(crm.annasMailbox, mail.in("INBOX/1/1"));

        Ledger.Recorded second = crm.record(crm.jonasMailbox, mail.in("INBOX/7/9"));

        assertThat(second).isEqualTo(new Ledger.Recorded(0, 1, 0, 0, 0));
        assertThat(crm.count("interaction")).isEqualTo(1);
        assertThat(crm.count("witness")).isEqualTo(2);
        assertThat(crm.count("activity")).isEqualTo(1);
    }

    /** Peers' defect, row 9: checking for the row outside the transaction lets two mailboxes store it twice. */
    @Test
    void countsOneInteractionAlsoWhenTwoPagesAreCommittedAtOnce() throws Exception {
        List<Mail> mails = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            mails.add(Mail.from("helen@oakhanger.example").to("anna@seller.example", "jonas@seller.example"));
        }
        List<Mail> otherOrder = new ArrayList<>(mails);
        Collections.reverse(otherOrder);

        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Callable<Ledger.Recorded>> commits = List.of(() -> recordAll(crm.annasMailbox, mails),
                    () -> recordAll(crm.jonasMailbox, otherOrder));
            for (Future<Ledger.Recorded> commit : both.invokeAll(commits)) {
                assertThat(commit.get().witnesses()).isEqualTo(200);
            }
        }

        assertThat(crm.count("interaction")).isEqualTo(200);
        assertThat(crm.count("witness")).isEqualTo(400);
        assertThat(crm.count("activity")).isEqualTo(200);
    }

    private Ledger.Recorded recordAll(MailboxId mailbox, List<Mail> mails) {
        Reading[] readings = new Reading[mails.size()];
        for (int i = 0; i < readings.length; i++) {
            readings[i] = mails.get(i).in("INBOX/1/" + i);
        }
        return crm.record(mailbox, readings);
    }

    @Test
    void keepsTwoMessagesThatClaimTheSameIdentityWithDifferentContent() {
        Mail one = Mail.from("helen@oakhanger.example").to("anna@seller.example").withId("same@oakhanger.example")
                .saying("We would like to sign the contract on Monday.");
        Mail other = Mail.from("helen@oakhanger.example").to("anna@seller.example").withId("same@oakhanger.example")
                .saying("Here is the list of all our depots, with addresses and opening hours.");

        crm.record(crm.annasMailbox, one.in("INBOX/1/1"), other.in("INBOX/1/2"));
        crm.record(crm.jonasMailbox, other.in("INBOX/1/1"));

        assertThat(crm.count("interaction")).isEqualTo(2);
        assertThat(crm.count("witness")).isEqualTo(3);
    }

    /** Peers' defect, row 2: without a Message-ID nothing was compared at all. */
    @Test
    void recognisesAMailWithoutMessageIdInASecondMailbox() {
        Mail mail = Mail.from("helen@oakhanger.example").to("anna@seller.example", "jonas@seller.example").withId("");

        crm.record(crm.annasMailbox, mail.in("INBOX/1/1"));
        crm.record(crm.jonasMailbox, mail.in("INBOX/1/1"));

        assertThat(crm.count("interaction")).isEqualTo(1);
    }

    @Test
    void keepsOnlyALedgerRowOfMailOfPeopleTheCrmDoesNotKnow() {
        Ledger.Recorded recorded = crm.record(crm.annasMailbox,
                Mail.from("dentist@teeth.example").to("anna@seller.example").about("Your appointment").in("INBOX/1/1"));

        assertThat(recorded.excluded()).isEqualTo(1);
        assertThat(crm.count("interaction")).isZero();
        assertThat(crm.jdbc.sql("select to_jsonb(e)::text from ledger_entry e").query(String.class).single())
                .doesNotContain("teeth").doesNotContain("appointment").contains("nobody on it is in the CRM");
    }

    @Test
    void keepsOnlyALedgerRowOfMailAmongOurselves() {
        crm.record(crm.annasMailbox, Mail.from("anna@seller.example").to("jonas@seller.example").in("Sent/1/1"));

        LedgerDay day = crm.book.days(crm.annasMailbox, EVER, 10).getFirst();

        assertThat(day.excluded()).isEqualTo(Map.of("among ourselves", 1L));
    }

    @Test
    void putsWhatCannotBeReadIntoQuarantineAndMovesOn() {
        Ledger.Recorded recorded = crm.record(crm.annasMailbox,
                new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender"),
                Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/2"));

        assertThat(recorded).isEqualTo(new Ledger.Recorded(1, 1, 0, 1, 0));
        assertThat(crm.book.quarantine(Long.MAX_VALUE, 10)).singleElement()
                .satisfies(q -> assertThat(q.reason()).isEqualTo("no sender"));
    }

    @Test
    void releasesFromQuarantineWhatCanBeReadLater() {
        crm.record(crm.annasMailbox, new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender"));

        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"));

        assertThat(crm.book.quarantine(Long.MAX_VALUE, 10)).isEmpty();
        assertThat(crm.book.totals().quarantined()).isZero();
        assertThat(crm.count("witness")).isEqualTo(1);
    }

    @Test
    void whatSomebodyGaveUpIsExcludedWithThatReason() {
        crm.record(crm.annasMailbox, new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender"));

        crm.book.discard(crm.book.quarantine(Long.MAX_VALUE, 1).getFirst().id());

        LedgerDay day = crm.book.days(crm.annasMailbox, EVER, 10).getFirst();
        assertThat(day.seen()).isEqualTo(1);
        assertThat(day.excluded()).isEqualTo(Map.of("given up by somebody", 1L));
        assertThat(crm.book.totals().excluded()).isOne();
        assertThat(day.quarantined()).isZero();
    }

    @Test
    void whatSomebodyGaveUpStaysGivenUpWhenItIsReadAgain() {
        Reading broken = new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender");
        crm.record(crm.annasMailbox, broken);
        crm.book.discard(crm.book.quarantine(Long.MAX_VALUE, 1).getFirst().id());

        crm.record(crm.annasMailbox, broken);

        assertThat(crm.book.quarantine(Long.MAX_VALUE, 1)).isEmpty();
    }

    @Test
    void quarantineTellsWhereReadingEndedHowLargeItIsAndWhenItIsTriedAgain() {
        Reading broken = new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender", "its header", 214_000);
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            crm.record(crm.annasMailbox, broken);
            LedgerBook.Quarantined held = crm.book.quarantine(Long.MAX_VALUE, 1).getFirst();
            assertThat(held.place()).isEqualTo("its header");
            assertThat(held.octets()).isEqualTo(214_000);
            pauses.add(Duration.between(Crm.NOW, held.nextAttemptAt().orElseThrow()));
        }

        assertThat(pauses).containsExactly(Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(16),
                Duration.ofHours(64), Duration.ofDays(7), Duration.ofDays(7));
    }

    @Test
    void whatIsInQuarantineIsDueInItsTimeAndOnceForEveryNewReader() {
        crm.record(crm.annasMailbox, new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender"));
        assertThat(due(Duration.ofMinutes(59))).isEmpty();
        assertThat(due(Duration.ofHours(1))).containsExactly(new SourceId("INBOX/1/1"));

        crm.jdbc.sql("update quarantine set reader = reader - 1, next_attempt_at = null").update();
        assertThat(due(Duration.ZERO)).containsExactly(new SourceId("INBOX/1/1"));

        crm.record(crm.annasMailbox, new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender"));
        assertThat(due(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void whatDoesNotEvenComeIsAskedForMoreAndMoreRarely() {
        crm.record(crm.annasMailbox, new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender"));

        new Retries(crm.jdbc).inVain(crm.annasMailbox, List.of(new SourceId("INBOX/1/1")), Crm.NOW);

        assertThat(due(Duration.ofMinutes(239))).isEmpty();
        assertThat(due(Duration.ofHours(4))).hasSize(1);
        assertThat(crm.book.quarantine(Long.MAX_VALUE, 1).getFirst().attempts()).isEqualTo(2);
    }

    private List<SourceId> due(Duration later) {
        return new Retries(crm.jdbc).due(crm.annasMailbox, Crm.NOW.plus(later), 10);
    }

    @Test
    void whatIsGoneFromItsMailboxIsNotHeldAnyLonger() {
        crm.record(crm.annasMailbox, new Reading.Unreadable(new SourceId("INBOX/1/1"), Crm.NOW, "no sender"));

        crm.record(crm.annasMailbox, new Reading.Gone(new SourceId("INBOX/1/1")));

        assertThat(crm.book.quarantine(Long.MAX_VALUE, 1)).isEmpty();
        assertThat(crm.book.days(crm.annasMailbox, EVER, 1).getFirst().vanished()).isOne();
    }

    @Test
    void addsUpEveryDay() {
        crm.record(crm.annasMailbox,
                Mail.from("helen@oakhanger.example").to("anna@seller.example").daysAgo(1).in("INBOX/1/1"),
                Mail.from("raj@oakhanger.example").to("anna@seller.example").daysAgo(1).in("INBOX/1/2"),
                Mail.from("school@school.example").to("anna@seller.example").daysAgo(1).in("INBOX/1/3"),
                Mail.from("helen@oakhanger.example").to("anna@seller.example").daysAgo(2).in("INBOX/1/4"));

        List<LedgerDay> days = crm.book.days(crm.annasMailbox, EVER, 10);

        assertThat(days).hasSize(2);
        assertThat(days.getFirst().seen()).isEqualTo(3);
        assertThat(days.getFirst().captured()).isEqualTo(2);
        assertThat(days.getFirst().excluded()).isEqualTo(Map.of("nobody on it is in the CRM", 1L));
        assertThat(days.getLast().captured()).isEqualTo(1);
        assertThat(crm.book.days(crm.annasMailbox, days.getFirst().day(), 10)).containsExactly(days.getLast());
    }

    @Test
    void leavesATombstoneWhereMailWasDeletedAndForgetsNothing() {
        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"));

        Ledger.Recorded recorded = crm.record(crm.annasMailbox, new Reading.Gone(new SourceId("INBOX/1/1")));

        assertThat(recorded.vanished()).isEqualTo(1);
        assertThat(crm.count("tombstone")).isEqualTo(1);
        assertThat(crm.count("activity")).isEqualTo(1);
    }

    /** Peers' defect: what was deleted came back with the next poll. */
    @Test
    void doesNotResurrectDeletedMailFromALateReading() {
        Mail mail = Mail.from("helen@oakhanger.example").to("anna@seller.example");
        crm.record(crm.annasMailbox, mail.in("INBOX/1/1"));
        crm.record(crm.annasMailbox, new Reading.Gone(new SourceId("INBOX/1/1")));

        crm.record(crm.annasMailbox, mail.in("INBOX/1/1"));

        assertThat(crm.count("tombstone")).isEqualTo(1);
        assertThat(crm.count("interaction")).isEqualTo(1);
    }

    @Test
    void whatWasExcludedAndIsBackFromTheTrashIsReadAgainOnceItsAuthorIsKnown() {
        Reading.Captured stranger = Mail.from("nils@unknown.example").to("anna@seller.example").in("INBOX/1/1");
        crm.record(crm.annasMailbox, stranger);
        crm.record(crm.annasMailbox, new Reading.Gone(new SourceId("INBOX/1/1")));
        crm.record(crm.annasMailbox, stranger);

        crm.recalls.ofAddresses(Set.of("nils@unknown.example"));

        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).containsExactly(new SourceId("INBOX/1/1"));
    }

    @Test
    void marksAsGoneWhatAFolderNoLongerHas() {
        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"),
                Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/2"),
                Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/11/1"));

        Ledger.Recorded recorded = crm.record(crm.annasMailbox,
                new Reading.Remaining("INBOX/1/", Set.of(new SourceId("INBOX/1/2"))));

        assertThat(recorded.vanished()).isEqualTo(1);
        assertThat(crm.jdbc.sql("select source from tombstone").query(String.class).single()).isEqualTo("INBOX/1/1");
    }

    @Test
    void keepsOneWitnessWhenAFolderIsReadAgainUnderNewIds() {
        Mail kept = Mail.from("helen@oakhanger.example").to("anna@seller.example");
        Mail deletedMeanwhile = Mail.from("raj@oakhanger.example").to("anna@seller.example");
        crm.record(crm.annasMailbox, kept.in("INBOX/1/1"), deletedMeanwhile.in("INBOX/1/2"));
        crm.record(crm.annasMailbox, kept.in("INBOX/2/1"));

        crm.record(crm.annasMailbox, new Reading.Remaining("INBOX/1/", Set.of()));

        assertThat(crm.jdbc.sql("select source from witness where vanished_at is null").query(String.class).list())
                .containsExactly("INBOX/2/1");
        assertThat(crm.jdbc.sql("select source from tombstone").query(String.class).list())
                .containsExactly("INBOX/1/2");
    }

    @Test
    void refusesThePageOfAReaderThatLostTheRace() {
        Cursor start = Cursor.start("memory");
        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example").in("INBOX/1/1"));
        ReadPage late = new ReadPage(crm.annasMailbox, start, new Cursor("memory", 1, "5"),
                List.of(Mail.from("raj@oakhanger.example").to("anna@seller.example").in("INBOX/1/2")), 0);

        assertThatExceptionOfType(Ledger.PositionMoved.class).isThrownBy(() -> crm.ledger.commit(late));
        assertThat(crm.count("interaction")).isEqualTo(1);
        assertThat(crm.ledger.position(crm.annasMailbox, "memory").token()).isEqualTo("1");
    }

    @Test
    void beginsAgainAfterARewindWithoutStoringAnythingTwice() {
        Mail mail = Mail.from("helen@oakhanger.example").to("anna@seller.example");
        crm.record(crm.annasMailbox, mail.in("INBOX/1/1"));

        crm.ledger.rewind(crm.annasMailbox, "Forgotten.");
        Ledger.Recorded again = crm.record(crm.annasMailbox, mail.in("INBOX/1/1"));

        assertThat(again).isEqualTo(Ledger.Recorded.NOTHING);
    }

    @Test
    void namesExcludedMailForReadingAgainWhenItsAuthorBecomesAContact() {
        crm.record(crm.annasMailbox, Mail.from("new.buyer@postbox.example").to("anna@seller.example").in("INBOX/1/1"),
                Mail.from("dentist@teeth.example").to("anna@seller.example").in("INBOX/1/2"));

        crm.contacts.from("name,email,account\nNew Buyer,new.buyer@postbox.example,Oakhanger Dairies\n");

        assertThat(crm.recalls.waiting(crm.annasMailbox, 10)).containsExactly(new SourceId("INBOX/1/1"));
    }

    @Test
    void keepsMailWithCharactersThatPostgresRefuses() {
        crm.record(crm.annasMailbox, Mail.from("helen@oakhanger.example").to("anna@seller.example")
                .about("nul \u0000 and half a \uD83D").saying("text with \u0000 in it").in("INBOX/1/1"));

        assertThat(crm.jdbc.sql("select subject from interaction").query(String.class).single())
                .isEqualTo("nul \uFFFD and half a \uFFFD");
    }

    @Test
    void givesBackThePartsItKept() {
        crm.record(crm.annasMailbox,
                Mail.from("helen@oakhanger.example").to("anna@seller.example").saying("again ".repeat(500))
                        .in("INBOX/1/1"));

        byte[] packed = crm.jdbc.sql("select kept from interaction").query(byte[].class).single();

        assertThat(packed).hasSizeLessThan(200);
        assertThat(new String(Kept.unpack(packed), StandardCharsets.UTF_8)).isEqualTo("again ".repeat(500));
    }

    @Test
    void survivesTimesThatNoCalendarHas() {
        Ledger.Recorded recorded = crm.record(crm.annasMailbox,
                new Reading.Unreadable(new SourceId("INBOX/1/1"), Instant.EPOCH, "no sender"));

        assertThat(recorded.quarantined()).isEqualTo(1);
    }
}
