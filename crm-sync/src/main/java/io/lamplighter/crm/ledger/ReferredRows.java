// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.match.Match;
import io.lamplighter.crm.sql.Column;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Holds the accounts, contacts and opportunities a page refers to until it is stored: what foreign keys would do row by row,
 * done once a page. The mailbox is held by the cursor, which moved before.
 */
final class ReferredRows {

    private static final String ACCOUNTS = """
            select count(*)
              from (select from account where account_id = any (:ids) order by account_id for key share) as held
            """;

    private static final String CONTACTS = """
            select count(*)
              from (select from contact where contact_id = any (:ids) order by contact_id for key share) as held
            """;

    private static final String OPPORTUNITIES = """
            select count(*)
              from (select from opportunity where opportunity_id = any (:ids) order by opportunity_id for key share) as held
            """;

    private final JdbcClient jdbc;

    ReferredRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ConcurrencyFailureException if one of them was deleted since matching looked */
    void hold(List<Decision.Keep> copies) {
        List<Match> matches = copies.stream().flatMap(c -> c.matches().stream()).toList();
        hold(ACCOUNTS, matches.stream().map(m -> m.account().value()).collect(Collectors.toSet()));
        hold(CONTACTS, matches.stream().map(Match::contact).flatMap(Optional::stream).map(ContactId::value)
                .collect(Collectors.toSet()));
        hold(OPPORTUNITIES, matches.stream().map(Match::opportunity).flatMap(Optional::stream).map(OpportunityId::value)
                .collect(Collectors.toSet()));
    }

    private void hold(String sql, Set<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Collection<Long> sorted = new TreeSet<>(ids);
        long held = jdbc.sql(sql).param("ids", Column.bigint(sorted, Long::longValue)).query(Long.class).single();
        if (held != ids.size()) {
            throw new ConcurrencyFailureException(
                    "a record was deleted while a page that refers to it was being stored");
        }
    }
}
