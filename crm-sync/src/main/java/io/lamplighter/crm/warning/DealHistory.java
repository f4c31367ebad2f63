// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.sql.Fields;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the clock of one deal came to stand where it stands: what a chart of it is drawn from. */
public final class DealHistory {

    private static final String BEGINNING = """
            select coalesce((select min(a.occurred_at) from activity a where a.opportunity_id = o.opportunity_id),
                            o.created_at)
              from opportunity o
             where o.opportunity_id = :opportunity
            """;

    private static final String HEARD_BEFORE = """
            select max(occurred_at)
              from activity
             where opportunity_id = :opportunity and moves_clock and coalesce(ends_at, occurred_at) < :before
            """;

    private static final String PAUSES = """
            select occurred_at, pauses_until
              from activity
             where opportunity_id = :opportunity and pauses_until > occurred_at
             order by occurred_at
            """;

    private final JdbcClient jdbc;

    public DealHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The moment from which silence is counted at {@code moment}: the buyer's last word before it, else the first sign of the deal. */
    public Optional<Instant> silentSince(OpportunityId opportunity, Instant moment) {
        return jdbc.sql(HEARD_BEFORE).param("opportunity", opportunity.value())
                .param("before", moment.atOffset(ZoneOffset.UTC)).query(OffsetDateTime.class).optional()
                .or(() -> jdbc.sql(BEGINNING).param("opportunity", opportunity.value()).query(OffsetDateTime.class)
                        .optional())
                .map(OffsetDateTime::toInstant);
    }

    /** The announced absences, oldest first. */
    public List<Silence.Pause> pauses(OpportunityId opportunity) {
        return jdbc.sql(PAUSES).param("opportunity", opportunity.value())
                .query((row, i) -> new Silence.Pause(Fields.at(row, "occurred_at"),
                        Fields.at(row, "pauses_until")))
                .list();
    }
}
