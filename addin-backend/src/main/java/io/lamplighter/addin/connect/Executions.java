// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the schedule lets each mailbox have its next turn. */
public final class Executions {

    private static final String NEXT = """
            select task_instance::bigint as mailbox_id, execution_time, picked, coalesce(consecutive_failures, 0) as failures
              from scheduled_tasks
             where task_name = :task and task_instance = any (:mailboxes)
            """;

    private final JdbcClient jdbc;

    public Executions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param running whether a node has it in hand now
     * @param broken how often in a row a node did not bring it to its end; a refusal of the provider is an end
     */
    public record Next(Instant at, boolean running, int broken) {}

    /** A mailbox that is not to be read is left out. */
    public Map<MailboxId, Next> of(Collection<MailboxId> mailboxes) {
        Map<MailboxId, Next> next = new HashMap<>();
        jdbc.sql(NEXT).param("task", MailboxSchedule.TASK_NAME)
                .param("mailboxes", Column.text(mailboxes, MailboxId::toString)).query(row -> {
                    next.put(new MailboxId(row.getLong("mailbox_id")), new Next(Fields.at(row, "execution_time"),
                            row.getBoolean("picked"), row.getInt("failures")));
                });
        return next;
    }
}
