// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.sql.Column;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Warns of a contact who has left on each open deal they had a part in, once, whatever says it again. Who writes again has not
 * left: then the warning is lifted.
 */
final class DepartureWarnings {

    // A part in buying, or something they wrote themselves on the deal; the note about them lies on one deal only.
    private static final String RAISE = """
            insert into warning (kind, activity_id, deal_id, left_contact_id, raised_at)
            select distinct on (c.contact_id, o.opportunity_id) 'CHAMPION_LEFT', a.activity_id, o.opportunity_id, c.contact_id,
                   :now::timestamptz
              from departure d
              join contact_address ca on ca.address = d.address
              join contact c on c.contact_id = ca.contact_id
              join activity a on a.interaction_id = d.interaction_id and a.account_id = c.account_id
              join opportunity o on o.account_id = c.account_id
              join stage g using (stage_id)
             where a.occurred_at > :since and g.outcome = 'open'
               and (exists (select from buying_role r
                             where r.opportunity_id = o.opportunity_id and r.contact_id = c.contact_id)
                    or exists (select from activity own
                                where own.opportunity_id = o.opportunity_id and own.contact_id = c.contact_id and own.moves_clock))
               and not exists (select from activity later
                                where later.contact_id = c.contact_id and later.direction = 'INBOUND'
                                  and later.origin = 'PERSON' and later.occurred_at > a.occurred_at)
             order by c.contact_id, o.opportunity_id, d.said desc, a.occurred_at, a.activity_id
            on conflict do nothing
            returning warning_id
            """;

    private static final String LIFT = """
            update warning w
               set lifted_at = :now
              from activity a
             where a.activity_id = w.activity_id and w.kind = 'CHAMPION_LEFT' and w.lifted_at is null
               and exists (select from activity later
                            where later.contact_id = w.left_contact_id and later.direction = 'INBOUND'
                              and later.origin = 'PERSON' and later.occurred_at > a.occurred_at)
            returning w.warning_id
            """;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    DepartureWarnings(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** To be called in a transaction; returns how many were raised of what is younger than {@code since}. */
    int judge(Instant since) {
        Instant now = clock.instant();
        List<Long> raised = jdbc.sql(RAISE).param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", since.atOffset(ZoneOffset.UTC)).query(Long.class).list();
        if (!raised.isEmpty()) {
            jdbc.sql(Warnings.ADDRESS).param("warnings", Column.bigint(raised, Long::longValue)).update();
        }
        List<Long> lifted = jdbc.sql(LIFT).param("now", now.atOffset(ZoneOffset.UTC)).query(Long.class).list();
        outbox.add(Notice.What.RAISED, raised, now);
        outbox.add(Notice.What.LIFTED, lifted, now);
        return raised.size();
    }
}
