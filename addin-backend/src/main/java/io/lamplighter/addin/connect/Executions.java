// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the schedule lets each mailbox have its next turn. */
public final class Executions {

    private static final String NEXT = """
            select task_instance::bigint as mailbox_id, execution_time, picked, coalesce(consecutive_failures, 0) as failures
              from scheduled_tasks
             where task_name = :task and task_instance = any (:mailboxes)
            """;

    // Over the key of the schedule. One that was connected this minute is about to be woken by whoever did it.
    private static final String MISSING = """
            select m.mailbox_id
              from mailbox m
             where not m.paused and not m.waiting and not m.needs_sign_in and m.connector = any (:connectors)
               and m.created_at < now() - interval '1 minute'
               and not exists (select
                                 from scheduled_tasks t
                                where t.task_name = :task and t.task_instance = m.mailbox_id::text)
             order by m.mailbox_id
             limit :limit
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

    /** Those of these connectors that should be read and have no next turn. */
    List<MailboxId> missing(Set<String> connectors, int limit) {
        return jdbc.sql(MISSING).param("task", MailboxSchedule.TASK_NAME)
                .param("connectors", Column.text(connectors)).param("limit", limit)
                .query((row, i) -> new MailboxId(row.getLong("mailbox_id"))).list();
    }
}
