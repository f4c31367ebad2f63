// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm;

import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.imports.AccountImport;
import io.lamplighter.crm.imports.ContactImport;
import io.lamplighter.crm.imports.OpportunityImport;
import io.lamplighter.crm.imports.RoleImport;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small company in a fresh database: Anna and Jonas sell, Oakhanger Dairies and Pellworth Rail buy. */
public final class Crm {

    public static final Instant NOW = Instant.parse("2026-11-19T09:42:00Z");

    public final TestDatabase database = TestDatabase.fresh();
    public final JdbcClient jdbc = database.jdbc();
    public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    public final Users users = new Users(jdbc);
    public final Recalls recalls = new Recalls(jdbc);
    public final AccountImport accounts = new AccountImport(jdbc, database.transaction(), recalls);
    public final ContactImport contacts = new ContactImport(jdbc, database.transaction(), recalls);
    public final OpportunityImport opportunities = new OpportunityImport(jdbc, database.transaction(), users);
    public final RoleImport roles = new RoleImport(jdbc, database.transaction());
    public final Mailboxes mailboxes = new Mailboxes(jdbc);
    public final JdbcLedger ledger = new JdbcLedger(jdbc, database.transaction(), clock, ZoneOffset.UTC);
    public final LedgerBook book = new LedgerBook(jdbc);
    public final User anna = users.add("anna", "Anna Reyes", "anna@seller.example", User.Role.REP);
    public final User jonas = users.add("jonas", "Jonas Weir", "jonas@seller.example", User.Role.REP);
    public final MailboxId annasMailbox = mailboxes.add(anna, "memory", "anna@seller.example").orElseThrow();
    public final MailboxId jonasMailbox = mailboxes.add(jonas, "memory", "jonas@seller.example").orElseThrow();

    public Crm() {
        new OurAddresses(jdbc).addDomain("seller.example");
        accounts.from("""
                name,domain
                Oakhanger Dairies,oakhanger.example
                Pellworth Rail,pellworth.example
                """);
        contacts.from("""
                name,email,account
                Helen Marsh,helen@oakhanger.example,Oakhanger Dairies
                Raj Menon,raj@oakhanger.example,Oakhanger Dairies
                Otto Berg,otto@pellworth.example,Pellworth Rail
                """);
        opportunities.from("""
                name,account,owner,stage,amount,currency,close_date
                Cold rooms,Oakhanger Dairies,anna@seller.example,Proposal,84000,EUR,2026-11-30
                Depot refit,Pellworth Rail,jonas@seller.example,Negotiation,126000,EUR,
                """);
    }

    /** Stores readings as the next page of the mailbox. */
    public Ledger.Recorded record(MailboxId mailbox, Reading... readings) {
        Cursor position = ledger.position(mailbox, "memory");
        Cursor next = new Cursor("memory", 1,
                Long.toString(position.isStart() ? 1 : Long.parseLong(position.token()) + 1));
        return ledger.commit(new ReadPage(mailbox, position, next, List.of(readings), 0));
    }

    public long opportunity(String name) {
        return jdbc.sql("select opportunity_id from opportunity where name = :name").param("name", name)
                .query(Long.class)
                .single();
    }

    public long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
