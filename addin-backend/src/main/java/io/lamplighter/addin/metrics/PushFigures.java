// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.metrics;

import io.lamplighter.crm.figures.Figure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much of the installation is told what happens, how many nodes there are, and whether they keep up. */
public final class PushFigures {

    private static final String FIGURES = """
            select 'push.told' as name, m.connector as label,
                   count(*) filter (where w.mailbox_id is not null or s.mailbox_id is not null)::float8 as value
              from mailbox m
              left join (select mailbox_id from mailbox_watch join watch_node using (node)
                          where told and alive_until > now()) as w using (mailbox_id)
              left join (select distinct mailbox_id from push_subscription where expires_at > :now) as s using (mailbox_id)
             where not m.paused and not m.waiting and not m.needs_sign_in
             group by m.connector
             union all
            select 'nodes', '', count(*)::float8 from watch_node where alive_until > now()
             union all
            select 'schedule.overdue.seconds', '',
                   greatest(0, coalesce(extract(epoch from :now - min(execution_time)), 0))::float8
              from scheduled_tasks where not picked
            """;

    private final JdbcClient jdbc;

    public PushFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Figure> measured(Instant now) {
        return jdbc.sql(FIGURES).param("now", now.atOffset(ZoneOffset.UTC)).query((row, i) -> new Figure(
                row.getString("name"), row.getString("label"), row.getDouble("value"))).list();
    }
}
