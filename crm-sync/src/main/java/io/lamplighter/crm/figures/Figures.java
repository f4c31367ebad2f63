// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.figures;

import io.lamplighter.crm.sql.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures the whole installation. Costs one look at each mailbox and some look-ups in indexes, so one node does it for all, every
 * half minute; what it found is kept for the others.
 */
public final class Figures {

    /** Nobody needs to know how much more than this waits; counting it would cost too much. */
    public static final int COUNTED_AT_MOST = 100_000;

    private static final Duration OVERDUE = Duration.ofMinutes(5);
    private static final Duration UNCOMPARED = Duration.ofHours(48);

    // One look at each row, whatever is asked of it. One that was never tried is due since it is there: what nobody ever came to is
    // overdue too.
    private static final String MAILBOXES = """
            with stood as (
                select connector, remaining, coalesce(next_attempt_at, created_at) as next_attempt_at,
                       coalesce(last_success_at, created_at) as proof, history_complete_at, reconciled_at,
                       case when waiting then 'waiting'
                            when paused then 'paused'
                            when needs_sign_in then 'needs-sign-in'
                            when failing_since is not null then 'failing'
                            when history_complete_at is null then 'importing'
                            else 'reading' end as state
                  from mailbox
            ), summed as (
                select connector, state, count(*) as n, sum(remaining) as remaining, min(proof) as proof,
                       count(*) filter (where next_attempt_at < :overdue) as overdue,
                       count(*) filter (where history_complete_at < :uncompared
                                              and coalesce(reconciled_at < :uncompared, true)) as uncompared
                  from stood group by connector, state)
            select 'mailboxes' as name, connector || '/' || state as label, n::float8 as value from summed
             union all
            select 'mailboxes.overdue', connector,
                   coalesce(sum(overdue) filter (where state in ('reading', 'importing', 'failing')), 0)::float8
              from summed group by connector
             union all
            select 'mailboxes.uncompared', connector, coalesce(sum(uncompared) filter (where state = 'reading'), 0)::float8
              from summed group by connector
             union all
            select 'backlog.messages', connector,
                   coalesce(sum(remaining) filter (where state not in ('paused', 'waiting')), 0)::float8
              from summed group by connector
             union all
            select 'silence.seconds', connector,
                   coalesce(extract(epoch from :now - min(proof) filter (where state in ('reading', 'failing'))), 0)::float8
              from summed group by connector
            """;

    private static final String LEDGER = """
            select 'quarantine.messages' as name, '' as label, count(*)::float8 as value from quarantine
             union all
            select 'ledger.missing', '', coalesce(sum(r.missing), 0)::float8
              from reconciled_day r
             where r.missing > 0
             union all
            select 'recalls.waiting', '', count(*)::float8 from (select from recall limit :most) as r
            """;

    private static final String WORK = """
            select 'scoring.waiting' as name, '' as label, count(*)::float8 as value
              from (select from activity where score_wanted and scored_by is null limit :most) as a
             union all
            select 'warnings.undelivered', '', count(*)::float8
              from (select from delivery where delivered_at is null limit :most) as d
             union all
            select 'warnings.oldest.seconds', '', coalesce(extract(epoch from :now - min(o.at)), 0)::float8
              from delivery d join outbox o using (outbox_id)
             where d.delivered_at is null
             union all
            select 'warnings.given.up', '', count(*)::float8
              from delivery
             where delivered_at > :now::timestamptz - interval '1 day' and failure is not null and failure <> 'gone'
            """;

    private static final String FORGET = "delete from figure";

    private static final String KEEP = """
            insert into figure (name, label, value) select * from unnest(:names, :labels, :values)
            """;

    private static final String KEPT = "select name, label, value from figure";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Figures(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Measures what this module knows of. */
    public List<Figure> measured(Instant now) {
        List<Figure> all = new ArrayList<>();
        for (String some : List.of(MAILBOXES, LEDGER, WORK)) {
            all.addAll(jdbc.sql(some).param("now", now.atOffset(ZoneOffset.UTC))
                    .param("overdue", now.minus(OVERDUE).atOffset(ZoneOffset.UTC))
                    .param("uncompared", now.minus(UNCOMPARED).atOffset(ZoneOffset.UTC))
                    .param("most", COUNTED_AT_MOST)
                    .query((row, i) -> new Figure(row.getString("name"), row.getString("label"),
                            row.getDouble("value")))
                    .list());
        }
        return all;
    }

    /** Keeps these instead of what was measured before. */
    public void keep(List<Figure> figures) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql(FORGET).update();
            jdbc.sql(KEEP).param("names", Column.text(figures, Figure::name))
                    .param("labels", Column.text(figures, Figure::label))
                    .param("values", Column.real(figures, Figure::value)).update();
        });
    }

    /** What was measured last, by whichever node. */
    public List<Figure> kept() {
        return jdbc.sql(KEPT).query((row, i) -> new Figure(row.getString("name"), row.getString("label"),
                row.getDouble("value"))).list();
    }
}
