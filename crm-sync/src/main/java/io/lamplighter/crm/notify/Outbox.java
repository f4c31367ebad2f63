// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything that was to be told, in order. Whoever keeps the number of what was read last can go on from there, on any node and
 * after any break.
 */
public final class Outbox {

    /** How long somebody may be away and still be told what was missed. */
    private static final Duration KEPT = Duration.ofDays(30);

    // Taken last in every transaction that writes here, and held until its end: see the table.
    private static final String IN_ORDER = "select pg_advisory_xact_lock(7210041)";

    private static final String ADD = """
            with told as (
                insert into outbox (what, warning_id, at)
                select :what, w.warning_id, :now from unnest(:warnings) as w (warning_id) order by w.warning_id
                returning outbox_id, warning_id)
            insert into delivery (outbox_id, user_id, channel, next_attempt_at)
            select t.outbox_id, r.user_id, c.channel, :now
              from told t
              join warning_recipient r using (warning_id)
             cross join unnest(:channels) as c (channel)
             where :what = 'RAISED'
               and (not c.channel = any (:shared)
                    or r.user_id = (select min(first.user_id) from warning_recipient first where first.warning_id = r.warning_id))
            """;

    static final String SELECT = """
            select n.outbox_id, n.what, w.kind, n.warning_id, w.activity_id, s.opportunity_id, s.name, s.owner_id, w.score, n.at,
                   w.mailbox_id, s.address, w.missing
              from outbox n
              join warning w using (warning_id)
             cross join lateral (
                    select o.opportunity_id, o.name, o.owner_id, null as address
                      from activity a
                      join opportunity o on o.opportunity_id = coalesce(w.deal_id, a.opportunity_id)
                     where a.activity_id = w.activity_id
                     union all
                    select null, '', m.user_id, m.address from mailbox m where m.mailbox_id = w.mailbox_id) as s
            """;

    // Browsers of people who sell listen to this: mailboxes are not theirs to look after.
    private static final String AFTER = SELECT + """
             where n.outbox_id > :after and w.mailbox_id is null
             order by n.outbox_id
             limit :limit
            """;

    private static final String LATEST = "select coalesce(max(outbox_id), 0) from outbox";

    private static final String FORGET = "delete from outbox where at < :before";

    private final JdbcClient jdbc;
    private final List<String> channels;
    private final List<String> shared;

    /** @param channels by which people are told that a warning was raised, beside the pages they look at */
    public Outbox(JdbcClient jdbc, Collection<String> channels) {
        this(jdbc, channels, List.of());
    }

    /** @param shared those of the channels by which one is told for all */
    public Outbox(JdbcClient jdbc, Collection<String> channels, Collection<String> shared) {
        this.jdbc = jdbc;
        this.channels = List.copyOf(channels);
        this.shared = List.copyOf(shared);
    }

    /** By every channel that is on. */
    public static Outbox by(JdbcClient jdbc, Collection<? extends Notifier> notifiers) {
        List<? extends Notifier> on = notifiers.stream().filter(Notifier::isOn).toList();
        return new Outbox(jdbc, on.stream().map(Notifier::channel).toList(),
                on.stream().filter(Notifier::isShared).map(Notifier::channel).toList());
    }

    /** To be called in the transaction of what is told, as the last thing in it. */
    public void add(Notice.What what, Collection<Long> warnings, Instant now) {
        if (warnings.isEmpty()) {
            return;
        }
        jdbc.sql(IN_ORDER).query(row -> {});
        jdbc.sql(ADD).param("what", what.name()).param("warnings", Column.bigint(warnings, Long::longValue))
                .param("channels", Column.text(channels)).param("shared", Column.text(shared))
                .param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /** What came after a number about deals, in order. */
    public List<Notice> after(long id, int limit) {
        return jdbc.sql(AFTER).param("after", id).param("limit", limit).query((row, i) -> notice(row)).list();
    }

    /** The number of what came last. */
    public long latest() {
        return jdbc.sql(LATEST).query(Long.class).single();
    }

    /** Forgets what nobody will ask for any more. */
    public void forget(Instant now) {
        jdbc.sql(FORGET).param("before", now.minus(KEPT).atOffset(ZoneOffset.UTC)).update();
    }

    static Notice notice(ResultSet row) throws SQLException {
        return new Notice(row.getLong("outbox_id"), Notice.What.valueOf(row.getString("what")),
                Notice.About.valueOf(row.getString("kind")),
                row.getLong("warning_id"), new ActivityId(row.getLong("activity_id")),
                new OpportunityId(row.getLong("opportunity_id")), row.getString("name"),
                new UserId(row.getLong("owner_id")), row.getDouble("score"), Fields.at(row, "at"), mailbox(row));
    }

    private static Optional<Notice.Mailbox> mailbox(ResultSet row) throws SQLException {
        long id = row.getLong("mailbox_id");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Notice.Mailbox(new MailboxId(id), row.getString("address"), row.getLong("missing")));
    }
}
