// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.opportunity;

import io.lamplighter.crm.OpportunityId;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds deals by the people on the buyer's side. */
public final class DealSearch {

    private static final String BY_PERSON = """
            select distinct o.opportunity_id
              from opportunity o
              join contact c using (account_id)
              left join contact_address a using (contact_id)
             where c.name ilike :pattern escape '!' or a.address ilike :pattern escape '!'
            """;

    private final JdbcClient jdbc;

    public DealSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deals of accounts where somebody's name or address contains these words. */
    public Set<OpportunityId> byPerson(String words) {
        String literal = words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return new HashSet<>(jdbc.sql(BY_PERSON).param("pattern", "%" + literal + "%")
                .query((row, i) -> new OpportunityId(row.getLong("opportunity_id"))).list());
    }
}
