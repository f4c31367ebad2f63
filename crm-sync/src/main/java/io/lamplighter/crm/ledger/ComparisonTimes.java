// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.ingest.MailboxId;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When each mailbox is compared with its provider next, and whether that could be done the last time. */
public final class ComparisonTimes {

    private static final String NEXT = """
            update mailbox
               set reconcile_at = coalesce(:whole::timestamptz, reconcile_at), repair_at = :days::timestamptz
             where mailbox_id = :mailbox
            """;

    // Told once while it stays the same.
    private static final String REFUSED = """
            update mailbox set reconcile_failure = :why
             where mailbox_id = :mailbox and reconcile_failure is distinct from :why
            """;

    private static final String POSTPONE = """
            update mailbox
               set reconcile_at = case when coalesce(reconcile_at <= :now, true) then :until else reconcile_at end,
                   repair_at = case when repair_at <= :now then :until else repair_at end
             where mailbox_id = :mailbox
            """;

    private static final String REPAIR_NOW = """
            update mailbox set repair_at = :now where mailbox_id = :mailbox and repair_at is not null
            """;

    private static final String BEGIN = """
            update mailbox m
               set reconcile_wanted = false
              from (select mailbox_id, reconcile_wanted from mailbox where mailbox_id = :mailbox for update) as was
             where m.mailbox_id = was.mailbox_id
            returning was.reconcile_wanted
            """;

    private static final String DUE = """
            select case when reconcile_wanted or coalesce(reconcile_at <= :now, true) then 'ALL'
                        when repair_at <= :now then 'MISSING_DAYS'
                        else 'NOTHING' end
              from mailbox where mailbox_id = :mailbox
            """;

    private final JdbcClient jdbc;

    public ComparisonTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Says when it is due again.
     *
     * @param whole all days; empty to leave it as it is
     * @param missingDays those on which something is missing; empty where nothing is
     */
    public void next(MailboxId mailbox, Optional<Instant> whole, Optional<Instant> missingDays) {
        jdbc.sql(NEXT).param("mailbox", mailbox.value())
                .param("whole", whole.map(ComparisonTimes::at).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("days", missingDays.map(ComparisonTimes::at).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /**
     * The provider could not be compared with. What is due is due again at {@code until}, if nobody wants it sooner.
     *
     * @return whether the reason is news
     */
    public boolean refused(MailboxId mailbox, String why, Instant now, Instant until) {
        jdbc.sql(POSTPONE).param("mailbox", mailbox.value()).param("now", at(now)).param("until", at(until)).update();
        return jdbc.sql(REFUSED).param("mailbox", mailbox.value()).param("why", why).update() == 1;
    }

    /** Lets the days on which something is missing be read again at the next turn. Returns whether there are any. */
    public boolean repairNow(MailboxId mailbox, Instant now) {
        return jdbc.sql(REPAIR_NOW).param("mailbox", mailbox.value()).param("now", at(now)).update() == 1;
    }

    /**
     * A comparison begins: whoever wants one from here on wants another.
     *
     * @return whether somebody wanted this one
     */
    public boolean begin(MailboxId mailbox) {
        return jdbc.sql(BEGIN).param("mailbox", mailbox.value()).query(Boolean.class).optional().orElse(false);
    }

    /** What is to be compared. */
    public enum Due {
        NOTHING,
        /** The days on which something is missing. */
        MISSING_DAYS, ALL
    }

    /** All of it where somebody wants it, where it never was, and when its time has come. */
    public Due due(MailboxId mailbox, Instant now) {
        return jdbc.sql(DUE).param("mailbox", mailbox.value()).param("now", at(now)).query(String.class).optional()
                .map(Due::valueOf).orElse(Due.NOTHING);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
