// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.lamplighter.addin.connect.Executions;
import io.lamplighter.addin.connect.FurtherBack;
import io.lamplighter.addin.connect.GivingWay;
import io.lamplighter.addin.connect.HeldMail;
import io.lamplighter.addin.connect.HeldTurns;
import io.lamplighter.addin.connect.MailboxRunner;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.Overlooked;
import io.lamplighter.addin.connect.Reconciler;
import io.lamplighter.addin.connect.WatchLeases;
import io.lamplighter.addin.metrics.CaptureMeters;
import io.lamplighter.addin.webhook.Pushes;
import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.mailbox.Turns;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.ForwardClock;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose turn it is to read a mailbox, among all nodes. */
@Configuration(proxyBeanMethods = false)
class TurnWiring {

    private static final Duration OVERLOOKED_EVERY = Duration.ofMinutes(1);
    private static final int OVERLOOKED_AT_ONCE = 5_000;

    /** Another one at every start: what it held before is nobody's until the leases are over. */
    @Bean
    ThisNode thisNode(Environment environment) {
        return new ThisNode(environment.getProperty("db-scheduler.scheduler-name", "node") + "-" + UUID.randomUUID());
    }

    @Bean
    HeldTurns heldTurns(JdbcClient jdbc, LeaseDatabase leases, TransactionTemplate transaction, ThisNode node,
            SyncSettings settings, ForwardClock clock) {
        HeldTurns turns = new HeldTurns(new Turns(jdbc, transaction), new Turns(leases.jdbc(), transaction),
                node.id(), settings.lease(), clock);
        turns.start();
        return turns;
    }

    @Bean
    MailboxRunner mailboxRunner(List<MailboxConnector> connectors, Mailboxes mailboxes, OurAddresses own,
            JdbcLedger ledger, Recalls recalls, Reconciler reconciler, HeldTurns turns, SyncSettings settings,
            LamplighterSettings general, Clock clock, WatchLeases watches, Pushes pushes, CaptureMeters meters,
            FurtherBack furtherBack, HeldMail held, MailboxSchedule schedule, GivingWay way) {
        return new MailboxRunner(connectors,
                new MailboxRunner.Books(mailboxes, own, ledger, recalls, reconciler, furtherBack, held, turns, meters),
                new MailboxRunner.Pace(
                        mailbox -> watches.isTold(mailbox) || pushes.isTold(mailbox)
                                ? settings.pollToldEvery()
                                : settings.pollEvery(),
                        schedule::wokenMeanwhile, settings.slice(),
                        mailbox -> way.isDue(mailbox.historyCompleteAt().isEmpty()), settings.retryAfter(),
                        settings.retryAtMost()),
                general.zoneId(), clock);
    }

    /** One execution for each mailbox, on whichever node is free; a node that dies gives it up with its heartbeat. */
    @Bean
    CustomTask<Void> mailboxTask(MailboxRunner runner, MailboxSchedule schedule, SyncSettings settings) {
        return Tasks.custom(MailboxSchedule.TASK_NAME, Void.class)
                // Only a database that does not answer comes out of a run; the usual five minutes would be long.
                .onFailure(new FailureHandler.OnFailureRetryLater<>(settings.retryAfter()))
                .execute((task, context) -> {
                    MailboxId mailbox = new MailboxId(Long.parseLong(task.getId()));
                    Optional<Instant> next = runner.run(mailbox);
                    return (complete, operations) -> {
                        schedule.isOver(mailbox);
                        next.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
                        schedule.makeUp(mailbox);
                    };
                });
    }

    @Bean
    Task<Void> overlookedTask(JdbcClient jdbc, MailboxSchedule schedule, List<MailboxConnector> connectors) {
        Overlooked overlooked = new Overlooked(new Executions(jdbc), schedule,
                connectors.stream().map(MailboxConnector::name).collect(Collectors.toSet()));
        return Tasks.recurring("overlooked-mailboxes", FixedDelay.of(OVERLOOKED_EVERY))
                .execute((task, context) -> {
                    overlooked.wake(OVERLOOKED_AT_ONCE);
                    schedule.hurryThePatient();
                });
    }

    @Bean
    GivingWay givingWay(ScheduleThreads threads, JdbcClient jdbc, Clock clock) {
        return new GivingWay(threads::areTaken, jdbc, clock);
    }

    @Bean
    ScheduleThreads scheduleThreads(SyncSettings settings) {
        return new ScheduleThreads(settings.mailboxesAtOnce());
    }
}
