// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What could not be read, until it can or somebody gives it up. */
final class QuarantineRows {

    private static final String ADD = """
            insert into quarantine (mailbox_id, source, reason, received_at, first_seen_at)
            select :mailbox, r.source, r.reason, timestamptz 'epoch' + r.received_at * interval '1 microsecond', :now
              from unnest(:sources, :reasons, :receivedAt) as r (source, reason, received_at)
            on conflict (mailbox_id, source) do update
               set reason = excluded.reason, attempts = quarantine.attempts + 1
            """;

    private static final String RELEASE = """
            delete from quarantine
             where mailbox_id = :mailbox and source = any (:sources)
            """;

    private final JdbcClient jdbc;

    QuarantineRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what could not be read and releases what now could. Comes after the ledger rows these belong to. */
    void settle(MailboxId mailbox, List<Decision> decided, Instant now) {
        List<Decision> aside = decided.stream().filter(Decision.Quarantine.class::isInstance).toList();
        List<Decision> read = decided.stream().filter(d -> !(d instanceof Decision.Quarantine)).toList();
        if (!aside.isEmpty()) {
            jdbc.sql(ADD).param("mailbox", mailbox.value())
                    .param("sources", Column.text(aside, d -> d.source().value()))
                    .param("reasons", Column.text(aside, d -> ((Decision.Quarantine) d).reason()))
                    .param("receivedAt", Column.bigint(aside, d -> d.receivedAt().toEpochMilli() * 1000))
                    .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC)).update();
        }
        if (!read.isEmpty()) {
            jdbc.sql(RELEASE).param("mailbox", mailbox.value())
                    .param("sources", Column.text(read, d -> d.source().value()))
                    .update();
        }
    }
}
