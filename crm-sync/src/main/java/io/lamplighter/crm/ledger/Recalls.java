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

    private static final String WAITING = """
            select source
              from recall
             where mailbox_id = :mailbox
             order by source
             limit :limit
            """;

    private static final String COUNTS = """
            select mailbox_id, count(*) as waiting from recall where mailbox_id = any (:mailboxes) group by mailbox_id
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
