// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long mail takes from its arrival to being recorded. History does not count: it was old when it was read. */
public final class CaptureLag {

    // What came before the history was read through is history.
    private static final String LAG = """
            select mailbox_id, percentile_cont(0.5) within group (order by lag) as median,
                   percentile_cont(0.95) within group (order by lag) as nearly_all
              from (select e.mailbox_id, extract(epoch from e.recorded_at - i.occurred_at) as lag
                      from ledger_entry e
                      join interaction i using (interaction_id)
                      join mailbox m on m.mailbox_id = e.mailbox_id
                     where e.mailbox_id = any (:mailboxes) and e.received_on >= :day and i.kind = 'EMAIL'
                       and i.occurred_at > m.history_complete_at and e.recorded_at >= i.occurred_at) as lags
             group by mailbox_id
            """;

    private final JdbcClient jdbc;

    public CaptureLag(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Half of the mail was here within {@code median}, 95 of 100 within {@code nearlyAll}. */
    public record Lag(Duration median, Duration nearlyAll) {}

    /** Of the mail since then; a mailbox that got none is left out. */
    public Map<MailboxId, Lag> of(Collection<MailboxId> mailboxes, Instant since) {
        Map<MailboxId, Lag> lags = new HashMap<>();
        jdbc.sql(LAG).param("mailboxes", Column.bigint(mailboxes, MailboxId::value))
                .param("day", since.atOffset(ZoneOffset.UTC).toLocalDate())
                .query(row -> {
                    lags.put(new MailboxId(row.getLong("mailbox_id")),
                            new Lag(seconds(row.getDouble("median")), seconds(row.getDouble("nearly_all"))));
                });
        return lags;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
