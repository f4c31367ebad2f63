// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which deals have something new on their timeline, whichever node stored it: a hint for pages that are open. Nothing of it is kept
 * for longer than minutes; whoever was away asks for the page itself.
 */
public final class DealChanges {

    // All that is not over yet has a number of at least xmin (PostgreSQL 9.28, pg_snapshot_xmin): asking from there on the next
    // time misses nothing that was being stored during this look, however late it is over.
    private static final String SINCE = """
            select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon, c.xid, c.opportunity_id, o.owner_id
              from (values (true)) as one (here)
              left join (changed_deal c join opportunity o using (opportunity_id))
                     on c.xid >= :from and (:from > 0 or c.at > now() - interval '10 seconds')
            """;

    private static final String FORGET = "delete from changed_deal where at < now() - interval '10 minutes'";

    private final JdbcClient jdbc;

    public DealChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param owner who may see it, beside those who see everything */
    public record Change(long transaction, OpportunityId deal, UserId owner) {}

    /** How far somebody has heard. Not thread-safe. */
    public final class Ear {

        private long from;
        private Set<Change> heard = Set.of();

        private Ear() {}

        /** What was stored since this was asked before; the first time, in the last seconds: pages are a little older than their ear. */
        public List<Change> next() {
            Set<Change> there = new HashSet<>();
            long[] horizon = {from};
            jdbc.sql(SINCE).param("from", from).query(row -> {
                horizon[0] = row.getLong("horizon");
                long transaction = row.getLong("xid");
                if (!row.wasNull()) {
                    there.add(new Change(transaction, new OpportunityId(row.getLong("opportunity_id")),
                            new UserId(row.getLong("owner_id"))));
                }
            });
            List<Change> fresh = there.stream().filter(change -> !heard.contains(change)).toList();
            from = horizon[0];
            there.removeIf(change -> change.transaction() < horizon[0]);
            heard = there;
            return fresh;
        }
    }

    public Ear listen() {
        return new Ear();
    }

    /** To be called once in a few minutes, by one node of all. */
    public void forget() {
        jdbc.sql(FORGET).update();
    }
}
