// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads how mailboxes stand from their rows, whichever of them are asked for. */
final class StateRows {

    static final String RESTS_UNTIL = """
            case when m.asked_to_wait > interval '0' then m.last_run_at + m.asked_to_wait end as rests_until
            """;

    static final String SELECT = """
            select m.mailbox_id, m.user_id, u.name as owner_name, m.connector, m.address, m.paused, m.last_run_at,
                   m.last_success_at, m.failing_since, m.failure, m.needs_sign_in, m.next_attempt_at, m.notices,
                   m.import_started_at, m.history_complete_at, m.messages_read, m.remaining, m.waiting, %s
              from mailbox m
              join app_user u using (user_id)
            """
            .formatted(RESTS_UNTIL);

    private StateRows() {}

    static MailboxState state(ResultSet row, int number) throws SQLException {
        return new MailboxState(new MailboxId(row.getLong("mailbox_id")), new UserId(row.getLong("user_id")),
                row.getString("owner_name"), row.getString("connector"), row.getString("address"),
                row.getBoolean("paused"),
                Fields.instant(row, "last_run_at"), Fields.instant(row, "last_success_at"),
                Fields.instant(row, "failing_since"),
                Optional.ofNullable(row.getString("failure")).orElse(""), row.getBoolean("needs_sign_in"),
                Fields.instant(row, "next_attempt_at"), Fields.texts(row, "notices"),
                Fields.instant(row, "import_started_at"),
                Fields.instant(row, "history_complete_at"), row.getLong("messages_read"), row.getLong("remaining"),
                row.getBoolean("waiting"), Fields.instant(row, "rests_until"));
    }
}
