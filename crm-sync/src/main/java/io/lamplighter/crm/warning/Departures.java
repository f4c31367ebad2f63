// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.imports.ContactImport;
import io.lamplighter.crm.sql.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Contacts who have left, and who follows them. */
public final class Departures {

    private static final String OF = """
            select w.warning_id, w.deal_id, c.contact_id, c.name, ac.account_id, ac.name as account_name, d.successor_name,
                   d.successor_address, d.said, r.role,
                   exists (select from contact_address known where known.address = d.successor_address) as known
              from warning w
              join activity a using (activity_id)
              join opportunity o on o.opportunity_id = w.deal_id
              join account ac on ac.account_id = o.account_id
              join contact c on c.contact_id = w.left_contact_id
              join contact_address ca on ca.contact_id = c.contact_id
              join departure d on d.interaction_id = a.interaction_id and d.address = ca.address
              left join buying_role r on r.opportunity_id = w.deal_id and r.contact_id = c.contact_id
             where w.kind = 'CHAMPION_LEFT'
            """;

    private static final String SOME = OF + " and w.warning_id = any (:warnings)";

    private static final String ONE = OF
            + " and w.warning_id = :warning and (:owner::bigint is null or o.owner_id = :owner)";

    // A part in buying is taken over; who had none is a contact of the account and nothing more.
    private static final String TAKE_OVER = """
            insert into buying_role (opportunity_id, contact_id, role)
            select :deal, ca.contact_id, :role
              from contact_address ca
             where ca.address = :address
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ContactImport contacts;

    public Departures(JdbcClient jdbc, TransactionTemplate transaction, ContactImport contacts) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.contacts = contacts;
    }

    /**
     * A contact who has left.
     *
     * @param successor as they are named, or their address; empty where nobody is named
     * @param address of the successor; empty likewise
     * @param known whether the successor is a contact already
     * @param said whether it was said; otherwise their address does not work any more
     * @param role their part in buying, which the successor takes over; may be empty
     */
    public record Departed(long warning, OpportunityId deal, ContactId contact, String name, long account,
            String accountName, String successor, String address, boolean known, boolean said, String role) {}

    /** Who has left, of those warnings that are about it. */
    public Map<Long, Departed> of(Collection<Long> warnings) {
        Map<Long, Departed> departed = new HashMap<>();
        jdbc.sql(SOME).param("warnings", Column.bigint(warnings, Long::longValue)).query((row, i) -> departed(row))
                .list().forEach(one -> departed.merge(one.warning(), one, (first, other) -> first));
        return departed;
    }

    /**
     * Makes the successor a contact of the account, with the part in buying of who has left. A second time changes nothing.
     *
     * @param owner the deal must be this user's; empty for any
     * @return whom; empty where there is no such warning, none for this user, or nobody named
     */
    public Optional<Departed> follow(long warning, Optional<UserId> owner) {
        return transaction.execute(status -> {
            Optional<Departed> one = jdbc.sql(ONE).param("warning", warning)
                    .param("owner", owner.map(UserId::value).orElse(null)).query((row, i) -> departed(row)).list()
                    .stream().filter(found -> !found.address().isEmpty()).findFirst();
            one.ifPresent(departed -> {
                if (!departed.known()) {
                    contacts.add(departed.successor(), departed.address(), departed.account());
                }
                if (!departed.role().isEmpty()) {
                    jdbc.sql(TAKE_OVER).param("deal", departed.deal().value()).param("role", departed.role())
                            .param("address", departed.address()).update();
                }
            });
            return one;
        });
    }

    private static Departed departed(ResultSet row) throws SQLException {
        String name = row.getString("successor_name");
        String address = row.getString("successor_address");
        return new Departed(row.getLong("warning_id"), new OpportunityId(row.getLong("deal_id")),
                new ContactId(row.getLong("contact_id")), row.getString("name"), row.getLong("account_id"),
                row.getString("account_name"), name.isEmpty() ? address : name, address, row.getBoolean("known"),
                row.getBoolean("said"), Optional.ofNullable(row.getString("role")).orElse(""));
    }
}
