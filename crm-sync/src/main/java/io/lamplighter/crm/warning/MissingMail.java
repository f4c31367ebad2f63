// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.ingest.MailboxId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Warns administrators that mail is missing in a mailbox, once until it is all there, and tells them when it is. How much is
 * missing meanwhile is kept with the warning.
 */
public final class MissingMail {

    // Locked, so that of two comparisons at a time only one warns; a mailbox has one turn at a time, but its page has buttons.
    private static final String OPEN = """
            select warning_id, missing from warning
             where mailbox_id = :mailbox and kind = 'MAIL_MISSING' and lifted_at is null
               for update
            """;

    private static final String RAISE = """
            insert into warning (kind, mailbox_id, missing, raised_at)
            values (:kind, :mailbox, :missing, :now)
            returning warning_id
            """;

    private static final String ADDRESS = """
            insert into warning_recipient (warning_id, user_id)
            select :warning, user_id from app_user where role = 'admin'
            """;

    private static final String MORE = "update warning set missing = :missing where warning_id = :warning";

    private static final String LIFT = "update warning set lifted_at = :now where warning_id = :warning";

    private final JdbcClient jdbc;
    private final Outbox outbox;

    public MissingMail(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** What a comparison means after those before it. */
    public enum Turn {
        /** Nothing was missing, and nothing is. */
        NOTHING,
        /** Mail is missing that was not before: people are warned. */
        RAISED,
        /** As much is missing as was before. */
        SAME,
        /** Mail is missing as before, but not as much: nobody is warned again. */
        CHANGED,
        /** All is there again: people are told. */
        RESOLVED
    }

    private record Open(long warning, long missing) {}

    /** To be called in the transaction that stores the comparison, as the last thing in it. */
    public Turn settle(MailboxId mailbox, long missing, Instant now) {
        Optional<Open> open = jdbc.sql(OPEN).param("mailbox", mailbox.value())
                .query((row, i) -> new Open(row.getLong("warning_id"), row.getLong("missing"))).optional();
        if (open.isEmpty()) {
            if (missing > 0) {
                raise("MAIL_MISSING", mailbox, missing, now);
            }
            return missing > 0 ? Turn.RAISED : Turn.NOTHING;
        }
        if (missing == 0) {
            jdbc.sql(LIFT).param("warning", open.get().warning()).param("now", at(now)).update();
            raise("MAIL_COMPLETE", mailbox, open.get().missing(), now);
            return Turn.RESOLVED;
        }
        if (missing == open.get().missing()) {
            return Turn.SAME;
        }
        jdbc.sql(MORE).param("warning", open.get().warning()).param("missing", missing).update();
        return Turn.CHANGED;
    }

    private void raise(String kind, MailboxId mailbox, long missing, Instant now) {
        long warning = jdbc.sql(RAISE).param("kind", kind).param("mailbox", mailbox.value()).param("missing", missing)
                .param("now", at(now)).query(Long.class).single();
        jdbc.sql(ADDRESS).param("warning", warning).update();
        outbox.add(Notice.What.RAISED, List.of(warning), now);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
