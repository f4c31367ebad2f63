// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.directory;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.sql.Fields;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Companies that buy, or might. */
public final class Accounts {

    private static final String PAGE = """
            select a.account_id, a.name,
                   array(select d.domain from account_domain d where d.account_id = a.account_id order by d.domain) as domains
              from account a
             where a.account_id > :after
             order by a.account_id
             limit :limit
            """;

    private final JdbcClient jdbc;

    public Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A company with its domains. */
    public record Account(AccountId id, String name, List<String> domains) {}

    /** In the order in which they were added, those after {@code after}. */
    public List<Account> page(long after, int limit) {
        return jdbc.sql(PAGE).param("after", after).param("limit", limit)
                .query((row, i) -> new Account(new AccountId(row.getLong("account_id")), row.getString("name"),
                        Fields.texts(row, "domains")))
                .list();
    }
}
