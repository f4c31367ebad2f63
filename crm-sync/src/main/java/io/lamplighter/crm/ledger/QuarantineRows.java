// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.Reading;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What could not be read, until it can or somebody gives it up. */
final class QuarantineRows {

    // What somebody gave up stays so, and what was read once is not unreadable because a provider gives less of it now.
    private static final String ADD = """
            insert into quarantine (mailbox_id, source, reason, place, octets, reader, received_at, first_seen_at, tried_at,
                                    next_attempt_at)
            select :mailbox, r.source, r.reason, r.place, r.octets, :reader,
                   timestamptz 'epoch' + r.received_at * interval '1 microsecond', :now, :now, :now::timestamptz + interval '1 hour'
              from unnest(:sources, :reasons, :places, :octets, :receivedAt) as r (source, reason, place, octets, received_at)
              join ledger_entry e on e.mailbox_id = :mailbox and e.source = r.source and e.outcome = 'quarantined'
            on conflict (mailbox_id, source) do update
               set reason = excluded.reason, place = excluded.place, octets = excluded.octets, reader = excluded.reader,
                   attempts = quarantine.attempts + 1, tried_at = :now,
                   next_attempt_at = """ + Retries.NEXT;

    // A mail that is gone from its mailbox cannot be read any more; the ledger says that it was there.
    private static final String RELEASE_GONE = """
            delete from quarantine q
             using ledger_entry e
             where q.mailbox_id = :mailbox and e.mailbox_id = q.mailbox_id and e.source = q.source and e.vanished_at is not null
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
                    .param("reasons", Column.text(aside, d -> broken(d).reason()))
                    .param("places", Column.text(aside, d -> broken(d).place()))
                    .param("octets", Column.bigint(aside, d -> broken(d).octets()))
                    .param("reader", InteractionReader.VERSION)
                    .param("receivedAt", Column.bigint(aside, d -> d.receivedAt().toEpochMilli() * 1000))
                    .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC)).update();
        }
        if (!read.isEmpty()) {
            jdbc.sql(RELEASE).param("mailbox", mailbox.value())
                    .param("sources", Column.text(read, d -> d.source().value()))
                    .update();
        }
    }

    /** Releases what is gone; comes after it was marked so. */
    void releaseGone(MailboxId mailbox) {
        jdbc.sql(RELEASE_GONE).param("mailbox", mailbox.value()).update();
    }

    private static Reading.Unreadable broken(Decision decision) {
        return ((Decision.Quarantine) decision).broken();
    }
}
