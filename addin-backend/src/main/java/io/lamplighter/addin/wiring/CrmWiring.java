// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.crm.activity.Outcomes;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.directory.Accounts;
import io.lamplighter.crm.directory.Contacts;
import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.imports.AccountImport;
import io.lamplighter.crm.imports.ContactImport;
import io.lamplighter.crm.imports.OpportunityImport;
import io.lamplighter.crm.imports.RoleImport;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.mailbox.MailboxSearch;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.match.Reviews;
import io.lamplighter.crm.opportunity.Deals;
import io.lamplighter.crm.notify.Notifier;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.opportunity.Opportunities;
import io.lamplighter.crm.opportunity.Pipelines;
import io.lamplighter.crm.scoring.CompanyScorer;
import io.lamplighter.crm.scoring.Ratings;
import io.lamplighter.crm.scoring.Rescore;
import io.lamplighter.crm.scoring.ScoreBacklog;
import io.lamplighter.crm.scoring.WithdrawnPhrases;
import io.lamplighter.crm.upload.Uploads;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.Departures;
import io.lamplighter.crm.warning.Thresholds;
import io.lamplighter.crm.warning.Warnings;
import org.springframework.beans.factory.ObjectProvider;
import java.time.Clock;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The CRM core, and the scorer it uses. */
@Configuration(proxyBeanMethods = false)
class CrmWiring {

    @Bean
    CompanyScorer companyScorer(JdbcClient jdbc, Clock clock) {
        return new CompanyScorer(jdbc, clock);
    }

    @Bean
    Ratings ratings(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new Ratings(jdbc, transaction, clock);
    }

    @Bean
    WithdrawnPhrases withdrawnPhrases(JdbcClient jdbc, Clock clock) {
        return new WithdrawnPhrases(jdbc, clock);
    }

    @Bean
    Users users(JdbcClient jdbc) {
        return new Users(jdbc);
    }

    @Bean
    OurAddresses ourAddresses(JdbcClient jdbc) {
        return new OurAddresses(jdbc);
    }

    @Bean
    Accounts accounts(JdbcClient jdbc) {
        return new Accounts(jdbc);
    }

    @Bean
    Contacts contacts(JdbcClient jdbc) {
        return new Contacts(jdbc);
    }

    @Bean
    Opportunities opportunities(JdbcClient jdbc) {
        return new Opportunities(jdbc);
    }

    @Bean
    Deals deals(JdbcClient jdbc) {
        return new Deals(jdbc);
    }

    @Bean
    Timelines timelines(JdbcClient jdbc) {
        return new Timelines(jdbc);
    }

    @Bean
    Board board(JdbcClient jdbc, Clock clock, LamplighterSettings settings) {
        return new Board(jdbc, clock, settings.zoneId());
    }

    @Bean
    MailboxSearch mailboxSearch(JdbcClient jdbc, Clock clock) {
        return new MailboxSearch(jdbc, clock);
    }

    @Bean
    Mailboxes mailboxes(JdbcClient jdbc) {
        return new Mailboxes(jdbc);
    }

    @Bean
    Reviews reviews(JdbcClient jdbc, TransactionTemplate transaction) {
        return new Reviews(jdbc, transaction);
    }

    @Bean
    Recalls recalls(JdbcClient jdbc) {
        return new Recalls(jdbc);
    }

    @Bean
    AccountImport accountImport(JdbcClient jdbc, TransactionTemplate transaction, Recalls recalls) {
        return new AccountImport(jdbc, transaction, recalls);
    }

    @Bean
    ContactImport contactImport(JdbcClient jdbc, TransactionTemplate transaction, Recalls recalls) {
        return new ContactImport(jdbc, transaction, recalls);
    }

    @Bean
    OpportunityImport opportunityImport(JdbcClient jdbc, TransactionTemplate transaction, Users users) {
        return new OpportunityImport(jdbc, transaction, users);
    }

    @Bean
    RoleImport roleImport(JdbcClient jdbc, TransactionTemplate transaction) {
        return new RoleImport(jdbc, transaction);
    }

    @Bean
    Uploads uploads(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, LamplighterSettings settings) {
        return new Uploads(jdbc, transaction, clock, settings.zoneId());
    }

    @Bean
    Outcomes outcomes(JdbcClient jdbc, TransactionTemplate transaction) {
        return new Outcomes(jdbc, transaction);
    }

    @Bean
    LedgerBook ledgerBook(JdbcClient jdbc) {
        return new LedgerBook(jdbc);
    }

    /** Reads its salt when it is made, so the tables must be there. */
    @Bean
    JdbcLedger ledger(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, LamplighterSettings settings,
            FlywayMigrationInitializer tables) {
        return new JdbcLedger(jdbc, transaction, clock, settings.zoneId());
    }

    @Bean
    ScoreBacklog scoreBacklog(JdbcClient jdbc, TransactionTemplate transaction, CompanyScorer scorer,
            Warnings warnings, Clock clock) {
        return new ScoreBacklog(jdbc, transaction, scorer, warnings, clock);
    }

    @Bean
    Rescore rescore(JdbcClient jdbc, TransactionTemplate transaction, CompanyScorer scorer, Warnings warnings,
            Clock clock) {
        return new Rescore(jdbc, transaction, scorer, warnings, clock);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, ObjectProvider<Notifier> notifiers) {
        return Outbox.by(jdbc, notifiers.orderedStream().toList());
    }

    @Bean
    Warnings warnings(JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox, Clock clock) {
        return new Warnings(jdbc, transaction, outbox, clock);
    }

    @Bean
    Departures departures(JdbcClient jdbc, TransactionTemplate transaction, ContactImport contacts) {
        return new Departures(jdbc, transaction, contacts);
    }

    @Bean
    Thresholds thresholds(JdbcClient jdbc, Clock clock) {
        return new Thresholds(jdbc, clock);
    }

    @Bean
    Pipelines pipelines(JdbcClient jdbc) {
        return new Pipelines(jdbc);
    }
}
