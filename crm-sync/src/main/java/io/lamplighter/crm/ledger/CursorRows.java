// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far each mailbox is stored. */
final class CursorRows {

    private static final String POSITION = """
            select connector, version, token
              from mailbox_cursor
             where mailbox_id = :mailbox and connector = :connector
            """;

    // Moves only from where the page began: a second reader of the same mailbox finds no row to move and stores nothing.
    private static final String MOVE = """
            update mailbox_cursor
               set version = :version, token = :token, moved_at = :now
             where mailbox_id = :mailbox and connector = :connector and version = :fromVersion and token = :fromToken
            """;

    private static final String BEGIN = """
            insert into mailbox_cursor (mailbox_id, connector, version, token, moved_at)
            values (:mailbox, :connector, :version, :token, :now)
            on conflict (mailbox_id) do nothing
            """;

    private static final String PROGRESS = """
            update mailbox
               set messages_read = messages_read + :read,
                   remaining = case when :remaining >= 0 then :remaining else remaining end,
                   import_started_at = coalesce(import_started_at, :now)
             where mailbox_id = :mailbox
            """;

    private static final String FORGET = """
            with gone as (delete from mailbox_cursor where mailbox_id = :mailbox returning mailbox_id)
            insert into mailbox_event (mailbox_id, at, kind, detail)
            select mailbox_id, :now, 'CURSOR_LOST', :why from gone
            """;

    private final JdbcClient jdbc;

    CursorRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Cursor position(MailboxId mailbox, String connector) {
        return jdbc.sql(POSITION).param("mailbox", mailbox.value()).param("connector", connector)
                .query((row, i) -> new Cursor(row.getString("connector"), row.getInt("version"),
                        row.getString("token")))
                .optional().orElseGet(() -> Cursor.start(connector));
    }

    /** @throws Ledger.PositionMoved if the position is not where the page begins */
    void advance(ReadPage page, Instant now) {
        int moved = page.from().isStart() ? begin(page, now) : move(page, now);
        if (moved == 0) {
            throw new Ledger.PositionMoved(page.mailbox());
        }
        jdbc.sql(PROGRESS).param("mailbox", page.mailbox().value()).param("read", page.readings().size())
                .param("remaining", page.remaining()).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    private int begin(ReadPage page, Instant now) {
        if (page.next().isStart()) {
            return 1;
        }
        return jdbc.sql(BEGIN).param("mailbox", page.mailbox().value()).param("connector", page.next().connector())
                .param("version", page.next().version()).param("token", page.next().token())
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC)).update();
    }

    private int move(ReadPage page, Instant now) {
        return jdbc.sql(MOVE).param("mailbox", page.mailbox().value()).param("connector", page.next().connector())
                .param("version", page.next().version()).param("token", page.next().token())
                .param("fromVersion", page.from().version()).param("fromToken", page.from().token())
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC)).update();
    }

    void forget(MailboxId mailbox, String why, Instant now) {
        jdbc.sql(FORGET).param("mailbox", mailbox.value()).param("why", why).param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
