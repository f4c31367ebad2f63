// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which node watches which mailbox. The database's clock alone decides. */
public final class WatchLeases {

    /**
     * One statement says that this node lives, keeps what it holds and takes what nobody holds, up to its share: all that is
     * wanted, by the number of nodes that live. Whoever comes second to a row finds it held and gets nothing.
     */
    private static final String RENEW = """
            with gone as (
                delete from watch_node where alive_until < now() - interval '1 hour'
            ), alive as (
                insert into watch_node (node, alive_until) values (:node, now() + :seconds * interval '1 second')
                on conflict (node) do update set alive_until = excluded.alive_until
            ), share as (
                select ceil(cardinality(:wanted::bigint[])::numeric / (1 + count(*)))::int as most
                  from watch_node
                 where node <> :node and alive_until > now()
            ), chosen as (
                select w.id
                  from unnest(:wanted::bigint[]) as w (id)
                  left join mailbox_watch h on h.mailbox_id = w.id
                 where h.node is null or h.node = :node or h.held_until <= now()
                 order by coalesce(h.node = :node, false) desc, w.id
                 limit (select most from share)
            )
            insert into mailbox_watch (mailbox_id, node, held_until)
            select id, :node, now() + :seconds * interval '1 second' from chosen
            on conflict (mailbox_id) do update
               set node = excluded.node, held_until = excluded.held_until,
                   told = mailbox_watch.told and mailbox_watch.node = excluded.node
             where mailbox_watch.node = excluded.node or mailbox_watch.held_until <= now()
            returning mailbox_id
            """;

    private static final String GIVE_BACK = """
            delete from mailbox_watch where node = :node and not mailbox_id = any(:held::bigint[])
            """;

    private static final String TELL = """
            update mailbox_watch
               set told = mailbox_id = any(:told::bigint[])
             where node = :node and told is distinct from (mailbox_id = any(:told::bigint[]))
            """;

    private static final String IS_TOLD = """
            select exists (select 1 from mailbox_watch where mailbox_id = :mailbox and told and held_until > now())
            """;

    private static final String HEARD = """
            update mailbox_watch set heard_at = now() where mailbox_id = :mailbox and node = :node
            """;

    private static final String LEAVE = "delete from watch_node where node = :node";

    private final JdbcClient jdbc;
    private final String node;

    /** @param node another one at every start of a process */
    public WatchLeases(JdbcClient jdbc, String node) {
        this.jdbc = jdbc;
        this.node = node;
    }

    /**
     * Returns what this node may watch for {@code lease} from the moment of the call.
     *
     * @param wanted all that should be watched by anybody
     */
    Set<MailboxId> renew(Collection<MailboxId> wanted, Duration lease) {
        return new HashSet<>(jdbc.sql(RENEW).param("node", node).param("seconds", lease.toSeconds())
                .param("wanted", ids(wanted)).query((row, i) -> new MailboxId(row.getLong(1))).list());
    }

    /** Lets the others have all but these, at once instead of when the lease is over. */
    void giveBackAllBut(Collection<MailboxId> held) {
        jdbc.sql(GIVE_BACK).param("node", node).param("held", ids(held)).update();
    }

    /** Says which of them have a server that tells what happens. */
    void tell(Collection<MailboxId> told) {
        jdbc.sql(TELL).param("node", node).param("told", ids(told)).update();
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
        giveBackAllBut(Set.of());
        jdbc.sql(LEAVE).param("node", node).update();
    }

    private static Long[] ids(Collection<MailboxId> mailboxes) {
        return mailboxes.stream().map(MailboxId::value).toArray(Long[]::new);
    }
}
