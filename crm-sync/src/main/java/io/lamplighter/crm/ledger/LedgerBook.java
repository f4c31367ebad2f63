// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Reads the ledger: the count per mailbox and day, and what is in quarantine. */
public final class LedgerBook {

    private static final String DAYS = """
            select d.received_on, sum(d.n)::bigint as seen,
                   coalesce(sum(d.n) filter (where d.outcome = 'captured'), 0)::bigint as captured,
                   coalesce(sum(d.n) filter (where d.outcome = 'quarantined'), 0)::bigint as quarantined,
                   sum(d.gone)::bigint as vanished,
                   coalesce(jsonb_object_agg(d.reason, d.n) filter (where d.outcome = 'excluded'), '{}') as excluded
              from (select received_on, case outcome when 'discarded' then 'excluded' else outcome end as outcome,
                           case outcome when 'discarded' then :discarded when 'excluded' then reason else '' end as reason,
                           count(*) as n, count(vanished_at) as gone
                      from ledger_entry
                     where mailbox_id = :mailbox and received_on < :before and what <> 'beside'
                       and received_on >= coalesce((select min(day)
                                                      from (select distinct received_on as day
                                                              from ledger_entry
                                                             where mailbox_id = :mailbox and received_on < :before and what <> 'beside'
                                                             order by received_on desc
                                                             limit :limit) as days), :before)
                     group by 1, 2, 3) as d
             group by d.received_on
             order by d.received_on desc
            """;

    private static final String SEEN_ON = """
            select mailbox_id, count(*) as seen
              from ledger_entry
             where mailbox_id = any (:mailboxes) and received_on = :day
             group by mailbox_id
            """;

    private static final String TOTALS = """
            select (select count(*) from interaction) as interactions,
                   (select count(*) from interaction where direction = 'INBOUND') as inbound,
                   (select count(*) from interaction where direction = 'OUTBOUND') as outbound,
                   (select count(*) from interaction where origin <> 'PERSON') as automated,
                   (select count(*) from witness) as witnesses,
                   (select count(*) from ledger_entry where outcome in ('excluded', 'discarded')) as excluded,
                   (select count(*) from quarantine) as quarantined,
                   (select count(*) from tombstone) as vanished
            """;

    private static final String QUARANTINE = """
            select q.quarantine_id, q.mailbox_id, m.address, q.source, q.reason, q.place, q.octets, q.received_at,
                   q.first_seen_at, q.attempts, q.tried_at, q.next_attempt_at
              from quarantine q
              join mailbox m using (mailbox_id)
             where q.quarantine_id < :before
             order by q.quarantine_id desc
             limit :limit
            """;

    private static final String DISCARD = """
            with given_up as (
                delete from quarantine
                 where quarantine_id = :id
                returning mailbox_id, source)
            update ledger_entry e
               set outcome = 'discarded'
              from given_up g
             where e.mailbox_id = g.mailbox_id and e.source = g.source
            """;

    /** Why a mail is excluded that somebody gave up. */
    static final String GIVEN_UP = "given up by somebody";

    private static final String QUARANTINED = "select count(*) from quarantine";

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    public LedgerBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How much is held. */
    public long quarantined() {
        return jdbc.sql(QUARANTINED).query(Long.class).single();
    }

    /** The days before {@code before} on which anything was received, latest first. */
    public List<LedgerDay> days(MailboxId mailbox, LocalDate before, int limit) {
        return jdbc.sql(DAYS).param("mailbox", mailbox.value()).param("before", before).param("limit", limit)
                .param("discarded", GIVEN_UP)
                .query((row, i) -> new LedgerDay(row.getObject("received_on", LocalDate.class), row.getLong("seen"),
                        row.getLong("captured"), Json.read(row.getString("excluded"), COUNTS),
                        row.getLong("quarantined"), row.getLong("vanished")))
                .list();
    }

    /** How many copies of that day the ledger has; a mailbox without any is left out. */
    public Map<MailboxId, Long> seenOn(LocalDate day, Collection<MailboxId> mailboxes) {
        Map<MailboxId, Long> seen = new HashMap<>();
        jdbc.sql(SEEN_ON).param("mailboxes", Column.bigint(mailboxes, MailboxId::value)).param("day", day)
                .query(row -> {
                    seen.put(new MailboxId(row.getLong("mailbox_id")), row.getLong("seen"));
                });
        return seen;
    }

    /**
     * All that was ever captured.
     *
     * @param interactions each counted once, however many mailboxes saw it
     * @param automated those among them that no person wrote
     * @param witnesses copies of them
     */
    public record Totals(long interactions, long inbound, long outbound, long automated, long witnesses, long excluded,
            long quarantined, long vanished) {}

    public Totals totals() {
        return jdbc.sql(TOTALS).query((row, i) -> new Totals(row.getLong("interactions"), row.getLong("inbound"),
                row.getLong("outbound"), row.getLong("automated"), row.getLong("witnesses"), row.getLong("excluded"),
                row.getLong("quarantined"), row.getLong("vanished"))).single();
    }

    /**
     * A copy that could not be read.
     *
     * @param place where in it reading ended, for people; may be empty
     * @param octets its size; 0 where it is not known
     * @param nextAttemptAt when it is tried again by itself; empty where only a later reader or a person tries again
     */
    public record Quarantined(long id, MailboxId mailbox, String address, SourceId source, String reason, String place,
            long octets, Instant receivedAt, Instant firstSeenAt, int attempts, Instant triedAt,
            Optional<Instant> nextAttemptAt) {}

    public List<Quarantined> quarantine(long beforeId, int limit) {
        return jdbc.sql(QUARANTINE).param("before", beforeId).param("limit", limit)
                .query((row, i) -> new Quarantined(row.getLong("quarantine_id"),
                        new MailboxId(row.getLong("mailbox_id")),
                        row.getString("address"), new SourceId(row.getString("source")), row.getString("reason"),
                        row.getString("place"), row.getLong("octets"), Fields.at(row, "received_at"),
                        Fields.at(row, "first_seen_at"), row.getInt("attempts"), Fields.at(row, "tried_at"),
                        Fields.instant(row, "next_attempt_at")))
                .list();
    }

    public Optional<Quarantined> quarantined(long id) {
        return quarantine(id + 1, 1).stream().filter(q -> q.id() == id).findFirst();
    }

    /** Gives a copy up: it stays in the count, excluded. Returns whether it was there. */
    public boolean discard(long id) {
        return jdbc.sql(DISCARD).param("id", id).update() == 1;
    }
}
