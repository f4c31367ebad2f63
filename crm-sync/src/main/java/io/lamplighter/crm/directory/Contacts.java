// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.directory;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.sql.Fields;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People on the buyer's side. */
public final class Contacts {

    private static final String PAGE = """
            select c.contact_id, c.name, c.account_id, a.name as account_name,
                   array(select ca.address from contact_address ca where ca.contact_id = c.contact_id order by ca.address) as addresses
              from contact c
              left join account a using (account_id)
             where c.contact_id > :after
             order by c.contact_id
             limit :limit
            """;

    private final JdbcClient jdbc;

    public Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param accountName empty for somebody who belongs to no account */
    public record Contact(ContactId id, String name, List<String> addresses, Optional<AccountId> account,
            String accountName) {}

    /** In the order in which they were added, those after {@code after}. */
    public List<Contact> page(long after, int limit) {
        return jdbc.sql(PAGE).param("after", after).param("limit", limit)
                .query((row, i) -> new Contact(new ContactId(row.getLong("contact_id")), row.getString("name"),
                        Fields.texts(row, "addresses"),
                        Optional.ofNullable(row.getObject("account_id", Long.class)).map(AccountId::new),
                        Optional.ofNullable(row.getString("account_name")).orElse("")))
                .list();
    }
}
