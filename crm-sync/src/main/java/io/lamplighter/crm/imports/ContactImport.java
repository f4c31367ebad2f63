// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.imports;

import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.sql.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Contacts from {@code name,email,account}. The email address is the identity; the account may be empty. */
public final class ContactImport {

    private static final String KNOWN = "select address from contact_address where address = any (:addresses)";

    private static final String INSERT = """
            with fresh as (
                select r.name, r.address, r.account_id, row_number() over () as n
                  from unnest(:names, :addresses, :accounts) as r (name, address, account_id)),
            added as (
                insert into contact (name, account_id)
                select name, account_id from fresh order by n
                returning contact_id),
            numbered as (
                select contact_id, row_number() over (order by contact_id) as n from added)
            insert into contact_address (address, contact_id)
            select f.address, a.contact_id
              from fresh f
              join numbered a using (n)
            """;

    private static final String UPDATE = """
            update contact c
               set name = r.name, account_id = coalesce(r.account_id, c.account_id)
              from unnest(:names, :addresses, :accounts) as r (name, address, account_id)
              join contact_address ca on ca.address = r.address
             where c.contact_id = ca.contact_id
               and (c.name, c.account_id) is distinct from (r.name, coalesce(r.account_id, c.account_id))
            """;

    // All addresses of those who had no account until now: mail of theirs was left out, like that of strangers.
    private static final String ADMITTED = """
            select distinct own.address
              from unnest(:addresses, :accounts) as r (address, account_id)
              join contact_address ca on ca.address = r.address
              join contact c on c.contact_id = ca.contact_id
              join contact_address own on own.contact_id = c.contact_id
             where c.account_id is null and r.account_id is not null
            """;

    // Mail that came before its author was a contact was matched by domain: now it has a person.
    private static final String ADOPT = """
            update activity a
               set contact_id = ca.contact_id
              from contact_address ca
              join contact c using (contact_id)
             where ca.address = any (:addresses) and a.counterpart = ca.address and a.contact_id is null
               and a.account_id = c.account_id
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Recalls recalls;

    public ContactImport(JdbcClient jdbc, TransactionTemplate transaction, Recalls recalls) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.recalls = recalls;
    }

    private record Line(long number, String name, String email, String account) {}

    private record Person(String name, String email, @Nullable Long account) {}

    /** @throws ImportRejected if anything in the file is wrong; then nothing was changed */
    public Imported from(String csv) {
        CsvTable table = new CsvTable(csv, "name", "email", "account");
        Map<String, Line> lines = new LinkedHashMap<>();
        table.forEach(row -> {
            String name = row.required("name");
            String email = row.email("email");
            if (name == null || email == null) {
                return;
            }
            if (lines.put(email, new Line(row.line(), name, email, row.optional("account"))) != null) {
                table.problem(row.line(), "email", email + " stands in this file twice");
            }
        });
        return transaction.execute(status -> store(table, List.copyOf(lines.values())));
    }

    /** Adds one person of an account, who must not be there yet. */
    public void add(String name, String email, long account) {
        Person person = new Person(name, email, account);
        transaction.executeWithoutResult(status -> {
            run(INSERT, List.of(person));
            welcome(List.of(email));
        });
    }

    /** Named before anything is adopted: pages that are being stored may change the same activities. */
    private void welcome(List<String> addresses) {
        recalls.ofAddresses(addresses);
        jdbc.sql(ADOPT).param("addresses", Column.text(addresses)).update();
    }

    private Imported store(CsvTable table, List<Line> lines) {
        AccountNames accounts = new AccountNames(jdbc, lines.stream().map(Line::account).toList());
        List<Person> people = lines.stream()
                .map(l -> new Person(l.name(), l.email(), accounts.require(l.account(), l.number(), table))).toList();
        table.rejectIfWrong();
        Set<String> known = new HashSet<>(jdbc.sql(KNOWN).param("addresses", Column.text(lines, Line::email))
                .query(String.class).list());
        List<Person> fresh = people.stream().filter(p -> !known.contains(p.email())).toList();
        List<Person> old = people.stream().filter(p -> known.contains(p.email())).toList();
        List<String> welcome = new ArrayList<>(fresh.stream().map(Person::email).toList());
        welcome.addAll(admitted(old));
        int created = run(INSERT, fresh);
        int changed = run(UPDATE, old);
        welcome(welcome);
        return new Imported(lines.size(), created, changed, List.of());
    }

    private List<String> admitted(List<Person> old) {
        return jdbc.sql(ADMITTED).param("addresses", Column.text(old, Person::email))
                .param("accounts", Column.bigintOrNull(old, Person::account)).query(String.class).list();
    }

    private int run(String sql, List<Person> people) {
        return people.isEmpty()
                ? 0
                : jdbc.sql(sql).param("names", Column.text(people, Person::name))
                        .param("addresses", Column.text(people, Person::email))
                        .param("accounts", Column.bigintOrNull(people, Person::account)).update();
    }
}
