// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Notice;
import io.lamplighter.ingest.sync.Said;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores interactions once, whichever mailbox comes first and however many come at the same time. */
final class InteractionRows {

    /** Raised when reading the same message gives something else than before. */
    static final int READER_VERSION = 1;

    // Two pages that hold the same interactions wait for each other on the unique index; rows sorted by key cannot deadlock.
    private static final String INSERT = """
            insert into interaction (key, fingerprint, kind, message_id, thread_root, direction, origin, origin_reason,
                                     occurred_at, sent_at, from_name, from_address, participants, subject, body,
                                     quoted_lines, forwarded, attachments, warnings, kept, reader_version, recorded_at, said)
            select r.key::uuid, r.fingerprint, r.kind, r.message_id, r.thread_root, r.direction, r.origin, r.origin_reason,
                   timestamptz 'epoch' + r.occurred_at * interval '1 microsecond',
                   timestamptz 'epoch' + r.sent_at * interval '1 microsecond',
                   r.from_name, r.from_address, r.participants::jsonb, r.subject, r.body, r.quoted_lines, r.forwarded,
                   r.attachments::jsonb, r.warnings::text[], r.kept, :readerVersion, :now, r.said
              from unnest(:keys, :fingerprints, :kinds, :messageIds, :threadRoots, :directions, :origins, :originReasons,
                          :occurredAt, :sentAt, :fromNames, :fromAddresses, :participants, :subjects, :bodies,
                          :quotedLines, :forwarded, :attachments, :warnings, :kept, :said)
                   as r (key, fingerprint, kind, message_id, thread_root, direction, origin, origin_reason,
                         occurred_at, sent_at, from_name, from_address, participants, subject, body,
                         quoted_lines, forwarded, attachments, warnings, kept, said)
            on conflict (key) do nothing
            returning key, interaction_id, fingerprint
            """;

    // Held until the page is stored: a mailbox that is erased with all that only it told must see this page's witness first. In the
    // order in which the eraser goes through them. What this page inserted nobody else sees yet, and needs no holding.
    private static final String EXISTING = """
            select key, interaction_id, fingerprint
              from interaction
             where key = any (:keys::uuid[])
             order by interaction_id
               for key share
            """;

    private static final String HOLD = """
            select count(*)
              from (select from interaction where interaction_id = any (:ids) order by interaction_id for key share) as held
            """;

    private final JdbcClient jdbc;

    InteractionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where the copies went: the row of each, and which rows are new. */
    record Stored(Map<Decision.Keep, Long> ids, int inserted) {}

    /** @throws ConcurrencyFailureException if one that was there is erased by somebody just now */
    Stored store(List<Decision.Keep> copies, Instant now) {
        Rows rows = rows(copies, now);
        // By identity: comparing two decisions would compare whole messages.
        Map<Decision.Keep, Long> ids = new IdentityHashMap<>();
        List<Decision.Keep> apart = new ArrayList<>();
        for (Decision.Keep copy : copies) {
            Row row = rows.of(copy);
            if (InteractionKey.differ(row.fingerprint(), copy.copy().fingerprint())) {
                apart.add(copy);
            } else {
                ids.put(copy, row.id());
            }
        }
        int more = apart.isEmpty() ? 0 : storeApart(apart, ids, now);
        return new Stored(ids, rows.inserted() + more);
    }

    /** Messages that claim an identity another message has: each gets a key that also says what it holds. */
    private int storeApart(List<Decision.Keep> copies, Map<Decision.Keep, Long> ids, Instant now) {
        Map<Decision.Keep, Decision.Keep> rekeyed = new IdentityHashMap<>();
        copies.forEach(
                copy -> rekeyed.put(copy.under(InteractionKey.apart(copy.key(), copy.copy().fingerprint())), copy));
        Rows rows = rows(rekeyed.keySet(), now);
        rekeyed.forEach((copy, original) -> ids.put(original, rows.of(copy).id()));
        return rows.inserted();
    }

    /**
     * Holds interactions that are referred to and not stored here.
     *
     * @throws ConcurrencyFailureException if one of them was erased since it was found
     */
    void hold(Collection<Long> ids) {
        Set<Long> each = new TreeSet<>(ids);
        if (!each.isEmpty() && jdbc.sql(HOLD).param("ids", Column.bigint(each, Long::longValue)).query(Long.class)
                .single() != each.size()) {
            throw erased();
        }
    }

    private static ConcurrencyFailureException erased() {
        return new ConcurrencyFailureException(
                "an interaction was erased while a page with a copy of it was being stored");
    }

    private record Row(long id, long fingerprint) {}

    /** Those of some copies, new or there already. */
    private record Rows(Map<UUID, Row> byKey, int inserted) {

        Row of(Decision.Keep copy) {
            Row row = byKey.get(copy.key());
            if (row == null) {
                throw erased();
            }
            return row;
        }
    }

    private Rows rows(Collection<Decision.Keep> copies, Instant now) {
        Map<UUID, Row> rows = insert(copies, now);
        int inserted = rows.size();
        Set<UUID> others = copies.stream().map(Decision.Keep::key).filter(key -> !rows.containsKey(key))
                .collect(Collectors.toSet());
        if (!others.isEmpty()) {
            jdbc.sql(EXISTING).param("keys", Column.text(others, UUID::toString)).query(row -> {
                rows.put(row.getObject("key", UUID.class), row(row));
            });
        }
        return new Rows(rows, inserted);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong("interaction_id"), row.getLong("fingerprint"));
    }

    private Map<UUID, Row> insert(Collection<Decision.Keep> copies, Instant now) {
        // One row for each key: which of two copies in a page stands for both does not matter.
        List<Decision.Keep> rows = copies.stream()
                .collect(Collectors.toMap(Decision.Keep::key, c -> c, (one, other) -> one)).values().stream()
                .sorted(Comparator.comparing(Decision.Keep::key)).toList();
        Map<UUID, Row> inserted = new HashMap<>();
        if (rows.isEmpty()) {
            return inserted;
        }
        jdbc.sql(INSERT).param("keys", Column.text(rows, r -> r.key().toString()))
                .param("fingerprints", Column.bigint(rows, r -> r.copy().fingerprint()))
                .param("kinds", text(rows, i -> i.kind().name()))
                .param("messageIds", text(rows, i -> i.thread().messageId()))
                .param("threadRoots", text(rows, i -> i.thread().root()))
                .param("directions", text(rows, i -> i.direction().name()))
                .param("origins", text(rows, i -> i.origin().kind().name()))
                .param("originReasons", text(rows, i -> i.origin().reason()))
                .param("occurredAt", Column.bigint(rows, r -> micros(r.interaction().occurredAt())))
                .param("sentAt", Column.bigintOrNull(rows, r -> microsOrNull(r.interaction())))
                .param("fromNames", text(rows, i -> i.author().map(Participant::name).orElse("")))
                .param("fromAddresses", text(rows, i -> i.author().map(Participant::key).orElse("")))
                .param("participants", text(rows, i -> Json.write(i.participants())))
                .param("subjects", text(rows, Interaction::subject))
                .param("bodies", text(rows, i -> i.text().fresh()))
                .param("quotedLines", Column.bigint(rows, r -> lines(r.interaction().text().quoted())))
                .param("forwarded", Column.bool(rows, r -> r.interaction().text().forwarded()))
                .param("attachments", text(rows, i -> Json.write(i.attachments())))
                .param("warnings", text(rows, i -> arrayLiteral(i.warnings())))
                .param("said", Column.text(rows, r -> said(r.copy().notice())))
                .param("kept", Column.bytes(rows, Decision.Keep::kept)).param("readerVersion", READER_VERSION)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC)).query(row -> {
                    inserted.put(row.getObject("key", UUID.class), row(row));
                });
        return inserted;
    }

    private static @Nullable String said(Notice notice) {
        return notice.said() == Said.NOTHING ? null : notice.said().name();
    }

    private static Column text(List<Decision.Keep> rows, Function<Interaction, String> value) {
        return Column.text(rows, r -> Json.storable(value.apply(r.interaction())));
    }

    private static long lines(String text) {
        long lines = text.isEmpty() || text.endsWith("\n") ? 0 : 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        return lines;
    }

    private static String arrayLiteral(List<String> values) {
        return values.stream().map(v -> '"' + v.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static @Nullable Long microsOrNull(Interaction interaction) {
        return interaction.sentAt().map(InteractionRows::micros).orElse(null);
    }
}
