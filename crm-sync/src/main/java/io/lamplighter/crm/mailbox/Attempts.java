// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How often mailboxes were tried in vain since they could be read last. */
public final class Attempts {

    private static final String FAILING = """
            select mailbox_id, failures, extract(epoch from asked_to_wait)::bigint as asked
              from mailbox
             where mailbox_id = any (:mailboxes) and failures > 0
            """;

    private final JdbcClient jdbc;

    public Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param failures in a row
     * @param asked how long the provider asked us to wait the last time; zero where it did not say
     */
    public record Attempt(int failures, Duration asked) {

        public static final Attempt NONE = new Attempt(0, Duration.ZERO);
    }

    /** Those among them that were tried in vain. */
    public Map<MailboxId, Attempt> failing(Collection<MailboxId> mailboxes) {
        Map<MailboxId, Attempt> failing = new HashMap<>();
        jdbc.sql(FAILING).param("mailboxes", Column.bigint(mailboxes, MailboxId::value)).query(row -> {
            failing.put(new MailboxId(row.getLong("mailbox_id")),
                    new Attempt(row.getInt("failures"), Duration.ofSeconds(row.getLong("asked"))));
        });
        return failing;
    }
}
