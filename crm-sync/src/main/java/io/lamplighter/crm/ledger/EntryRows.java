// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row for every copy a provider showed us. */
final class EntryRows {

    /** A row as it is to be stored. */
    record Entry(SourceId source, Decision.What what, @Nullable UUID key, Outcome outcome, String reason,
            Instant receivedAt, @Nullable Long interaction, List<Long> parties) {}

    /** What became of a copy. */
    enum Outcome {
        CAPTURED, EXCLUDED, QUARANTINED, DISCARDED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    // Read again, a copy may become more than it was (a contact was added, a parser learned), never less. A late reading does
    // not raise what was deleted from the dead; but an entry of a calendar, which has no interaction of its own, may be put back,
    // and so may what nobody was interested in, such as mail that was back from the trash before its author was known.
    private static final String UPSERT = """
            insert into ledger_entry (mailbox_id, source, what, key, outcome, reason, received_on, interaction_id, parties, recorded_at)
            select :mailbox, r.source, r.what, r.key::uuid, r.outcome, r.reason,
                   ((timestamptz 'epoch' + r.received_at * interval '1 microsecond') at time zone 'UTC')::date,
                   r.interaction_id, r.parties::bigint[], :now
              from unnest(:sources, :whats, :keys, :outcomes, :reasons, :receivedAt, :interactions, :parties)
                   as r (source, what, key, outcome, reason, received_at, interaction_id, parties)
            on conflict (mailbox_id, source) do update
               set key = excluded.key, outcome = excluded.outcome, reason = excluded.reason,
                   received_on = excluded.received_on, interaction_id = excluded.interaction_id,
                   parties = excluded.parties, recorded_at = excluded.recorded_at, vanished_at = null
             where ledger_entry.outcome in ('excluded', 'quarantined')
                   and (ledger_entry.outcome, ledger_entry.reason) is distinct from (excluded.outcome, excluded.reason)
                or ledger_entry.vanished_at is not null
                   and (ledger_entry.outcome in ('excluded', 'quarantined')
                        or excluded.outcome = 'captured' and excluded.interaction_id is null)
            returning outcome
            """;

    private static final String VANISH = """
            update ledger_entry
               set vanished_at = :now
             where mailbox_id = :mailbox and source = any (:sources) and vanished_at is null
            """;

    private static final String PRESENT = """
            update ledger_entry
               set vanished_at = null
             where mailbox_id = :mailbox and source = any (:sources) and vanished_at is not null
            """;

    // left(source, n) = prefix would not use the key; a range over the key does.
    private static final String UNDER_PREFIX = """
            select source
              from ledger_entry
             where mailbox_id = :mailbox and source collate "C" >= :prefix and source collate "C" < :end
               and vanished_at is null
            """;

    // After a folder was read again under new ids, an old copy whose message was found again is replaced, not gone.
    private static final String FORGET_REPLACED = """
            delete from ledger_entry old
             where old.mailbox_id = :mailbox and old.source = any (:sources)
               and exists (select
                             from ledger_entry new
                            where new.mailbox_id = old.mailbox_id and new.key = old.key and new.vanished_at is null
                              and new.source <> all (:sources))
            """;

    private final JdbcClient jdbc;

    EntryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores the rows and returns how many of each outcome are new. */
    Map<String, Integer> store(MailboxId mailbox, List<Entry> entries, Instant now) {
        Map<String, Integer> stored = new HashMap<>();
        if (entries.isEmpty()) {
            return stored;
        }
        jdbc.sql(UPSERT).param("mailbox", mailbox.value())
                .param("sources", Column.text(entries, e -> e.source().value()))
                .param("whats", Column.text(entries, e -> e.what().word()))
                .param("keys", Column.text(entries, e -> e.key() == null ? null : e.key().toString()))
                .param("outcomes", Column.text(entries, e -> e.outcome().word()))
                .param("reasons", Column.text(entries, Entry::reason))
                .param("receivedAt", Column.bigint(entries, e -> e.receivedAt().toEpochMilli() * 1000))
                .param("interactions", Column.bigintOrNull(entries, Entry::interaction))
                .param("parties", Column.bigints(entries, Entry::parties))
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query(row -> {
                    stored.merge(row.getString("outcome"), 1, Integer::sum);
                });
        return stored;
    }

    /** Takes back that copies were gone. */
    void present(MailboxId mailbox, Collection<SourceId> sources) {
        jdbc.sql(PRESENT).param("mailbox", mailbox.value()).param("sources", Column.text(sources, SourceId::value))
                .update();
    }

    /** Marks copies as gone; returns how many were there until now. */
    int vanish(MailboxId mailbox, Collection<SourceId> sources, Instant now) {
        return sources.isEmpty()
                ? 0
                : jdbc.sql(VANISH).param("mailbox", mailbox.value())
                        .param("sources", Column.text(sources, SourceId::value))
                        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC)).update();
    }

    /** Marks as gone what begins with the prefix and is not among those present. */
    int vanishExcept(MailboxId mailbox, String prefix, Collection<SourceId> present, Instant now) {
        List<SourceId> gone = new ArrayList<>(jdbc.sql(UNDER_PREFIX).param("mailbox", mailbox.value())
                .param("prefix", prefix)
                .param("end", prefix + '\uFFFF').query((row, i) -> new SourceId(row.getString("source"))).list());
        gone.removeAll(present);
        if (gone.isEmpty()) {
            return 0;
        }
        jdbc.sql(FORGET_REPLACED).param("mailbox", mailbox.value()).param("sources", Column.text(gone, SourceId::value))
                .update();
        return vanish(mailbox, gone, now);
    }
}
