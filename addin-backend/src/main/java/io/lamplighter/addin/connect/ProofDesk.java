// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.ComparisonTimes;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxEvents.Kind;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What somebody does who wants to know that nothing is missing, and what they are given. */
public final class ProofDesk {

    /** More than any comparison goes back. */
    private static final int MOST_DAYS = 4_000;
    private static final LocalDate EVER = LocalDate.of(9999, 1, 1);

    private final Books books;
    private final MailboxSchedule schedule;
    private final Clock clock;

    /** Where it is written down. */
    public record Books(Reconciliation reconciliation, Comparisons comparisons, ComparisonTimes times,
            MailboxEvents events) {}

    public ProofDesk(Books books, MailboxSchedule schedule, Clock clock) {
        this.books = books;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** Compares the mailbox with its provider as soon as possible. */
    public void compare(MailboxId mailbox, String who) {
        books.reconciliation().want(mailbox);
        tell(mailbox, who + " wanted it compared with its server");
        schedule.wake(mailbox);
    }

    /**
     * Reads the days on which something is missing again as soon as possible.
     *
     * @return whether there are any
     */
    public boolean readAgain(MailboxId mailbox, String who) {
        if (!books.times().repairNow(mailbox, clock.instant())) {
            return false;
        }
        tell(mailbox, who + " wanted the days read again on which something is missing");
        schedule.wake(mailbox);
        return true;
    }

    private void tell(MailboxId mailbox, String what) {
        books.events().add(mailbox, Kind.COMPARISON_WANTED, what, clock.instant());
    }

    /** The days that were compared, those before {@code before}, latest first. */
    public List<Proof.Day> days(MailboxId mailbox, LocalDate before, int limit) {
        return books.comparisons().days(mailbox, before, limit).stream().map(Proof.Day::of).toList();
    }

    /** The last comparison; empty before the first. */
    public Optional<Proof> proof(MailboxState mailbox) {
        Comparisons.Sum sum = books.comparisons().latest(List.of(mailbox.id())).get(mailbox.id());
        if (sum == null) {
            return Optional.empty();
        }
        Instant at = sum.checkedAt();
        List<Proof.Day> days = days(mailbox.id(), EVER, MOST_DAYS).stream()
                .filter(day -> !day.comparedAt().isBefore(at)).toList();
        return days.isEmpty()
                ? Optional.empty()
                : Optional.of(Proof.of(mailbox.address(), mailbox.connector(), at, days));
    }
}
