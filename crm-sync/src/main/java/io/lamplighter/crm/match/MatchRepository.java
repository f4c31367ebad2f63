// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Participant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks up, in a constant number of statements, all that matching a page needs. */
final class MatchRepository {

    private static final String CONTACTS = """
            select ca.address, c.contact_id, c.account_id
              from contact_address ca
              join contact c using (contact_id)
             where ca.address = any (:addresses)
            """;

    private static final String ACCOUNTS = """
            select d.domain, d.account_id
              from account_domain d
             where d.domain = any (:domains)
               and not exists (select from freemail_domain f where f.domain = d.domain)
            """;

    // One look-up for each id, by index: left to a join the planner would read all activities, for the list is long.
    private static final String THREADS = """
            select t.id, f.account_id, f.opportunity_id
              from unnest(:ids) as t (id)
             cross join lateral (
                   select a.account_id, a.opportunity_id
                     from interaction i
                     join activity a using (interaction_id)
                    where i.message_id = t.id and i.message_id <> ''
                    limit 5) as f
            union
            select t.id, f.account_id, f.opportunity_id
              from unnest(:ids) as t (id)
             cross join lateral (
                   select a.account_id, a.opportunity_id
                     from interaction i
                     join activity a using (interaction_id)
                    where i.thread_root = t.id and i.thread_root <> ''
                    order by i.interaction_id desc
                    limit 20) as f
            """;

    private static final String DEALS = """
            select o.opportunity_id, o.account_id, o.name, s.outcome = 'open' as open,
                   coalesce((select a.occurred_at
                               from activity a
                              where a.opportunity_id = o.opportunity_id
                              order by a.occurred_at desc
                              limit 1), o.created_at) as last_activity
              from opportunity o
              join stage s using (stage_id)
             where o.account_id = any (:accounts)
            """;

    private static final String ROLES = """
            select r.opportunity_id, r.contact_id, r.role
              from buying_role r
              join opportunity o using (opportunity_id)
             where o.account_id = any (:accounts)
            """;

    private final JdbcClient jdbc;

    MatchRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Known known(Collection<Interaction> interactions) {
        Set<String> addresses = new HashSet<>();
        Set<String> domains = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (Interaction interaction : interactions) {
            for (Participant participant : interaction.participants()) {
                addresses.add(participant.key());
                addParents(domains, participant.domain());
            }
            ids.addAll(interaction.thread().references());
            ids.add(interaction.thread().messageId());
        }
        ids.remove("");
        Map<String, Known.Person> contacts = contacts(addresses);
        Map<String, AccountId> accounts = accounts(domains);
        Map<String, List<Known.Filed>> threads = threads(ids);
        return new Known(contacts, accounts, deals(contacts, accounts, threads), threads);
    }

    private static void addParents(Set<String> domains, String domain) {
        for (String rest = domain; rest.contains("."); rest = rest.substring(rest.indexOf('.') + 1)) {
            domains.add(rest);
        }
    }

    private Map<String, Known.Person> contacts(Set<String> addresses) {
        Map<String, Known.Person> contacts = new HashMap<>();
        jdbc.sql(CONTACTS).param("addresses", Column.text(addresses)).query(row -> {
            Long account = row.getObject("account_id", Long.class);
            contacts.put(row.getString("address"), new Known.Person(new ContactId(row.getLong("contact_id")),
                    Optional.ofNullable(account).map(AccountId::new)));
        });
        return contacts;
    }

    private Map<String, AccountId> accounts(Set<String> domains) {
        Map<String, AccountId> accounts = new HashMap<>();
        jdbc.sql(ACCOUNTS).param("domains", Column.text(domains))
                .query(row -> {
                    accounts.put(row.getString("domain"), new AccountId(row.getLong("account_id")));
                });
        return accounts;
    }

    private Map<String, List<Known.Filed>> threads(Set<String> ids) {
        Map<String, List<Known.Filed>> threads = new HashMap<>();
        jdbc.sql(THREADS).param("ids", Column.text(ids)).query(row -> {
            Known.Filed filed = new Known.Filed(new AccountId(row.getLong("account_id")),
                    Optional.ofNullable(row.getObject("opportunity_id", Long.class)).map(OpportunityId::new));
            threads.computeIfAbsent(row.getString("id"), i -> new ArrayList<>()).add(filed);
        });
        return threads;
    }

    private Map<AccountId, List<Deal>> deals(Map<String, Known.Person> contacts, Map<String, AccountId> accounts,
            Map<String, List<Known.Filed>> threads) {
        Set<AccountId> wanted = new HashSet<>(accounts.values());
        contacts.values().forEach(person -> person.account().ifPresent(wanted::add));
        threads.values().forEach(filed -> filed.forEach(f -> wanted.add(f.account())));
        Column ids = Column.bigint(wanted, AccountId::value);
        Map<OpportunityId, Map<ContactId, String>> roles = new HashMap<>();
        jdbc.sql(ROLES).param("accounts", ids)
                .query(row -> {
                    roles.computeIfAbsent(new OpportunityId(row.getLong("opportunity_id")), o -> new HashMap<>())
                            .put(new ContactId(row.getLong("contact_id")), row.getString("role"));
                });
        Map<AccountId, List<Deal>> deals = new HashMap<>();
        jdbc.sql(DEALS).param("accounts", ids).query(row -> {
            OpportunityId id = new OpportunityId(row.getLong("opportunity_id"));
            AccountId account = new AccountId(row.getLong("account_id"));
            Instant last = Fields.at(row, "last_activity");
            deals.computeIfAbsent(account, a -> new ArrayList<>()).add(new Deal(id, account, row.getString("name"),
                    row.getBoolean("open"), roles.getOrDefault(id, Map.of()), last));
        });
        return deals;
    }
}
