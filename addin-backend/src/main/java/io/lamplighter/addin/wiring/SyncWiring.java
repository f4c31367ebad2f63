// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import java.util.List;
import io.lamplighter.crm.ledger.Recalls;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.lamplighter.addin.connect.Farewell;
import io.lamplighter.addin.connect.FurtherBack;
import io.lamplighter.addin.connect.HeldMail;
import io.lamplighter.addin.connect.ImapConnections;
import io.lamplighter.addin.connect.InstallationKey;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxRemoval;
import io.lamplighter.addin.connect.MailboxRunner;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.addin.connect.QuarantineDesk;
import io.lamplighter.addin.connect.ScoreRunner;
import io.lamplighter.addin.connect.ReadingChoices;
import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.addin.connect.Nights;
import io.lamplighter.addin.connect.Reconciler;
import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.connect.SecretRotation;
import io.lamplighter.addin.oauth.TokenSources;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.ComparisonTimes;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.ledger.Retries;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.notify.Dispatcher;
import io.lamplighter.crm.notify.Notifier;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.scoring.Rescore;
import io.lamplighter.crm.scoring.ScoreBacklog;
import io.lamplighter.crm.sql.LongWork;
import io.lamplighter.crm.warning.MissingMail;
import io.lamplighter.crm.warning.Warnings;
import io.lamplighter.ingest.imap.ImapConnector;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The connectors and the schedule on which mailboxes are read and activities scored. */
@Configuration(proxyBeanMethods = false)
class SyncWiring {

    private static final Duration MEETINGS_EVERY = Duration.ofMinutes(1);
    private static final int MEETINGS_AT_ONCE = 500;
    private static final int DISPATCHED_AT_ONCE = 50;

    @Bean
    SecretBox secretBox(JdbcClient jdbc, LamplighterSettings settings) {
        return new InstallationKey(jdbc).admit(new InstallationKey.Given(settings.secretKey(),
                settings.formerSecretKeys(), settings.lostSecretKey(), settings.dataDir()));
    }

    @Bean
    SecretRotation secretRotation(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box) {
        return new SecretRotation(jdbc, transaction, box);
    }

    @Bean
    ImapConnections imapConnections(JdbcClient jdbc, SecretBox box, OutsideHosts hosts) {
        return new ImapConnections(jdbc, box, hosts);
    }

    @Bean
    ImapConnector imapConnector(ImapConnections accounts, OutsideHosts hosts, TokenSources tokens, Clock clock) {
        return new ImapConnector(accounts, hosts, Optional.of(tokens), clock);
    }

    @Bean
    ReadingChoices readingChoices(JdbcClient jdbc) {
        return new ReadingChoices(jdbc);
    }

    @Bean
    FurtherBack furtherBack(ReadingChoices choices, Reconciliation reconciliation, Recalls recalls, Clock clock) {
        return new FurtherBack(choices, reconciliation, recalls, clock);
    }

    @Bean
    HeldMail heldMail(JdbcClient jdbc, Clock clock) {
        return new HeldMail(new Retries(jdbc), clock);
    }

    @Bean
    ReadingDesk readingDesk(List<MailboxConnector> connectors, ReadingDesk.Books books, ImapConnections imap,
            OAuthConnections oauth, TransactionTemplate transaction, Clock clock) {
        return new ReadingDesk(connectors, books,
                mailbox -> mailbox.connector().equals(ImapConnector.NAME)
                        ? new ReadingDesk.Reach(imap.account(mailbox.id()).since(), false, false)
                        : reach(oauth, mailbox.id()),
                transaction, clock);
    }

    private static ReadingDesk.Reach reach(OAuthConnections oauth, MailboxId mailbox) {
        OAuthConnections.Allowed allowed = oauth.allowed(mailbox);
        return new ReadingDesk.Reach(oauth.connection(mailbox).since(), allowed.calendar(), allowed.transcripts());
    }

    @Bean
    ReadingDesk.Books readingBooks(Mailboxes mailboxes, ReadingChoices choices, Recalls recalls,
            Reconciliation reconciliation, MailboxEvents events, MailboxSchedule schedule) {
        return new ReadingDesk.Books(mailboxes, choices, recalls, reconciliation, events, schedule);
    }

    @Bean
    Reconciliation reconciliation(JdbcClient jdbc) {
        return new Reconciliation(jdbc);
    }

    @Bean
    Comparisons comparisons(JdbcClient jdbc) {
        return new Comparisons(jdbc);
    }

    @Bean
    MailboxEvents mailboxEvents(JdbcClient jdbc) {
        return new MailboxEvents(jdbc);
    }

    @Bean
    ComparisonTimes comparisonTimes(JdbcClient jdbc) {
        return new ComparisonTimes(jdbc);
    }

    @Bean
    Reconciler reconciler(Reconciliation reconciliation, ComparisonTimes times, JdbcClient jdbc, Outbox outbox,
            MailboxEvents events, SyncSettings settings, LamplighterSettings general, Clock clock) {
        return new Reconciler(
                new Reconciler.Books(reconciliation, times, new MissingMail(jdbc, outbox), events),
                settings.reconcileDays(),
                new Nights(settings.reconcileFrom(), settings.reconcileSpread(), general.zoneId()), clock);
    }

    @Bean
    Task<Void> scoreTask(ScoreRunner runner, ScoringSettings settings) {
        return Tasks.recurring("score-backlog", FixedDelay.of(settings.every()))
                .execute((task, context) -> runner.run());
    }

    /** Settles what a page left, and series whose next occurrences come near. */
    @Bean
    Task<Void> meetingsTask(JdbcLedger ledger) {
        return Tasks.recurring("meetings", FixedDelay.of(MEETINGS_EVERY))
                .execute((task, context) -> ledger.settleMeetings(MEETINGS_AT_ONCE));
    }

    @Bean
    ScoreRunner scoreRunner(ScoreBacklog backlog, Rescore rescore, Warnings warnings, Mailboxes mailboxes,
            ScoringSettings settings, Clock clock) {
        return new ScoreRunner(backlog, rescore, warnings, mailboxes, settings.batch(), clock);
    }

    /** Every channel there is; pages that are open are told by {@code LiveStreams}. */
    @Bean
    Dispatcher dispatcher(JdbcClient jdbc, ObjectProvider<Notifier> notifiers, Clock clock) {
        return new Dispatcher(jdbc, notifiers.orderedStream().toList(), clock);
    }

    @Bean
    Task<Void> dispatchTask(Dispatcher dispatcher, ScoringSettings settings) {
        return Tasks.recurring("dispatch", FixedDelay.of(settings.every()))
                .execute((task, context) -> dispatcher.begin(DISPATCHED_AT_ONCE));
    }

    @Bean
    MailboxSchedule mailboxSchedule(@Lazy SchedulerClient scheduler, JdbcClient jdbc, Clock clock) {
        return new MailboxSchedule(scheduler, jdbc, clock);
    }

    @Bean
    MailboxRemoval mailboxRemoval(Mailboxes mailboxes, LongWork longWork, Farewell farewell) {
        return new MailboxRemoval(mailboxes, longWork, farewell);
    }

    @Bean
    MailboxConnections mailboxConnections(Mailboxes mailboxes, ImapConnections imap, Users users, MailboxEvents events,
            Reconciliation reconciliation, MailboxSchedule schedule, MailboxRemoval removal,
            TransactionTemplate transaction, Clock clock) {
        return new MailboxConnections(
                new MailboxConnections.Books(mailboxes, imap, users, events, reconciliation), schedule, removal,
                transaction, clock);
    }

    @Bean
    QuarantineDesk quarantineDesk(LedgerBook ledger, MailboxRunner runner, MailboxEvents events, Clock clock) {
        return new QuarantineDesk(ledger, runner, events, clock);
    }
}
