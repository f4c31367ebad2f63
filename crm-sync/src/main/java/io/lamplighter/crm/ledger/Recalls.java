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

    private static final String CALL = """
            insert into recall (mailbox_id, source)
            select mailbox_id, source
              from ledger_entry
             where outcome = 'excluded' and parties && :hashes::bigint[] and vanished_at is null
            on conflict do nothing
            """;

    private static final String CALL_LEFT_OUT = """
            insert into recall (mailbox_id, source)
            select mailbox_id, source
              from ledger_entry
             where mailbox_id = :mailbox and outcome = 'excluded' and reason like 'left out: %' and vanished_at is null
            on conflict do nothing
            """;

    private static final String CALL_THESE = """
            insert into recall (mailbox_id, source)
            select mailbox_id, source
              from ledger_entry
             where mailbox_id = :mailbox and source = any (:sources) and outcome <> 'captured'
            on conflict do nothing
            """;

    private static final String WAITING = """
            select r.source
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

    private static final String DONE = "delete from recall where mailbox_id = :mailbox and source = any (:sources)";

    private final JdbcClient jdbc;

    public Recalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Names the mail on which these addresses took part; returns how many messages that are. */
    public int ofAddresses(Collection<String> addresses) {
        PartyHashes hashes = hashes();
        return call(addresses.stream().mapToLong(hashes::ofAddress).toArray());
    }

    /** Names the mail on which anybody of these domains took part. */
    public int ofDomains(Collection<String> domains) {
        PartyHashes hashes = hashes();
        return call(domains.stream().mapToLong(hashes::ofDomain).toArray());
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

    /** Names what was spoken where these meetings are joined. */
    int ofPlaces(Collection<String> links) {
        PartyHashes hashes = hashes();
        return call(links.stream().mapToLong(hashes::ofPlace).toArray());
    }

    private PartyHashes hashes() {
        return new PartyHashes(jdbc.sql("select salt::text from installation").query(String.class).single());
    }

    private int call(long[] hashes) {
        return hashes.length == 0 ? 0 : jdbc.sql(CALL).param("hashes", Column.bigint(hashes)).update();
    }

    public List<SourceId> waiting(MailboxId mailbox, int limit) {
        return jdbc.sql(WAITING).param("mailbox", mailbox.value()).param("limit", limit)
                .query((row, i) -> new SourceId(row.getString("source"))).list();
    }

    /** How much waits to be read again; a mailbox in which nothing does is left out. */
    public Map<MailboxId, Long> counts(Collection<MailboxId> mailboxes) {
        Map<MailboxId, Long> counts = new HashMap<>();
        jdbc.sql(COUNTS).param("mailboxes", Column.bigint(mailboxes, MailboxId::value)).query(row -> {
            counts.put(new MailboxId(row.getLong("mailbox_id")), row.getLong("waiting"));
        });
        return counts;
    }

    public void done(MailboxId mailbox, Collection<SourceId> sources) {
        jdbc.sql(DONE).param("mailbox", mailbox.value()).param("sources", Column.text(sources, SourceId::value))
                .update();
    }
}
