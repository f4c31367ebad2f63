// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.lamplighter.addin.board.BoardDesk;
import io.lamplighter.addin.board.DealDesk;
import io.lamplighter.addin.board.Evaluations;
import io.lamplighter.addin.board.LearningDesk;
import io.lamplighter.addin.board.LearningExport;
import io.lamplighter.addin.board.RatingDesk;
import io.lamplighter.addin.board.ReviewDesk;
import io.lamplighter.addin.board.SampleUsers;
import io.lamplighter.addin.board.MailboxesView;
import io.lamplighter.addin.board.ThresholdDesk;
import io.lamplighter.addin.board.WarningDesk;
import io.lamplighter.addin.board.WithdrawalDesk;
import io.lamplighter.addin.board.Words;
import io.lamplighter.addin.connect.Executions;
import io.lamplighter.addin.connect.HealthWords;
import io.lamplighter.addin.connect.MailboxDesk;
import io.lamplighter.addin.connect.MailboxHealth;
import io.lamplighter.addin.connect.MailboxPageDesk;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.ProofDesk;
import io.lamplighter.addin.connect.PushStates;
import io.lamplighter.addin.connect.ReadingRights;
import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.addin.connect.ReadingViews;
import io.lamplighter.addin.connect.WaysBack;
import io.lamplighter.addin.oauth.OAuthProviders;
import io.lamplighter.addin.oauth.OAuthSite;
import io.lamplighter.addin.push.LiveStreams;
import io.lamplighter.crm.activity.Subjects;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.learning.LearningLedger;
import io.lamplighter.crm.ledger.Captures;
import io.lamplighter.crm.ledger.CaptureLag;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.ledger.ComparisonTimes;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.Attempts;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxSearch;
import io.lamplighter.crm.mailbox.MailboxSight;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.match.ReviewQueue;
import io.lamplighter.crm.match.Reviews;
import io.lamplighter.crm.notify.DealChanges;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.opportunity.DealSearch;
import io.lamplighter.crm.opportunity.Deals;
import io.lamplighter.crm.opportunity.Opportunities;
import io.lamplighter.crm.opportunity.Pipelines;
import io.lamplighter.crm.scoring.CompanyScorer;
import io.lamplighter.crm.scoring.Ratings;
import io.lamplighter.crm.scoring.WithdrawnPhrases;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.DealHistory;
import io.lamplighter.crm.warning.Departures;
import io.lamplighter.crm.warning.Thresholds;
import io.lamplighter.crm.warning.Warnings;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the pages are made from. */
@Configuration(proxyBeanMethods = false)
class PagesWiring {

    private static final Duration FORGOTTEN_EVERY = Duration.ofMinutes(5);

    @Bean
    Words words(LamplighterSettings settings) {
        return new Words(Locale.ENGLISH, settings.zoneId());
    }

    @Bean
    SampleUsers sampleUsers(PageSettings settings) {
        return new SampleUsers(settings.sampleUsers());
    }

    @Bean
    BoardDesk boardDesk(JdbcClient jdbc, Board board, WarningDesk warnings, Words words, Clock clock) {
        return new BoardDesk(new BoardDesk.Books(board, new Timelines(jdbc), new Subjects(jdbc), new DealSearch(jdbc),
                new MailboxSight(jdbc), new Captures(jdbc), warnings), words, clock);
    }

    @Bean
    LearningLedger learningLedger(JdbcClient jdbc, CompanyScorer scorer) {
        return new LearningLedger(jdbc, scorer);
    }

    @Bean
    Evaluations evaluations(LearningLedger ledger) {
        return new Evaluations(ledger);
    }

    @Bean
    LearningDesk learningDesk(LearningLedger ledger, Ratings ratings, WithdrawnPhrases withdrawn,
            Opportunities opportunities, Evaluations evaluations, Words words, Clock clock) {
        return new LearningDesk(new LearningDesk.Books(ledger, ratings, withdrawn, opportunities, evaluations), words,
                clock);
    }

    @Bean
    WithdrawalDesk withdrawalDesk(LearningLedger ledger, Ratings ratings, WithdrawnPhrases withdrawn, Words words,
            Clock clock) {
        return new WithdrawalDesk(ledger, ratings, withdrawn, words, clock);
    }

    @Bean
    LearningExport learningExport(LearningLedger ledger, Ratings ratings, Opportunities opportunities, Clock clock) {
        return new LearningExport(ledger, ratings, opportunities, clock);
    }

    @Bean
    WarningDesk warningDesk(Warnings warnings, Departures departures, Ratings ratings, Words words, Clock clock) {
        return new WarningDesk(warnings, departures, ratings, words, clock);
    }

    @Bean
    ThresholdDesk thresholdDesk(Pipelines pipelines, Thresholds thresholds, Words words, Clock clock) {
        return new ThresholdDesk(pipelines, thresholds, words, clock);
    }

    @Bean
    DealChanges dealChanges(JdbcClient jdbc) {
        return new DealChanges(jdbc);
    }

    @Bean
    LiveStreams liveStreams(Outbox outbox, DealChanges changes, Clock clock) {
        return new LiveStreams(outbox, changes, clock);
    }

    /** What no page will ask for any more. */
    @Bean
    Task<Void> forgottenChangesTask(DealChanges changes) {
        return Tasks.recurring("forgotten-changes", FixedDelay.of(FORGOTTEN_EVERY))
                .execute((task, context) -> changes.forget());
    }

    @Bean
    DealDesk dealDesk(JdbcClient jdbc, Board board, RatingDesk ratings, Words words, Clock clock) {
        return new DealDesk(new DealDesk.Books(board, new Timelines(jdbc), new Deals(jdbc), new DealHistory(jdbc),
                ratings), words, clock);
    }

    @Bean
    RatingDesk ratingDesk(Ratings ratings, Words words, Clock clock) {
        return new RatingDesk(ratings, words, clock);
    }

    @Bean
    ReviewQueue reviewQueue(JdbcClient jdbc, TransactionTemplate transaction) {
        return new ReviewQueue(jdbc, transaction);
    }

    @Bean
    ReviewDesk reviewDesk(Reviews reviews, ReviewQueue queue, Opportunities opportunities, Words words, Clock clock) {
        return new ReviewDesk(reviews, queue, opportunities, words, clock);
    }

    @Bean
    MailboxHealth mailboxHealth(JdbcClient jdbc, Recalls recalls, Comparisons comparisons, Clock clock) {
        return new MailboxHealth(new MailboxHealth.Books(new CaptureLag(jdbc), recalls, comparisons,
                new Attempts(jdbc), new Executions(jdbc), new PushStates(jdbc), new ReadingRights(jdbc)), clock);
    }

    @Bean
    HealthWords.Pace healthPace(SyncSettings settings, OAuthSite site) {
        return new HealthWords.Pace(settings.pollEvery(), settings.pollToldEvery(), site.isReachable());
    }

    @Bean
    ReadingViews readingViews(ReadingDesk desk, Words words, Clock clock) {
        return new ReadingViews(desk, words, clock);
    }

    @Bean
    MailboxDesk.Books mailboxBooks(Mailboxes mailboxes, MailboxSearch search, MailboxHealth health, LedgerBook ledger,
            Comparisons comparisons, Board board, Users users) {
        return new MailboxDesk.Books(mailboxes, search, health, ledger, comparisons, board, users);
    }

    @Bean
    MailboxDesk mailboxDesk(MailboxDesk.Books books, Words words, HealthWords.Pace pace, OAuthProviders providers,
            Clock clock) {
        return new MailboxDesk(books, words, pace,
                providers.configured().stream().map(p -> new MailboxesView.Way("/connect/" + p.name(), p.label()))
                        .toList(),
                clock);
    }

    @Bean
    ProofDesk proofDesk(Reconciliation reconciliation, Comparisons comparisons, ComparisonTimes times,
            MailboxEvents events, MailboxSchedule schedule, Clock clock) {
        return new ProofDesk(new ProofDesk.Books(reconciliation, comparisons, times, events), schedule, clock);
    }

    @Bean
    MailboxPageDesk mailboxPageDesk(LedgerBook ledger, Comparisons comparisons, MailboxEvents events,
            WaysBack ways, JdbcClient jdbc, Words words, Clock clock) {
        return new MailboxPageDesk(
                new MailboxPageDesk.Books(ledger, comparisons, events, new ReadingRights(jdbc)), ways, words, clock);
    }
}
