// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings what is in the outbox to people, by every channel there is. Several nodes may work on it: a delivery is taken by one,
 * and by another only if the first was not heard of again. A channel that fails delays no other.
 */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** The waits double from one minute on; the last is four hours. Who was not reached in half a day has seen the page. */
    private static final int MOST_ATTEMPTS = 10;

    private static final String TAKE = """
            update delivery d
               set attempts = d.attempts + 1, next_attempt_at = :lease
              from (select outbox_id, user_id, channel
                      from delivery
                     where delivered_at is null and next_attempt_at <= :now and channel = :channel
                     order by next_attempt_at, outbox_id
                     limit :limit
                       for update skip locked) due
             where d.outbox_id = due.outbox_id and d.user_id = due.user_id and d.channel = due.channel
            returning d.outbox_id, d.user_id, d.attempts
            """;

    private static final String ONE = Outbox.SELECT + " where n.outbox_id = :outbox";

    private static final String DONE = """
            update delivery
               set delivered_at = :delivered, failure = :failure, next_attempt_at = coalesce(:next, next_attempt_at)
             where outbox_id = :outbox and user_id = :user and channel = :channel
            """;

    private final JdbcClient jdbc;
    private final Users users;
    private final List<Notifier> notifiers;
    private final Clock clock;

    public Dispatcher(JdbcClient jdbc, List<Notifier> notifiers, Clock clock) {
        this.jdbc = jdbc;
        this.users = new Users(jdbc);
        this.notifiers = List.copyOf(notifiers);
        this.clock = clock;
    }

    private record Taken(long outbox, long user, int attempts) {}

    /** Brings what is due, at most so much by each channel; returns how much arrived. */
    public int run(int limit) {
        if (notifiers.isEmpty()) {
            return 0;
        }
        Map<Long, User> people = users.all().stream()
                .collect(Collectors.toMap(user -> user.id().value(), Function.identity()));
        int told = 0;
        for (Notifier notifier : notifiers) {
            for (Taken taken : take(notifier.channel(), limit)) {
                told += tell(notifier, taken, Optional.ofNullable(people.get(taken.user()))) ? 1 : 0;
            }
        }
        return told;
    }

    private List<Taken> take(String channel, int limit) {
        Instant now = clock.instant();
        return jdbc.sql(TAKE).param("lease", at(now.plus(LEASE))).param("now", at(now)).param("channel", channel)
                .param("limit", limit).query((row, i) -> new Taken(row.getLong("outbox_id"), row.getLong("user_id"),
                        row.getInt("attempts")))
                .list();
    }

    private boolean tell(Notifier notifier, Taken taken, Optional<User> whom) {
        Optional<Notice> notice = jdbc.sql(ONE).param("outbox", taken.outbox())
                .query((row, i) -> Outbox.notice(row)).optional();
        if (notice.isEmpty() || whom.isEmpty()) {
            done(notifier, taken, clock.instant(), "gone", null);
            return false;
        }
        try {
            notifier.tell(notice.get(), whom.get());
        } catch (RuntimeException failed) {
            failed(notifier, taken, failed.getClass().getSimpleName());
            return false;
        }
        done(notifier, taken, clock.instant(), null, null);
        return true;
    }

    private void failed(Notifier notifier, Taken taken, String kind) {
        Instant now = clock.instant();
        boolean givenUp = taken.attempts() >= MOST_ATTEMPTS;
        LOG.atWarn().addKeyValue("channel", notifier.channel()).addKeyValue("notice", taken.outbox())
                .addKeyValue("attempt", taken.attempts()).addKeyValue("failure", kind)
                .log(givenUp ? "somebody could not be told and will not be" : "somebody could not be told yet");
        done(notifier, taken, givenUp ? now : null, kind,
                now.plus(Duration.ofMinutes(1L << Math.min(8, taken.attempts() - 1))));
    }

    private void done(Notifier notifier, Taken taken, @Nullable Instant delivered,
            @Nullable String failure, @Nullable Instant next) {
        jdbc.sql(DONE).param("outbox", taken.outbox()).param("user", taken.user())
                .param("channel", notifier.channel()).param("failure", failure)
                .param("delivered", delivered == null ? null : at(delivered), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("next", next == null ? null : at(next), Types.TIMESTAMP_WITH_TIMEZONE).update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
