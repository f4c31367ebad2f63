// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.InteractionReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When mail in quarantine is tried again without anybody asking for it. */
public final class Retries {

    // After an hour, four, sixteen, and so on up to a week; after a month only a later reader or a person tries again.
    static final String NEXT = """
            case when quarantine.first_seen_at > :now::timestamptz - interval '30 days'
                 then :now::timestamptz
                      + least(interval '7 days', interval '1 hour' * power(4, least(quarantine.attempts, 8))) end
            """;

    private static final String DUE = """
            select source
              from quarantine
             where mailbox_id = :mailbox and (next_attempt_at <= :now or reader < :reader)
             order by next_attempt_at nulls first
             limit :limit
            """;

    private static final String IN_VAIN = """
            update quarantine
               set attempts = attempts + 1, tried_at = :now, reader = :reader, next_attempt_at = """ + NEXT + """
             where mailbox_id = :mailbox and source = any (:sources)
            """;

    private final JdbcClient jdbc;

    public Retries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is to be tried now, because its time has come or the reader has learned since. */
    public List<SourceId> due(MailboxId mailbox, Instant now, int limit) {
        return jdbc.sql(DUE).param("mailbox", mailbox.value()).param("now", now.atOffset(ZoneOffset.UTC))
                .param("reader", InteractionReader.VERSION).param("limit", limit)
                .query((row, i) -> new SourceId(row.getString("source"))).list();
    }

    /** They were asked for and nothing came; what came and could not be read is written down where it is recorded. */
    public void inVain(MailboxId mailbox, Collection<SourceId> sources, Instant now) {
        jdbc.sql(IN_VAIN).param("mailbox", mailbox.value()).param("sources", Column.text(sources, SourceId::value))
                .param("reader", InteractionReader.VERSION).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }
}
