// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.crm.sql.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** Interactions whose deal is not certain: a person decides, for the whole thread. */
public final class Reviews {

    private static final String WAITING = """
            select r.activity_id, a.occurred_at, a.direction, acc.name as account, i.from_name, i.from_address, i.subject,
                   i.body, a.match_margin, a.match_detail
              from match_review r
              join activity a using (activity_id)
              join account acc using (account_id)
              join interaction i using (interaction_id)
             where r.activity_id < :before
               and (:owner::bigint is null
                    or exists (select from opportunity o where o.account_id = a.account_id and o.owner_id = :owner))
             order by r.activity_id desc
             limit :limit
            """;

    // A deal of another account cannot be chosen: the interaction would show up in front of the wrong people. And nobody takes for a deal
    // of theirs what has found its way to a colleague's.
    private static final String DECIDE = """
            update activity t
               set opportunity_id = :opportunity, match_rule = 'BY_HAND', match_margin = 1
              from activity a
              join interaction i using (interaction_id)
              join interaction other on other.interaction_id = i.interaction_id
                                     or (i.thread_root <> '' and other.thread_root = i.thread_root)
                                     or (i.thread_root <> '' and other.message_id = i.thread_root)
             where a.activity_id = :activity and t.interaction_id = other.interaction_id and t.account_id = a.account_id
               and (t.activity_id = a.activity_id or t.match_rule = 'UNCERTAIN')
               and (:owner::bigint is null or a.match_rule = 'UNCERTAIN'
                    or exists (select
                                 from opportunity before
                                where before.opportunity_id = a.opportunity_id and before.owner_id = :owner))
               and exists (select
                             from opportunity o
                            where o.opportunity_id = :opportunity and o.account_id = a.account_id
                              and (:owner::bigint is null or o.owner_id = :owner))
            """;

    private static final TypeReference<List<Candidate>> CANDIDATES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Reviews(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** One that waits. */
    public record Waiting(ActivityId activity, Instant at, String direction, String account, String fromName,
            String fromAddress, String subject, String body, double margin, List<Candidate> candidates) {}

    /** @param owner shows only what concerns accounts on which this user has deals; empty for all */
    public List<Waiting> waiting(Optional<UserId> owner, long beforeId, int limit) {
        return jdbc.sql(WAITING).param("owner", owner.map(UserId::value).orElse(null)).param("before", beforeId)
                .param("limit", limit)
                .query((row, i) -> new Waiting(new ActivityId(row.getLong("activity_id")),
                        Fields.at(row, "occurred_at"), row.getString("direction"),
                        row.getString("account"), row.getString("from_name"), row.getString("from_address"),
                        row.getString("subject"), row.getString("body"), row.getDouble("match_margin"),
                        Json.read(row.getString("match_detail"), CANDIDATES)))
                .list();
    }

    /**
     * Puts an interaction, and what is uncertain of its thread, on a deal of the same account.
     *
     * @param owner the deal must be this user's, and the interaction uncertain or on another deal of the same user; empty for any
     * @return how many interactions were put there; 0 if the choice is not possible
     */
    public int decide(ActivityId activity, OpportunityId opportunity, Optional<UserId> owner) {
        return transaction.execute(status -> {
            int moved = jdbc.sql(DECIDE).param("activity", activity.value()).param("opportunity", opportunity.value())
                    .param("owner", owner.map(UserId::value).orElse(null)).update();
            ReviewQueue.clear(jdbc);
            return moved;
        });
    }
}
