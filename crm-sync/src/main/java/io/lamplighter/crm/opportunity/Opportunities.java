// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.opportunity;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Column;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deals, open and closed. */
public final class Opportunities {

    private static final String SELECT = """
            select o.opportunity_id, o.name, o.account_id, a.name as account_name, o.owner_id, u.name as owner_name,
                   u.email as owner_email, s.name as stage, s.outcome, o.amount, o.currency, o.close_date
              from opportunity o
              join account a using (account_id)
              join app_user u on u.user_id = o.owner_id
              join stage s using (stage_id)
            """;

    private static final String PAGE = SELECT + """
             where o.opportunity_id > :after and (:owner::bigint is null or o.owner_id = :owner)
             order by o.opportunity_id
             limit :limit
            """;

    private static final String ONE = SELECT + " where o.opportunity_id = :opportunity";

    private static final String OF_ACTIVITIES = """
            select a.activity_id, o.opportunity_id, o.name, o.owner_id, s.outcome = 'open' as open
              from activity a
              join opportunity o using (opportunity_id)
              join stage s using (stage_id)
             where a.activity_id = any (:activities)
            """;

    private final JdbcClient jdbc;

    public Opportunities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param outcome {@code open}, {@code won} or {@code lost} */
    public record Opportunity(OpportunityId id, String name, AccountId account, String accountName, UserId owner,
            String ownerName, String ownerEmail, String stage, String outcome, BigDecimal amount, String currency,
            Optional<LocalDate> closes) {}

    /** In the order in which they were added, those after {@code after}; of one owner, or of all. */
    public List<Opportunity> page(Optional<UserId> owner, long after, int limit) {
        return jdbc.sql(PAGE).param("owner", owner.map(UserId::value).orElse(null)).param("after", after)
                .param("limit", limit).query((row, i) -> opportunity(row)).list();
    }

    public Optional<Opportunity> find(OpportunityId opportunity) {
        return jdbc.sql(ONE).param("opportunity", opportunity.value()).query((row, i) -> opportunity(row)).optional();
    }

    /** The deals of those activities that are on one. */
    public Map<ActivityId, DealOfActivity> of(Collection<ActivityId> activities) {
        Map<ActivityId, DealOfActivity> deals = new HashMap<>();
        jdbc.sql(OF_ACTIVITIES).param("activities", Column.bigint(activities, ActivityId::value)).query(row -> {
            deals.put(new ActivityId(row.getLong("activity_id")),
                    new DealOfActivity(new OpportunityId(row.getLong("opportunity_id")), row.getString("name"),
                            new UserId(row.getLong("owner_id")), row.getBoolean("open")));
        });
        return deals;
    }

    private static Opportunity opportunity(ResultSet row) throws SQLException {
        return new Opportunity(new OpportunityId(row.getLong("opportunity_id")), row.getString("name"),
                new AccountId(row.getLong("account_id")), row.getString("account_name"),
                new UserId(row.getLong("owner_id")), row.getString("owner_name"), row.getString("owner_email"),
                row.getString("stage"), row.getString("outcome"), row.getBigDecimal("amount"),
                row.getString("currency"),
                Optional.ofNullable(row.getObject("close_date", LocalDate.class)));
    }
}
