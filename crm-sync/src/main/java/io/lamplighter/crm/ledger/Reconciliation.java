// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the ledger with what the provider says it has: per mailbox and day
 * {@code provider = captured + excluded + quarantined + missing}. A figure other than zero in the last place is an alarm.
 */
public final class Reconciliation {

    // Ours that are not in the listing are asked for, too: they may have gone without a word.
    private static final String OURS = """
            select source
              from ledger_entry
             where mailbox_id = :mailbox and vanished_at is null
               and (source = any (:sources)
                    or received_on between :first and :last
                       and (interaction_id is not null or outcome <> 'captured'))
            """;

    private static final String RECORD = """
            insert into reconciled_day (mailbox_id, day, provider, missing, repaired, checked_at)
            select :mailbox, r.day::date, r.provider, r.missing, r.repaired, :now
              from unnest(:days, :provider, :missing, :repaired) as r (day, provider, missing, repaired)
            on conflict (mailbox_id, day) do update
               set provider = excluded.provider, missing = excluded.missing,
                   repaired = reconciled_day.repaired + excluded.repaired, checked_at = excluded.checked_at
            """;

    private static final String DAYS = """
            select day, provider, missing, repaired, checked_at
              from reconciled_day
             where mailbox_id = :mailbox and day < :before
             order by day desc
             limit :limit
            """;

    private static final String SUMS = """
            select r.mailbox_id, sum(r.provider)::bigint as provider, sum(r.missing)::bigint as missing, count(*) as days,
                   max(r.checked_at) as checked_at
              from reconciled_day r
              join mailbox m using (mailbox_id)
             where r.checked_at = m.reconciled_at
             group by r.mailbox_id
            """;

    private static final String DONE = """
            update mailbox set reconciled_at = :now, reconcile_wanted = false where mailbox_id = :mailbox
            """;

    private static final String WANT = "update mailbox set reconcile_wanted = true where mailbox_id = :mailbox";

    private static final String DUE = """
            select reconcile_wanted or coalesce(reconciled_at < :before, true) from mailbox where mailbox_id = :mailbox
            """;

    private final JdbcClient jdbc;

    public Reconciliation(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How ledger and listing differ.
     *
     * @param missing what the provider has and the ledger has not
     * @param unlisted what the ledger has and the provider does not list, without having said that it is gone
     */
    public record Difference(Set<SourceId> missing, Set<SourceId> unlisted) {

        public Difference {
            missing = Set.copyOf(missing);
            unlisted = Set.copyOf(unlisted);
        }

        public boolean isEmpty() {
            return missing.isEmpty() && unlisted.isEmpty();
        }
    }

    public Difference compare(MailboxId mailbox, LocalDate first, LocalDate last, Collection<Listed> listed) {
        Set<SourceId> theirs = listed.stream().map(Listed::source).collect(Collectors.toSet());
        Set<SourceId> ours = new HashSet<>(jdbc.sql(OURS).param("mailbox", mailbox.value())
                .param("sources", Column.text(theirs, SourceId::value)).param("first", first).param("last", last)
                .query((row, i) -> new SourceId(row.getString("source"))).list());
        Set<SourceId> missing = new HashSet<>(theirs);
        missing.removeAll(ours);
        ours.removeAll(theirs);
        return new Difference(missing, ours);
    }

    /**
     * Writes down how a comparison ended.
     *
     * @param before what was missing at first
     * @param after what is missing still
     */
    public void record(MailboxId mailbox, LocalDate first, LocalDate last, Collection<Listed> listed,
            Set<SourceId> before, Set<SourceId> after, Instant now) {
        Map<LocalDate, long[]> days = new HashMap<>();
        first.datesUntil(last.plusDays(1)).forEach(day -> days.put(day, new long[3]));
        for (Listed one : listed) {
            long[] count = days.computeIfAbsent(one.day(), day -> new long[3]);
            count[0]++;
            count[1] += after.contains(one.source()) ? 1 : 0;
            count[2] += before.contains(one.source()) && !after.contains(one.source()) ? 1 : 0;
        }
        List<LocalDate> order = days.keySet().stream().sorted().toList();
        jdbc.sql(RECORD).param("mailbox", mailbox.value()).param("days", Column.text(order, LocalDate::toString))
                .param("provider", Column.bigint(order, day -> count(days, day, 0)))
                .param("missing", Column.bigint(order, day -> count(days, day, 1)))
                .param("repaired", Column.bigint(order, day -> count(days, day, 2)))
                .param("now", now.atOffset(ZoneOffset.UTC)).update();
        jdbc.sql(DONE).param("mailbox", mailbox.value()).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    private static long count(Map<LocalDate, long[]> days, LocalDate day, int what) {
        return days.getOrDefault(day, new long[3])[what];
    }

    /** One day as the provider counted it. */
    public record Day(LocalDate day, long provider, long missing, long repaired, Instant checkedAt) {}

    /** The days before {@code before} that were compared, latest first. */
    public List<Day> days(MailboxId mailbox, LocalDate before, int limit) {
        return jdbc.sql(DAYS).param("mailbox", mailbox.value()).param("before", before).param("limit", limit)
                .query((row, i) -> new Day(row.getObject("day", LocalDate.class), row.getLong("provider"),
                        row.getLong("missing"), row.getLong("repaired"), Fields.at(row, "checked_at")))
                .list();
    }

    /** How the last comparison of a mailbox came out. */
    public record Sum(long provider, long missing, int days, Instant checkedAt) {}

    /** The last comparison of each mailbox that has one. */
    public Map<MailboxId, Sum> latest() {
        Map<MailboxId, Sum> sums = new HashMap<>();
        jdbc.sql(SUMS).query(row -> {
            sums.put(new MailboxId(row.getLong("mailbox_id")), new Sum(row.getLong("provider"),
                    row.getLong("missing"), row.getInt("days"), Fields.at(row, "checked_at")));
        });
        return sums;
    }

    /** Lets the mailbox be compared at its next turn. */
    public void want(MailboxId mailbox) {
        jdbc.sql(WANT).param("mailbox", mailbox.value()).update();
    }

    /** Whether somebody wants it, or the last comparison is from before {@code before}. */
    public boolean isDue(MailboxId mailbox, Instant before) {
        Optional<Boolean> due = jdbc.sql(DUE).param("mailbox", mailbox.value())
                .param("before", before.atOffset(ZoneOffset.UTC)).query(Boolean.class).optional();
        return due.orElse(false);
    }
}
