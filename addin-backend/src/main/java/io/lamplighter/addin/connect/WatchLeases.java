// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which node watches which mailbox. The database's clock alone decides. Everything that a node holds is held by its one sign of
 * life: however many mailboxes there are, a renewal touches one row, and what has changed.
 */
public final class WatchLeases {

    // Without a row somebody has buried us, and what we held is theirs.
    private static final String LIVE = """
            update watch_node set alive_until = now() + :millis * interval '1 millisecond' where node = :node
            """;

    private static final String BEGIN = """
            insert into watch_node (node, alive_until) values (:node, now() + :millis * interval '1 millisecond')
            """;

    // What it held is nobody's with that. It waits for whoever takes something as that node, and the other way round.
    private static final String BURY = "delete from watch_node where alive_until <= now()";

    private static final String SHARE = """
            select ceil((select count(*) from mailbox_watch where wanted)::numeric
                        / greatest(1, (select count(*) from watch_node where alive_until > now())))::int
            """;

    private static final String CHANGED = """
            update mailbox_watch set changed = false where node = :node and changed returning mailbox_id, wanted
            """;

    private static final String TAKE = """
            update mailbox_watch
               set node = :node, told = false, changed = false
             where mailbox_id in (select mailbox_id from mailbox_watch
                                   where node is null and wanted
                                   order by mailbox_id
                                   limit :most
                                     for update skip locked)
            returning mailbox_id
            """;

    private static final String HELD = "select mailbox_id from mailbox_watch where node = :node and wanted";

    private static final String GIVE_BACK = """
            update mailbox_watch set node = null, told = false where node = :node and mailbox_id = any (:mailboxes)
            """;

    private static final String FORGET = """
            delete from mailbox_watch where mailbox_id = any (:mailboxes) and node is null and not wanted
            """;

    private static final String TELL = """
            update mailbox_watch w
               set told = t.told
              from unnest(:mailboxes, :told) as t (mailbox_id, told)
             where w.mailbox_id = t.mailbox_id and w.node = :node
            """;

    private static final String IS_TOLD = """
            select exists (select from mailbox_watch w join watch_node n using (node)
                            where w.mailbox_id = :mailbox and w.told and n.alive_until > now())
            """;

    private static final String HEARD = """
            update mailbox_watch set heard_at = now() where mailbox_id = :mailbox and node = :node
            """;

    private static final String LEAVE = "delete from watch_node where node = :node";

    private final JdbcClient leases;
    private final JdbcClient jdbc;
    private final String node;

    /**
     * @param leases for the signs of life, over connections that nothing else keeps busy
     * @param node another one at every start of a process
     */
    public WatchLeases(JdbcClient leases, JdbcClient jdbc, String node) {
        this.leases = leases;
        this.jdbc = jdbc;
        this.node = node;
    }

    /**
     * Lets this node live, and hold what it holds, for {@code lease} from the moment of the call.
     *
     * @return whether it still holds what it held; false at the first call, too
     */
    boolean live(Duration lease) {
        boolean lived = leases.sql(LIVE).param("node", node).param("millis", lease.toMillis()).update() == 1;
        if (!lived) {
            leases.sql(BEGIN).param("node", node).param("millis", lease.toMillis()).update();
        }
        return lived;
    }

    /** Lets others have what nodes held that live no longer. */
    void bury() {
        leases.sql(BURY).update();
    }

    /** How many mailboxes each of the living nodes should watch. */
    int share() {
        return leases.sql(SHARE).query(Integer.class).single();
    }

    /** Takes mailboxes that nobody has; only for a node that lives. */
    List<MailboxId> take(int most) {
        return leases.sql(TAKE).param("node", node).param("most", most)
                .query((row, i) -> new MailboxId(row.getLong(1))).list();
    }

    /** @param wanted false: nobody is to watch it any more; otherwise how it is connected to is different */
    record Changed(MailboxId mailbox, boolean wanted) {}

    /** What has changed of what this node holds, since it asked last. */
    List<Changed> changed() {
        return leases.sql(CHANGED).param("node", node)
                .query((row, i) -> new Changed(new MailboxId(row.getLong(1)), row.getBoolean(2))).list();
    }

    /** All that this node holds. */
    List<MailboxId> held() {
        return leases.sql(HELD).param("node", node).query((row, i) -> new MailboxId(row.getLong(1))).list();
    }

    /** Lets the others have these. Whoever calls it has closed them. */
    void giveBack(Collection<MailboxId> mailboxes) {
        if (mailboxes.isEmpty()) {
            return;
        }
        leases.sql(GIVE_BACK).param("node", node).param("mailboxes", ids(mailboxes)).update();
        leases.sql(FORGET).param("mailboxes", ids(mailboxes)).update();
    }

    /** Says of which of what it holds the server tells what happens. */
    void tell(Map<MailboxId, Boolean> told) {
        if (told.isEmpty()) {
            return;
        }
        List<Map.Entry<MailboxId, Boolean>> all = List.copyOf(told.entrySet());
        leases.sql(TELL).param("node", node).param("mailboxes", Column.bigint(all, one -> one.getKey().value()))
                .param("told", Column.bool(all, Map.Entry::getValue)).update();
    }

    /** Whether any node is told what happens in the mailbox. */
    public boolean isTold(MailboxId mailbox) {
        return jdbc.sql(IS_TOLD).param("mailbox", mailbox.value()).query(Boolean.class).single();
    }

    /** The server of the mailbox said something. */
    void heard(MailboxId mailbox) {
        jdbc.sql(HEARD).param("mailbox", mailbox.value()).param("node", node).update();
    }

    void leave() {
        leases.sql(LEAVE).param("node", node).update();
    }

    private static Column ids(Collection<MailboxId> mailboxes) {
        return Column.bigint(mailboxes, MailboxId::value);
    }
}
