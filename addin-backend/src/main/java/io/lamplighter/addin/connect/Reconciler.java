// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.ComparisonTimes;
import io.lamplighter.crm.ledger.ComparisonTimes.Due;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxEvents.Kind;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.warning.MissingMail;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves, every night and whenever somebody asks, that nothing is missing: asks the provider what it has, reads again what the
 * ledger lacks, and says what is missing still. Days on which something is are read again every hour until nothing is. Part of the
 * mailbox's own turn, so that nobody else reads it meanwhile.
 */
public final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);
    private static final Duration REFUSED_FOR = Duration.ofMinutes(15);

    private final Books books;
    private final int days;
    private final Nights nights;
    private final Clock clock;

    /** Where it is written down. */
    public record Books(Reconciliation reconciliation, ComparisonTimes times, MissingMail alarms,
            MailboxEvents events) {}

    /** @param days how far back the comparison goes */
    public Reconciler(Books books, int days, Nights nights, Clock clock) {
        this.books = books;
        this.days = days;
        this.nights = nights;
        this.clock = clock;
    }

    /**
     * Does it if it is due. A provider that does not list now is asked again later.
     *
     * @param upToDate whether the turn came to the end of what there was
     */
    void reconcileIfDue(MailboxTurn run, MailboxConnector connector, boolean upToDate) {
        MailboxId mailbox = run.mailbox().id();
        Instant now = clock.instant();
        Due due = books.times().due(mailbox, now);
        List<Stretch> stretches = stretches(mailbox, due, now,
                upToDate ? LocalDate.MIN : firstOfAllRead(run.mailbox()));
        if (stretches.isEmpty()) {
            return;
        }
        if (due == Due.ALL) {
            books.times().begin(mailbox);
        }
        try {
            Comparison comparison = new Comparison(mailbox, connector, run.sync(), books.reconciliation());
            List<Comparison.Result> results = new ArrayList<>();
            for (int i = 0; i < stretches.size(); i++) {
                results.add(comparison.of(stretches.get(i), due == Due.ALL && i == 0));
            }
            run.turn().store(() -> store(mailbox, results, due == Due.ALL, now));
        } catch (MailboxFailure refused) {
            refused(mailbox, refused, now);
        }
    }

    /** History was read for the first time: all of it can be compared, and what was compared before was less. */
    void historyWasRead(MailboxId mailbox) {
        books.reconciliation().want(mailbox);
    }

    /**
     * The first day of which all must be there although there is more to read: while history is read, which may take days, what
     * comes meanwhile is read first.
     */
    private static LocalDate firstOfAllRead(MailboxState mailbox) {
        return mailbox.historyCompleteAt().isPresent()
                ? LocalDate.MIN
                : mailbox.importStartedAt().map(began -> LocalDate.ofInstant(began, ZoneOffset.UTC).plusDays(1))
                        .orElse(LocalDate.MAX);
    }

    /** What is to be compared; of all of it the stretch of every night comes first, then what is missing from before that. */
    private List<Stretch> stretches(MailboxId mailbox, Due due, Instant now, LocalDate firstRead) {
        if (due == Due.NOTHING) {
            return List.of();
        }
        List<LocalDate> missing = books.reconciliation().missingDays(mailbox);
        if (due == Due.MISSING_DAYS) {
            return Stretch.of(missing);
        }
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate usual = last.minusDays(days - 1L);
        LocalDate first = firstRead.isAfter(usual) ? firstRead : usual;
        if (first.isAfter(last)) {
            return List.of();
        }
        List<Stretch> stretches = new ArrayList<>(List.of(new Stretch(first, last)));
        stretches.addAll(Stretch.of(missing.stream().filter(day -> day.isBefore(first)).toList()));
        return stretches;
    }

    private void store(MailboxId mailbox, List<Comparison.Result> results, boolean all, Instant now) {
        Reconciliation reconciliation = books.reconciliation();
        int found = 0;
        for (Comparison.Result one : results) {
            found += one.before().size() - one.after().size();
            if (all && one.equals(results.getFirst())) {
                reconciliation.record(mailbox, one.stretch().first(), one.stretch().last(), one.listed(), one.before(),
                        one.after(), now);
            } else {
                reconciliation.recordDays(mailbox, one.stretch().first(), one.stretch().last(), one.listed(),
                        one.before(), one.after(), now);
            }
        }
        long missing = reconciliation.missing(mailbox);
        books.times().next(mailbox, all ? Optional.of(nights.next(mailbox, now)) : Optional.empty(),
                missing > 0 ? Optional.of(now.plus(AGAIN_AFTER)) : Optional.empty());
        tell(mailbox, found, missing, now);
    }

    private void tell(MailboxId mailbox, int found, long missing, Instant now) {
        LOG.atInfo().addKeyValue("mailbox", mailbox).addKeyValue("found", found).addKeyValue("remainder", missing)
                .log("mailbox compared with its provider");
        if (found > 0) {
            books.events().add(mailbox, Kind.MISSING_FOUND, Integer.toString(found), now);
        }
        switch (books.alarms().settle(mailbox, missing, now)) {
            case RAISED, CHANGED -> books.events().add(mailbox, Kind.STILL_MISSING, Long.toString(missing), now);
            case RESOLVED -> books.events().add(mailbox, Kind.MISSING_NO_MORE, "", now);
            case NOTHING, SAME -> {}
        }
    }

    private void refused(MailboxId mailbox, MailboxFailure refused, Instant now) {
        Duration pause = refused instanceof MailboxFailure.TryLater later && later.after().compareTo(REFUSED_FOR) > 0
                ? later.after()
                : REFUSED_FOR;
        if (books.times().refused(mailbox, refused.advice(), now, now.plus(pause))) {
            books.events().add(mailbox, Kind.NOT_COMPARED, refused.advice(), now);
        }
        LOG.atWarn().addKeyValue("mailbox", mailbox)
                .addKeyValue("failure", refused.getClass().getSimpleName()).log("mailbox could not be compared");
    }
}
