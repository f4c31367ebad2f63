// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happened to the connections of mailboxes, for the people who have to trust them. */
public final class MailboxEvents {

    private static final String ADD = """
            insert into mailbox_event (mailbox_id, at, kind, detail)
            select mailbox_id, :now, :kind, :detail
              from mailbox
             where mailbox_id = :mailbox
            """;

    private static final String LATEST = """
            select event_id, at, kind, detail
              from mailbox_event
             where mailbox_id = :mailbox and event_id < :before
             order by event_id desc
             limit :limit
            """;

    private final JdbcClient jdbc;

    public MailboxEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What may happen to a connection. */
    public enum Kind {
        CONNECTED, HISTORY_READ, FAILED, RECOVERED, RECONNECTED, PAUSED, RESUMED,
        /** Mail had been missing and was read again; detail says how much. */
        MISSING_FOUND,
        /** Mail is missing and did not come; detail says how much. Told once, and again when it is more or less. */
        STILL_MISSING,
        /** Nothing is missing any more; detail says how much had been. */
        MISSING_NO_MORE,
        /** The provider could not be compared with; detail says why. */
        NOT_COMPARED,
        /** Somebody asked for a comparison, or for a day to be read again; detail says who and what. */
        COMPARISON_WANTED,
        /** Push was promised for the first time, promised again, lost, and promised again after it had been lost. */
        PUSH_BEGAN, PUSH_RENEWED, PUSH_LOST, PUSH_AGAIN,
        /** Where reading had stopped is not known any more: everything is read again; detail says why. */
        CURSOR_LOST,
        /** Something that an admin should know although reading goes on; detail in words. */
        NOTICED,
        /** What is read of it, and how far back, was chosen; detail in words. */
        STARTED, CHOICE_CHANGED, WINDOW_CHANGED, OWNER_CHANGED,
        /** An administrator made a link by which its owner signs in again; detail says who. */
        LINK_SENT,
        /** Somebody looked at a mail in quarantine as it is; detail says who and at what. */
        RAW_SEEN,
        /** Somebody decided about a mail in quarantine; detail says who and what. */
        QUARANTINE_DECIDED
    }

    /** @param detail in words; never content of mail */
    public record Event(long id, Instant at, Kind kind, String detail) {}

    public void add(MailboxId mailbox, Kind kind, String detail, Instant now) {
        jdbc.sql(ADD).param("mailbox", mailbox.value()).param("kind", kind.name()).param("detail", detail)
                .param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /** Latest first. */
    public List<Event> latest(MailboxId mailbox, long before, int limit) {
        return jdbc.sql(LATEST).param("mailbox", mailbox.value()).param("before", before).param("limit", limit)
                .query((row, i) -> new Event(row.getLong("event_id"), Fields.at(row, "at"),
                        Kind.valueOf(row.getString("kind")), row.getString("detail")))
                .list();
    }
}
