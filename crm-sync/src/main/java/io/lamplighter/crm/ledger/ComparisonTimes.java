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
               set reconcile_at = case when reconcile_wanted or coalesce(reconcile_at <= :now, true) then :until else reconcile_at end,
                   repair_at = case when repair_at <= :now then :until else repair_at end
             where mailbox_id = :mailbox
            """;

    private static final String REPAIR_NOW = """
            update mailbox set repair_at = :now where mailbox_id = :mailbox and repair_at is not null
            """;

    // By the clock of the database: those of nodes may differ. What is wanted stays so until it was written down.
    private static final String BEGIN = """
            update mailbox set reconcile_begun_at = clock_timestamp() where mailbox_id = :mailbox
            """;

    private static final String DUE = """
            select case when reconcile_wanted and reconcile_failure is null or coalesce(reconcile_at <= :now, true) then 'ALL'
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

    /** A comparison of all begins: whoever wants one from here on wants another. */
    public void begin(MailboxId mailbox) {
        jdbc.sql(BEGIN).param("mailbox", mailbox.value()).update();
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
