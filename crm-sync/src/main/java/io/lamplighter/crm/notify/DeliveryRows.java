// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.sql.Column;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The deliveries, as whoever brings them sees them. The number of its attempts names who has a delivery: what is written on
 * behalf of an earlier attempt finds another number and changes nothing.
 */
final class DeliveryRows {

    /** Of a channel that reaches one place for all. */
    static final long EVERYBODY = 0;

    /** Why something was not brought that is about nothing any more. */
    static final String GONE = "gone";

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int OF_ONE_PLACE = 10;

    // Whose turn has been due the longest goes first, with a few of what waits for it: however much waits for a place that takes
    // nothing, the others have room.
    private static final String TAKE = """
            with due as (
                select outbox_id, user_id, case when :shared then 0 else user_id end as whom, next_attempt_at
                  from delivery
                 where delivered_at is null and next_attempt_at <= :now and channel = :channel
            ), numbered as (
                select outbox_id, user_id, whom, row_number() over (partition by whom order by next_attempt_at, outbox_id) as n,
                       min(next_attempt_at) over (partition by whom) as since
                  from due
                 where not whom = any (:busy)
            ), placed as (
                select outbox_id, user_id, n, dense_rank() over (order by since, whom) as place
                  from numbered
                 where n <= :each
            ), taken as (
                select d.outbox_id, d.user_id
                  from delivery d
                  join (select * from placed where place <= :places order by place, n limit :limit) p using (outbox_id, user_id)
                 where d.channel = :channel and d.delivered_at is null and d.next_attempt_at <= :now
                   for update of d skip locked)
            update delivery d
               set attempts = d.attempts + 1, next_attempt_at = :lease
              from taken t
             where d.outbox_id = t.outbox_id and d.user_id = t.user_id and d.channel = :channel
            returning d.outbox_id, d.user_id, d.attempts
            """;

    private static final String LETTER = "select l.*, u.username, u.name as whom, u.email, u.role from ("
            + Outbox.SELECT
            + " where n.outbox_id = :outbox) as l join app_user u on u.user_id = :user";

    private static final String THIS = """
             where outbox_id = :outbox and user_id = :user and channel = :channel and attempts = :attempts and delivered_at is null
            """;

    private static final String KEEP = "update delivery set next_attempt_at = :next" + THIS;

    private static final String DONE = "update delivery set delivered_at = :now, failure = :failure" + THIS;

    private static final String AGAIN = "update delivery set next_attempt_at = :next, failure = :failure" + THIS;

    private static final String POSTPONE = """
            update delivery d
               set attempts = d.attempts - 1, next_attempt_at = :next
              from unnest(:outboxes, :users, :attempts) as t (outbox_id, user_id, attempts)
             where d.outbox_id = t.outbox_id and d.user_id = t.user_id and d.channel = :channel and d.attempts = t.attempts
               and d.delivered_at is null
            """;

    private final JdbcClient jdbc;

    DeliveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Taken(String channel, long outbox, long user, int attempts) {}

    /** What is to be said, and to whom. */
    record Letter(Notice notice, User whom) {}

    /** @param busy places that are left alone */
    List<Taken> take(Notifier notifier, Collection<Long> busy, int places, int limit, Instant now) {
        return jdbc.sql(TAKE).param("shared", notifier.isShared()).param("channel", notifier.channel())
                .param("busy", Column.bigint(busy, Long::longValue)).param("places", places)
                .param("each", OF_ONE_PLACE).param("limit", limit).param("now", at(now))
                .param("lease", at(now.plus(LEASE)))
                .query((row, i) -> new Taken(notifier.channel(), row.getLong("outbox_id"), row.getLong("user_id"),
                        row.getInt("attempts")))
                .list().stream().sorted((a, b) -> Long.compare(a.outbox(), b.outbox())).toList();
    }

    /** Empty where what it is about, or whom it is for, is there no more. */
    Optional<Letter> letter(Taken taken) {
        return jdbc.sql(LETTER).param("outbox", taken.outbox()).param("user", taken.user())
                .query((row, i) -> new Letter(Outbox.notice(row), new User(new UserId(taken.user()),
                        row.getString("username"), row.getString("whom"), row.getString("email"),
                        User.Role.parse(row.getString("role")))))
                .optional();
    }

    /** Whether nobody else has it; it is ours for as long again. */
    boolean isStillOurs(Taken taken, Instant now) {
        return of(KEEP, taken).param("next", at(now.plus(LEASE))).update() == 1;
    }

    /** @param failure why it was given up; null where it arrived */
    void done(Taken taken, @Nullable String failure, Instant now) {
        of(DONE, taken).param("now", at(now)).param("failure", failure, Types.VARCHAR).update();
    }

    void again(Taken taken, String failure, Instant next) {
        of(AGAIN, taken).param("failure", failure).param("next", at(next)).update();
    }

    /** They were not tried: that does not count as an attempt. */
    void postpone(List<Taken> some, Instant next) {
        if (!some.isEmpty()) {
            jdbc.sql(POSTPONE).param("outboxes", Column.bigint(some, Taken::outbox))
                    .param("users", Column.bigint(some, Taken::user))
                    .param("attempts", Column.bigint(some, Taken::attempts))
                    .param("channel", some.getFirst().channel()).param("next", at(next)).update();
        }
    }

    private JdbcClient.StatementSpec of(String sql, Taken taken) {
        return jdbc.sql(sql).param("outbox", taken.outbox()).param("user", taken.user())
                .param("channel", taken.channel()).param("attempts", taken.attempts());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
