// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.mailbox.MailboxEvents.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes into the timelines of IMAP mailboxes when their server began to tell what happens, ceased to, and tells again. One node
 * looks at all of them, because a node that dies cannot say that its watches ended.
 */
public final class WatchEvents {

    /** Servers end connections, and nodes are started anew: what is made good within that is no news. */
    private static final Duration NO_NEWS = Duration.ofMinutes(2);

    // What is not to be watched has no row here: a pause is an event of its own, and so is a refused sign-in.
    private static final String STANDS = """
            with stands as (
                select w.mailbox_id, coalesce(w.told and n.alive_until > now(), false) as told, n.node is not null as held
                  from mailbox_watch w
                  left join watch_node n on n.node = w.node
                 where w.wanted)
            """;

    private static final String FORGET = """
            delete from watch_said s
             where not exists (select from mailbox_watch w where w.mailbox_id = s.mailbox_id and w.wanted)
            """;

    // What was said already is a conflict: a join that leaves it out is slow beyond measure where the statistics are young.
    private static final String BEGAN = STANDS + """
            , new as (
                insert into watch_said (mailbox_id, told)
                select mailbox_id, true from stands where told
                on conflict do nothing
                returning mailbox_id)
            insert into mailbox_event (mailbox_id, at, kind, detail)
            select mailbox_id, :now, :kind, '' from new
            """;

    private static final String OTHERWISE = STANDS + """
            update watch_said s
               set other_since = case when s.told = w.told then null else :now::timestamptz end
              from stands w
             where w.mailbox_id = s.mailbox_id and (s.told = w.told) = (s.other_since is not null)
            """;

    private static final String LOST = STANDS
            + """
                    , lost as (
                        update watch_said s
                           set told = false, other_since = null
                          from stands w, (select mailbox_id, other_since from watch_said where told and other_since <= :before) was
                         where s.mailbox_id = w.mailbox_id and was.mailbox_id = s.mailbox_id and not w.told
                        returning s.mailbox_id, was.other_since, w.held)
                    insert into mailbox_event (mailbox_id, at, kind, detail)
                    select mailbox_id, other_since, :kind, case when held then :server else :node end from lost
                    """;

    private static final String AGAIN = STANDS + """
            , again as (
                update watch_said s
                   set told = true, other_since = null
                  from stands w
                 where s.mailbox_id = w.mailbox_id and w.told and not s.told
                returning s.mailbox_id)
            insert into mailbox_event (mailbox_id, at, kind, detail)
            select mailbox_id, :now, :kind, '' from again
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public WatchEvents(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** To be called now and then, by one node at a time. */
    public void look(Instant now) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(FORGET).update();
            event(BEGAN, Kind.PUSH_BEGAN, now).update();
            event(AGAIN, Kind.PUSH_AGAIN, now).update();
            jdbc.sql(OTHERWISE).param("now", now.atOffset(ZoneOffset.UTC)).update();
            event(LOST, Kind.PUSH_LOST, now).param("before", now.minus(NO_NEWS).atOffset(ZoneOffset.UTC))
                    .param("server", "The connection to its server broke and could not be made again.")
                    .param("node", "No node holds a connection to its server.").update();
        });
    }

    private JdbcClient.StatementSpec event(String sql, Kind kind, Instant now) {
        return jdbc.sql(sql).param("kind", kind.name()).param("now", now.atOffset(ZoneOffset.UTC));
    }
}
