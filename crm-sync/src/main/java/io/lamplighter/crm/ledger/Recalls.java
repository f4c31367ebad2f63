// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Mail that was not kept because nobody on it was known, until somebody was. The ledger remembers where it lies; this names
 * it for reading again.
 */
public final class Recalls {

    // In one order everywhere, so that two who name the same mail wait for each other.
    private static final String CALL = """
            insert into recall (mailbox_id, source)
            select mailbox_id, source
              from ledger_entry
             where outcome = 'excluded' and parties && :hashes::bigint[] and vanished_at is null
             order by mailbox_id, source
            on conflict (mailbox_id, source) do update set calls = recall.calls + 1
            """;

    private static final String CALL_LATE = """
            insert into recall (mailbox_id, source)
            select e.mailbox_id, e.source
              from ledger_entry e
             where e.outcome = 'excluded' and e.parties && :hashes::bigint[] and e.vanished_at is null
               and not exists (select from recall r where r.mailbox_id = e.mailbox_id and r.source = e.source)
             order by e.mailbox_id, e.source
            on conflict do nothing
            """;

    private static final String CALL_LEFT_OUT = """
            insert into recall (mailbox_id, source)
            select mailbox_id, source
              from ledger_entry
             where mailbox_id = :mailbox and outcome = 'excluded' and reason like 'left out: %' and vanished_at is null
             order by source
            on conflict (mailbox_id, source) do update set calls = recall.calls + 1
            """;

    private static final String CALL_THESE = """
            insert into recall (mailbox_id, source)
            select mailbox_id, source
              from ledger_entry
             where mailbox_id = :mailbox and source = any (:sources) and outcome <> 'captured'
             order by source
            on conflict (mailbox_id, source) do update set calls = recall.calls + 1
            """;

    private static final String WAITING = """
            select r.source, r.calls
              from recall r
              join ledger_entry e using (mailbox_id, source)
             where r.mailbox_id = :mailbox and e.outcome <> 'captured'
             order by r.source
             limit :limit
            """;

    private static final String COUNTS = """
            select r.mailbox_id, count(*) as waiting
              from recall r
              join ledger_entry e using (mailbox_id, source)
             where r.mailbox_id = any (:mailboxes) and e.outcome <> 'captured'
             group by r.mailbox_id
            """;

    // What was called again meanwhile stays, unless it is captured: there is no more to it.
    private static final String DONE = """
            delete from recall r
             using unnest(:sources, :calls) as d (source, calls)
             where r.mailbox_id = :mailbox and r.source = d.source
               and (r.calls = d.calls
                    or exists (select from ledger_entry e
                                where e.mailbox_id = r.mailbox_id and e.source = r.source and e.outcome = 'captured'))
            """;

    private final JdbcClient jdbc;
    private final Directory directory;

    public Recalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.directory = new Directory(jdbc);
    }

    /**
     * What is to be read again.
     *
     * @param calls how often it was asked for when it was looked up
     */
    public record Call(SourceId source, long calls) {}

    /**
     * Names the mail on which these addresses took part; returns how many messages that are. To be called in the transaction that makes
     * them known, and before it changes what pages change too: it waits for the pages that are being stored.
     */
    public int ofAddresses(Collection<String> addresses) {
        PartyHashes hashes = hashes();
        return callAndRaise(addresses.stream().mapToLong(hashes::ofAddress).toArray());
    }

    /** The same for mail on which anybody of these domains took part. */
    public int ofDomains(Collection<String> domains) {
        PartyHashes hashes = hashes();
        return callAndRaise(domains.stream().mapToLong(hashes::ofDomain).toArray());
    }

    /** Names what somebody had left out, because the choice is another now; what is left out still stays so. */
    public int ofLeftOut(MailboxId mailbox) {
        return jdbc.sql(CALL_LEFT_OUT).param("mailbox", mailbox.value()).update();
    }

    /** Names these. */
    public int of(MailboxId mailbox, Collection<SourceId> sources) {
        return jdbc.sql(CALL_THESE).param("mailbox", mailbox.value())
                .param("sources", Column.text(sources, SourceId::value)).update();
    }

    /** Names what was spoken where these meetings are joined. To be called last in the transaction that makes them known. */
    int ofPlaces(Collection<String> links) {
        directory.closePlaces();
        PartyHashes hashes = hashes();
        return call(CALL, links.stream().mapToLong(hashes::ofPlace).toArray());
    }

    private PartyHashes hashes() {
        return new PartyHashes(jdbc.sql("select salt::text from installation").query(String.class).single());
    }

    /** Looks twice: pages wait for the second look only, which finds what came while the first one took its time. */
    private int callAndRaise(long[] hashes) {
        if (hashes.length == 0) {
            return 0;
        }
        int named = call(CALL, hashes);
        directory.raise();
        return named + call(CALL_LATE, hashes);
    }

    private int call(String sql, long[] hashes) {
        return jdbc.sql(sql).param("hashes", Column.bigint(hashes)).update();
    }

    public List<SourceId> waiting(MailboxId mailbox, int limit) {
        return calls(mailbox, limit).stream().map(Call::source).toList();
    }

    /** The same, as {@link #done} wants it. */
    public List<Call> calls(MailboxId mailbox, int limit) {
        return jdbc.sql(WAITING).param("mailbox", mailbox.value()).param("limit", limit)
                .query((row, i) -> new Call(new SourceId(row.getString("source")), row.getLong("calls"))).list();
    }

    /** How much waits to be read again; a mailbox in which nothing does is left out. */
    public Map<MailboxId, Long> counts(Collection<MailboxId> mailboxes) {
        Map<MailboxId, Long> counts = new HashMap<>();
        jdbc.sql(COUNTS).param("mailboxes", Column.bigint(mailboxes, MailboxId::value)).query(row -> {
            counts.put(new MailboxId(row.getLong("mailbox_id")), row.getLong("waiting"));
        });
        return counts;
    }

    /** These were read again. What somebody has asked for since they were looked up waits still. */
    public void done(MailboxId mailbox, Collection<Call> calls) {
        List<Call> all = List.copyOf(calls);
        jdbc.sql(DONE).param("mailbox", mailbox.value())
                .param("sources", Column.text(all, call -> call.source().value()))
                .param("calls", Column.bigint(all, Call::calls)).update();
    }
}
