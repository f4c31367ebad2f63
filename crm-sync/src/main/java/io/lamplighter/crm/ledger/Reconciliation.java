// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/**
 * Compares the ledger with what the provider says it has: per mailbox and day
 * {@code provider = captured + excluded + quarantined + missing}. A figure other than zero in the last place is an alarm.
 */
public final class Reconciliation {

    // Ours that are not in the listing are asked for, too: they may have gone without a word. Entries of a calendar only where the
    // provider listed any: without consent for it there are none, and nothing is to be asked for.
    private static final String OURS = """
            select source
              from ledger_entry
             where mailbox_id = :mailbox and vanished_at is null
               and (source = any (:sources)
                    or received_on between :first and :last
                       and (what = 'message'
                            or what = 'entry' and exists (select from ledger_entry l
                                                           where l.mailbox_id = :mailbox and l.source = any (:sources)
                                                             and l.what = 'entry')))
            """;

    // What was listed and is neither in the ledger nor missing was deleted while we looked: it is not there any more.
    private static final String RECORD = """
            with listed as (
                select l.day::date as day, l.missing, l.repaired, e.outcome,
                       case when e.outcome = 'discarded' then :discarded else e.reason end as reason
                  from unnest(:sources, :listedOn, :missing, :repaired) as l (source, day, missing, repaired)
                  left join ledger_entry e on e.mailbox_id = :mailbox and e.source = l.source and e.vanished_at is null
                 where l.missing or e.source is not null
            ), sums as (
                select day, count(*) as provider, count(*) filter (where missing) as missing,
                       count(*) filter (where repaired) as repaired,
                       count(*) filter (where not missing and outcome = 'captured') as captured,
                       count(*) filter (where not missing and outcome = 'quarantined') as quarantined
                  from listed
                 group by day
            ), reasons as (
                select day, jsonb_object_agg(reason, n) as excluded
                  from (select day, reason, count(*) as n
                          from listed
                         where not missing and outcome in ('excluded', 'discarded')
                         group by day, reason) as r
                 group by day
            )
            insert into reconciled_day (mailbox_id, day, provider, captured, excluded, quarantined, missing, repaired, checked_at)
            select :mailbox, d.day::date, coalesce(s.provider, 0), coalesce(s.captured, 0), coalesce(r.excluded, '{}'),
                   coalesce(s.quarantined, 0), coalesce(s.missing, 0), coalesce(s.repaired, 0), :now
              from unnest(:days) as d (day)
              left join sums s on s.day = d.day::date
              left join reasons r on r.day = d.day::date
            on conflict (mailbox_id, day) do update
               set provider = excluded.provider, captured = excluded.captured, excluded = excluded.excluded,
                   quarantined = excluded.quarantined, missing = excluded.missing,
                   repaired = reconciled_day.repaired + excluded.repaired, checked_at = excluded.checked_at
            """;

    // The day is the provider's: one that told it in another zone, or of another change, is set right.
    private static final String ITS_DAY = """
            update ledger_entry e
               set received_on = l.day::date
              from unnest(:sources, :listedOn) as l (source, day)
             where e.mailbox_id = :mailbox and e.source = l.source and e.received_on <> l.day::date
            """;

    private static final String DAYS = """
            select day, provider, captured, excluded, quarantined, missing, repaired, checked_at
              from reconciled_day
             where mailbox_id = :mailbox and day < :before
             order by day desc
             limit :limit
            """;

    private static final String SUMS = """
            select mailbox_id, compared_provider as provider, compared_captured as captured,
                   compared_quarantined as quarantined, compared_missing as missing, compared_days as days,
                   reconciled_at as checked_at, repair_at,
                   case when compared_missing > 0
                        then (select coalesce(array_agg(r.day::text order by r.day desc), '{}')
                                from reconciled_day r
                               where r.mailbox_id = mailbox.mailbox_id and r.missing > 0
                                 and r.checked_at >= mailbox.reconciled_at)
                        else '{}' end as missing_on
              from mailbox
             where reconciled_at is not null
            """;

    private static final String TOTAL = """
            select count(*) as mailboxes, coalesce(sum(compared_provider), 0)::bigint as provider,
                   coalesce(sum(compared_captured), 0)::bigint as captured,
                   coalesce(sum(compared_quarantined), 0)::bigint as quarantined,
                   coalesce(sum(compared_missing), 0)::bigint as missing, coalesce(max(compared_days), 0) as days,
                   min(reconciled_at) as checked_at, count(*) filter (where compared_missing > 0) as wrong
              from mailbox
             where reconciled_at is not null
            """;

    private static final String DONE = """
            update mailbox
               set reconciled_at = :now, reconcile_failure = null,
                   reconcile_wanted = reconcile_wanted and coalesce(reconcile_wanted_at > reconcile_begun_at, false)
             where mailbox_id = :mailbox
            """;

    // Days that were read again since then count as they are now. Kept with the mailbox: a list and the sum of many look at no day.
    private static final String SUM_UP = """
            update mailbox m
               set compared_provider = s.provider, compared_captured = s.captured, compared_quarantined = s.quarantined,
                   compared_missing = s.missing, compared_days = s.days
              from (select coalesce(sum(r.provider), 0) as provider, coalesce(sum(r.captured), 0) as captured,
                           coalesce(sum(r.quarantined), 0) as quarantined, coalesce(sum(r.missing), 0) as missing,
                           count(*) as days
                      from reconciled_day r
                      join mailbox b using (mailbox_id)
                     where r.mailbox_id = :mailbox and r.checked_at >= b.reconciled_at) as s
             where m.mailbox_id = :mailbox
            """;

    private static final String MISSING_DAYS = """
            select day from reconciled_day where mailbox_id = :mailbox and missing > 0 order by day
            """;

    private static final String MISSING = """
            select coalesce(sum(missing), 0)::bigint from reconciled_day where mailbox_id = :mailbox and missing > 0
            """;

    // Whoever wants it now does not wait because the provider refused it before.
    private static final String WANT = """
            update mailbox
               set reconcile_wanted = true, reconcile_wanted_at = clock_timestamp(), reconcile_failure = null
             where mailbox_id = :mailbox
            """;

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

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

        /** What is known of elsewhere is not missing. */
        public Difference without(Set<SourceId> known) {
            Set<SourceId> rest = new HashSet<>(missing);
            rest.removeAll(known);
            return new Difference(rest, unlisted);
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
     * Writes down how a comparison ended, as the comparison of the mailbox: what was compared before and is not among these days
     * no longer counts for it.
     *
     * @param before what was missing at first
     * @param after what is missing still
     */
    public void record(MailboxId mailbox, LocalDate first, LocalDate last, Collection<Listed> listed,
            Set<SourceId> before, Set<SourceId> after, Instant now) {
        store(mailbox, first, last, listed, before, after, now);
        jdbc.sql(DONE).param("mailbox", mailbox.value()).param("now", at(now)).update();
        jdbc.sql(SUM_UP).param("mailbox", mailbox.value()).update();
    }

    /** The same of some days among those of the comparison. */
    public void recordDays(MailboxId mailbox, LocalDate first, LocalDate last, Collection<Listed> listed,
            Set<SourceId> before, Set<SourceId> after, Instant now) {
        store(mailbox, first, last, listed, before, after, now);
        jdbc.sql(SUM_UP).param("mailbox", mailbox.value()).update();
    }

    private void store(MailboxId mailbox, LocalDate first, LocalDate last, Collection<Listed> listed,
            Set<SourceId> before, Set<SourceId> after, Instant now) {
        Set<LocalDate> days = listed.stream().map(Listed::day).collect(Collectors.toCollection(TreeSet::new));
        first.datesUntil(last.plusDays(1)).forEach(days::add);
        List<Listed> once = listed.stream().collect(Collectors.toMap(Listed::source, one -> one, (one, same) -> one))
                .values().stream().toList();
        jdbc.sql(RECORD).param("mailbox", mailbox.value()).param("days", Column.text(days, LocalDate::toString))
                .param("sources", Column.text(once, one -> one.source().value()))
                .param("listedOn", Column.text(once, one -> one.day().toString()))
                .param("missing", Column.bool(once, one -> after.contains(one.source())))
                .param("repaired",
                        Column.bool(once, one -> before.contains(one.source()) && !after.contains(one.source())))
                .param("discarded", LedgerBook.GIVEN_UP).param("now", at(now)).update();
        jdbc.sql(ITS_DAY).param("mailbox", mailbox.value())
                .param("sources", Column.text(once, one -> one.source().value()))
                .param("listedOn", Column.text(once, one -> one.day().toString())).update();
    }

    /** The days on which something is missing, however long ago, earliest first. */
    public List<LocalDate> missingDays(MailboxId mailbox) {
        return jdbc.sql(MISSING_DAYS).param("mailbox", mailbox.value()).query(LocalDate.class).list();
    }

    /** How much is missing on all of them: the remainder. */
    public long missing(MailboxId mailbox) {
        return jdbc.sql(MISSING).param("mailbox", mailbox.value()).query(Long.class).single();
    }

    /**
     * One day as the provider counted it: {@code provider = captured + excluded + quarantined + missing}, all as of the comparison.
     *
     * @param excluded reason to count
     */
    public record Day(LocalDate day, long provider, long captured, Map<String, Long> excluded, long quarantined,
            long missing, long repaired, Instant checkedAt) {

        public Day {
            excluded = Map.copyOf(excluded);
        }
    }

    /** The days before {@code before} that were compared, latest first. */
    public List<Day> days(MailboxId mailbox, LocalDate before, int limit) {
        return jdbc.sql(DAYS).param("mailbox", mailbox.value()).param("before", before).param("limit", limit)
                .query((row, i) -> new Day(row.getObject("day", LocalDate.class), row.getLong("provider"),
                        row.getLong("captured"), Json.read(row.getString("excluded"), COUNTS),
                        row.getLong("quarantined"), row.getLong("missing"), row.getLong("repaired"),
                        Fields.at(row, "checked_at")))
                .list();
    }

    /**
     * How the last comparison of a mailbox came out.
     *
     * @param checkedAt when all its days were compared; those on which something is missing may have been since
     * @param missingOn the days on which something is missing, latest first
     * @param againAt when these are read again; empty where there are none
     */
    public record Sum(long provider, long captured, long quarantined, long missing, int days, Instant checkedAt,
            List<LocalDate> missingOn, Optional<Instant> againAt) {

        public Sum {
            missingOn = List.copyOf(missingOn);
        }

        /** One in which nothing is missing. */
        public Sum(long provider, long captured, long quarantined, int days, Instant checkedAt) {
            this(provider, captured, quarantined, 0, days, checkedAt, List.of(), Optional.empty());
        }

        public long excluded() {
            return provider - captured - quarantined - missing;
        }
    }

    /** The last comparison of each mailbox that has one. */
    public Map<MailboxId, Sum> latest() {
        return sums(jdbc.sql(SUMS));
    }

    /** The same of some of them. */
    public Map<MailboxId, Sum> latest(Collection<MailboxId> mailboxes) {
        return sums(jdbc.sql(SUMS + " and mailbox_id = any (:mailboxes)").param("mailboxes",
                Column.bigint(mailboxes, MailboxId::value)));
    }

    private static Map<MailboxId, Sum> sums(JdbcClient.StatementSpec of) {
        Map<MailboxId, Sum> sums = new HashMap<>();
        of.query(row -> {
            sums.put(new MailboxId(row.getLong("mailbox_id")), sum(row,
                    Fields.texts(row, "missing_on").stream().map(LocalDate::parse).toList(),
                    Fields.instant(row, "repair_at")));
        });
        return sums;
    }

    private static Sum sum(ResultSet row, List<LocalDate> missingOn, Optional<Instant> againAt) throws SQLException {
        return new Sum(row.getLong("provider"), row.getLong("captured"), row.getLong("quarantined"),
                row.getLong("missing"), row.getInt("days"), Fields.at(row, "checked_at"), missingOn, againAt);
    }

    /**
     * @param wrong of how many of them something is missing
     * @param sum of all of them, as of the earliest of their comparisons; it names no days
     */
    public record Total(long mailboxes, long wrong, Sum sum) {}

    /** The last comparisons of all mailboxes together; empty before the first. */
    public Optional<Total> total() {
        return jdbc.sql(TOTAL).query((row, i) -> row.getLong("mailboxes") == 0
                ? Optional.<Total>empty()
                : Optional.of(new Total(row.getLong("mailboxes"), row.getLong("wrong"),
                        sum(row, List.of(), Optional.empty()))))
                .single();
    }

    /** Lets the mailbox be compared at its next turn. */
    public void want(MailboxId mailbox) {
        jdbc.sql(WANT).param("mailbox", mailbox.value()).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
