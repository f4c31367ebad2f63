// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.OwnDatabase;
import io.lamplighter.addin.metrics.CaptureMeters;
import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.ledger.ComparisonTimes;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.ledger.Retries;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.mailbox.Turns;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.warning.MissingMail;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SetClock;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.memory.InMemoryConnector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Mailboxes read by the real runner into a real database, from a provider that can be told to withhold; the clock is the test's. */
final class ReadWorld implements AutoCloseable {

    static final Nights NIGHTS = new Nights(LocalTime.of(1, 0), Duration.ofHours(5), ZoneOffset.UTC);

    private final OwnDatabase database = new OwnDatabase();
    final JdbcClient jdbc = database.jdbc();
    final TransactionTemplate transaction = database.transaction();
    final SetClock clock = new SetClock(Instant.parse("2026-11-19T09:42:00Z"));
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Provider provider = new Provider();
    final Users users = new Users(jdbc);
    final Mailboxes mailboxes = new Mailboxes(jdbc);
    final MailboxEvents events = new MailboxEvents(jdbc);
    final Reconciliation reconciliation = new Reconciliation(jdbc);
    final Comparisons comparisons = new Comparisons(jdbc);
    final ComparisonTimes times = new ComparisonTimes(jdbc);
    final JdbcLedger ledger = new JdbcLedger(jdbc, transaction, clock, ZoneOffset.UTC);
    final User anna = users.add("anna", "Anna Reyes", "anna@seller.example", User.Role.REP);
    final User ewa = users.add("ewa", "Ewa Sorel", "ewa@seller.example", User.Role.ADMIN);
    final MailboxId annas = mailboxes.add(anna, "memory", "anna@seller.example").orElseThrow();
    final MailboxRunner runner = runner(Duration.ofMinutes(1));

    /** @param slice after which a turn ends although there is more; it is asked for after each page */
    MailboxRunner runner(Duration slice) {
        Recalls recalls = new Recalls(jdbc);
        Reconciler reconciler = new Reconciler(
                new Reconciler.Books(reconciliation, times,
                        new MissingMail(jdbc, new Outbox(jdbc, List.of("mail"))), events),
                30, NIGHTS, clock);
        return new MailboxRunner(List.of(provider),
                new MailboxRunner.Books(mailboxes, new OurAddresses(jdbc), ledger, recalls, reconciler,
                        new FurtherBack(new ReadingChoices(jdbc), reconciliation, recalls, clock),
                        new HeldMail(new Retries(jdbc), clock),
                        new HeldTurns(new Turns(jdbc, transaction), new Turns(jdbc, transaction), "a",
                                Duration.ofSeconds(30), () -> 0),
                        new CaptureMeters(meters, clock)),
                new MailboxRunner.Pace(mailbox -> Duration.ofMinutes(1), mailbox -> false, slice, mailbox -> false,
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(15)),
                ZoneOffset.UTC, clock);
    }

    /** A mail that came so many days ago; nobody in the CRM knows its sender. */
    void mail(int number, int daysAgo) {
        happens(number, daysAgo, "From: somebody@buyer.example\r\n");
    }

    /** A mail that cannot be read: it names no sender. */
    void nobodysMail(int number) {
        happens(number, 0, "");
    }

    private void happens(int number, int daysAgo, String sender) {
        Instant at = clock.instant().minus(Duration.ofDays(daysAgo));
        provider.mails.happens(annas, new Change.Appeared(source(number), at, Change.Place.RECEIVED,
                (sender + "To: anna@seller.example\r\nMessage-ID: <" + number
                        + "@buyer.example>\r\nSubject: Number " + number + "\r\n\r\nHello.\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    static SourceId source(int number) {
        return new SourceId("INBOX/1/" + number);
    }

    void read() {
        runner.run(annas);
    }

    List<MailboxEvents.Kind> happened() {
        return events.latest(annas, Long.MAX_VALUE, 99).stream().map(MailboxEvents.Event::kind).toList().reversed();
    }

    @Override
    public void close() {
        database.close();
    }

    /** Lists what it has, and does not give all of it. */
    static final class Provider implements MailboxConnector {

        final InMemoryConnector mails = new InMemoryConnector(10);
        /** Listed, and neither among the changes nor to be had by name. */
        final Set<SourceId> withheld = new HashSet<>();
        /** Not told of among the changes, but to be had by name. */
        final Set<SourceId> hidden = new HashSet<>();
        @Nullable
        RuntimeException noListing;
        @Nullable
        RuntimeException noFetching;
        boolean endless;
        int listings;
        int fetches;
        Optional<LocalDate> listedFrom = Optional.empty();

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public MailboxSession open(MailboxId mailbox) {
            MailboxSession session = mails.open(mailbox);
            return new MailboxSession() {

                @Override
                public ChangePage changesAfter(Cursor cursor) {
                    ChangePage page = session.changesAfter(cursor);
                    List<Change> given = page.changes().stream().filter(one -> !(one instanceof Change.Appeared mail
                            && (withheld.contains(mail.source()) || hidden.contains(mail.source())))).toList();
                    return new ChangePage(given, page.next(), endless || page.more(), page.remaining(),
                            page.notices());
                }

                @Override
                public List<Change> fetch(Collection<SourceId> sources) {
                    fetches++;
                    RuntimeException refusal = noFetching;
                    if (refusal != null) {
                        throw refusal;
                    }
                    return session.fetch(sources).stream().map(one -> one instanceof Change.Appeared mail
                            && withheld.contains(mail.source()) ? new Change.Vanished(mail.source()) : one).toList();
                }

                @Override
                public List<Listed> listed(LocalDate first, LocalDate last) {
                    listings++;
                    listedFrom = Optional.of(first);
                    RuntimeException refusal = noListing;
                    if (refusal != null) {
                        throw refusal;
                    }
                    return session.listed(first, last);
                }

                @Override
                public void close() {
                    session.close();
                }
            };
        }
    }

    static MailboxFailure busy() {
        return new MailboxFailure.TryLater("memory is busy.", Duration.ofSeconds(30), null);
    }
}
