// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How many interactions wait for a decision, and the decision that none of the deals is meant. */
public final class ReviewQueue {

    private static final String COUNT = """
            select count(*)
              from match_review r
              join activity a using (activity_id)
             where :owner::bigint is null
                or exists (select from opportunity o where o.account_id = a.account_id and o.owner_id = :owner)
            """;

    // A colleague's deal may be the one that is meant: then only somebody who sees all of them can rule them all out.
    private static final String NO_DEAL = """
            update activity t
               set opportunity_id = null, match_rule = 'BY_HAND', match_margin = 1
              from activity a
              join interaction i using (interaction_id)
              join interaction other on other.interaction_id = i.interaction_id
                                     or (i.thread_root <> '' and other.thread_root = i.thread_root)
                                     or (i.thread_root <> '' and other.message_id = i.thread_root)
             where a.activity_id = :activity and t.interaction_id = other.interaction_id and t.account_id = a.account_id
               and t.match_rule = 'UNCERTAIN'
               and (:owner::bigint is null
                    or not exists (select
                                     from opportunity o
                                    where o.account_id = a.account_id and o.owner_id <> :owner))
            """;

    private static final String CLEAR = """
            delete from match_review r
             using activity a
             where r.activity_id = a.activity_id and a.match_rule <> 'UNCERTAIN'
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public ReviewQueue(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** @param owner counts only what concerns accounts on which this user has deals; empty for all */
    public int size(Optional<UserId> owner) {
        return jdbc.sql(COUNT).param("owner", owner.map(UserId::value).orElse(null)).query(Integer.class).single();
    }

    /**
     * Leaves an interaction, and what is uncertain of its thread, on the account and on no deal.
     *
     * @param owner all deals of the account must be this user's; empty for any
     * @return how many interactions were decided; 0 if it is not theirs to decide
     */
    public int noDeal(ActivityId activity, Optional<UserId> owner) {
        return transaction.execute(status -> {
            int decided = jdbc.sql(NO_DEAL).param("activity", activity.value())
                    .param("owner", owner.map(UserId::value).orElse(null)).update();
            clear(jdbc);
            return decided;
        });
    }

    /** Takes what is no longer uncertain off it. */
    static void clear(JdbcClient jdbc) {
        jdbc.sql(CLEAR).update();
    }
}
