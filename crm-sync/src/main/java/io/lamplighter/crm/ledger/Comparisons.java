// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.MailboxId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** How the comparisons of mailboxes with their providers came out, by {@link Reconciliation}. */
public final class Comparisons {

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

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    public Comparisons(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
}
