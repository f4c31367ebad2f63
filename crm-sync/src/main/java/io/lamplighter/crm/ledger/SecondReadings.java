// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.ingest.MailboxId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks for a copy in quarantine to be read again, with the mailbox's next turn. */
public final class SecondReadings {

    private static final String ASK = """
            with wanted as (
                select mailbox_id, source from quarantine where quarantine_id = :id),
            asked as (
                insert into recall (mailbox_id, source)
                select mailbox_id, source from wanted
                on conflict do nothing)
            select mailbox_id from wanted
            """;

    private final JdbcClient jdbc;

    public SecondReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the mailbox it lies in; empty if it is not in quarantine any more. */
    public Optional<MailboxId> ask(long quarantineId) {
        return jdbc.sql(ASK).param("id", quarantineId).query(Long.class).optional().map(MailboxId::new);
    }
}
