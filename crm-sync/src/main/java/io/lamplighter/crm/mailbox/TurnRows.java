// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes how turns ended: into the mailbox, and as an event where that changed how it stands. */
final class TurnRows {

    // The sub-selects see the row as it was before: only a change of state is an event. Locked, because a mailbox that is removed
    // meanwhile must not get any.
    private static final String SUCCEEDED = """
            with was as (select mailbox_id, failing_since, history_complete_at, notices
                           from mailbox where mailbox_id = :mailbox for update),
                 told as (
                insert into mailbox_event (mailbox_id, at, kind, detail)
                select mailbox_id, :now, 'RECOVERED', '' from was where failing_since is not null
                 union all
                select mailbox_id, :now, 'HISTORY_READ', '' from was where history_complete_at is null
                 union all
                select mailbox_id, :now, 'NOTICED', n.notice from was, unnest(:notices::text[]) as n (notice)
                 where n.notice <> all (was.notices))
            update mailbox m
               set last_run_at = :now, last_success_at = :now, failing_since = null, failure = null, failures = 0,
                   asked_to_wait = interval '0', needs_sign_in = false,
                   history_complete_at = coalesce(m.history_complete_at, :now), remaining = 0, next_attempt_at = :next,
                   notices = :notices
              from was
             where m.mailbox_id = was.mailbox_id
            """;

    private static final String GOES_ON = """
            with was as (select mailbox_id, failing_since from mailbox where mailbox_id = :mailbox for update),
                 told as (
                insert into mailbox_event (mailbox_id, at, kind, detail)
                select mailbox_id, :now, 'RECOVERED', '' from was where failing_since is not null)
            update mailbox m
               set last_run_at = :now, failing_since = null, failure = null, failures = 0,
                   asked_to_wait = :asked * interval '1 millisecond', needs_sign_in = false, next_attempt_at = :next
              from was
             where m.mailbox_id = was.mailbox_id
            """;

    private static final String FAILED = """
            with was as (select mailbox_id, failing_since, failure from mailbox where mailbox_id = :mailbox for update),
                 told as (
                insert into mailbox_event (mailbox_id, at, kind, detail)
                select mailbox_id, :now, 'FAILED', :failure from was
                 where failing_since is null or failure is distinct from :failure)
            update mailbox m
               set last_run_at = :now, failing_since = coalesce(m.failing_since, :now), failure = :failure,
                   failures = m.failures + 1, asked_to_wait = :asked * interval '1 millisecond',
                   needs_sign_in = :needsSignIn, next_attempt_at = :next::timestamptz
              from was
             where m.mailbox_id = was.mailbox_id
            """;

    private final JdbcClient jdbc;

    TurnRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void succeeded(MailboxId mailbox, Instant now, Instant next, List<String> notices) {
        jdbc.sql(SUCCEEDED).param("mailbox", mailbox.value()).param("now", at(now)).param("next", at(next))
                .param("notices", Column.text(notices)).update();
    }

    void rests(MailboxId mailbox, Instant now, Duration rest) {
        jdbc.sql(GOES_ON).param("mailbox", mailbox.value()).param("now", at(now)).param("next", at(now.plus(rest)))
                .param("asked", rest.toMillis()).update();
    }

    void failed(MailboxId mailbox, Instant now, String failure, Optional<Instant> next, Duration asked) {
        jdbc.sql(FAILED).param("mailbox", mailbox.value()).param("now", at(now)).param("failure", failure)
                .param("asked", asked.toMillis()).param("needsSignIn", next.isEmpty())
                .param("next", next.map(TurnRows::at).orElse(null)).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
