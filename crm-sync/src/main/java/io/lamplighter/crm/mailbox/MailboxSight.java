// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.crm.UserId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What we see through the mailboxes: in which mail may lie unread by us, and of which history is still being read. Most are neither,
 * and of those nothing is fetched.
 */
public final class MailboxSight {

    // The same as MailboxState.blindSince(), which is for one that was read already.
    private static final String IS_BLIND = "(m.paused or m.needs_sign_in or " + Standing.FAILING_FOR_LONG + ")";

    private static final String BLIND = StateRows.SELECT + "where " + IS_BLIND + " order by m.address";

    // The same as MailboxState.isImporting().
    private static final String IMPORTING = StateRows.SELECT + """
             where m.history_complete_at is null and not m.paused and not m.waiting
               and (:owner::bigint is null or m.user_id = :owner)
             order by m.address
            """;

    private static final String COUNTS = """
            select count(*) as n, count(*) filter (where %s) as blind
              from mailbox m
             where :owner::bigint is null or m.user_id = :owner
            """.formatted(IS_BLIND);

    private final JdbcClient jdbc;

    public MailboxSight(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those in which mail may lie unread by us ({@link MailboxState#blindSince}), by address. */
    public List<MailboxState> blind() {
        return jdbc.sql(BLIND).query(StateRows::state).list();
    }

    /** Those of which history is still to be read ({@link MailboxState#isImporting}), by address; of one person or of all. */
    public List<MailboxState> importing(Optional<UserId> owner) {
        return jdbc.sql(IMPORTING).param("owner", owner.map(UserId::value).orElse(null)).query(StateRows::state)
                .list();
    }

    /** How many there are. */
    public record Counts(long all, long blind) {}

    /** Of one person or of all. */
    public Counts counts(Optional<UserId> owner) {
        return jdbc.sql(COUNTS).param("owner", owner.map(UserId::value).orElse(null))
                .query((row, i) -> new Counts(row.getLong("n"), row.getLong("blind"))).single();
    }
}
