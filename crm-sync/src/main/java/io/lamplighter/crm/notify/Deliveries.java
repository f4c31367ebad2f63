// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What could not be brought to people, for administrators, and when it is tried again. */
public final class Deliveries {

    /** Who was not reached in half a day has seen the page. */
    public static final int MOST_ATTEMPTS = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 8;

    private static final String TROUBLES = """
            select d.channel, case when d.channel = any (:shared) then 0 else d.user_id end as whom, max(u.name) as name,
                   count(*) filter (where d.delivered_at is null) as waiting,
                   coalesce(max(d.attempts) filter (where d.delivered_at is null), 0) as attempts,
                   min(d.next_attempt_at) filter (where d.delivered_at is null) as next_at,
                   count(*) filter (where d.delivered_at is not null) as given_up,
                   (array_agg(d.failure order by d.next_attempt_at desc))[1] as failure
              from delivery d
              join app_user u using (user_id)
             where d.failure is not null and d.failure <> 'gone'
             group by d.channel, whom
             order by max(d.next_attempt_at) desc, d.channel, whom
             limit :limit
            """;

    private static final String AGAIN = """
            update delivery
               set delivered_at = null, attempts = 0, next_attempt_at = :now
             where channel = :channel and (user_id = :user or channel = any (:shared)) and failure is not null and failure <> 'gone'
            """;

    private final JdbcClient jdbc;
    private final List<String> shared;

    /** @param shared channels that reach one place for all */
    public Deliveries(JdbcClient jdbc, Collection<String> shared) {
        this.jdbc = jdbc;
        this.shared = List.copyOf(shared);
    }

    /** The waits double, from a minute to a little more than four hours. */
    static Duration pauseAfter(int attempts) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, attempts - 1));
    }

    /**
     * One person who is not reached by one channel, or everybody whom one place is for.
     *
     * @param user 0 for a place that is for all
     * @param waiting how many messages are tried again by themselves, the most often tried one {@code attempts} times
     * @param nextAt when the first of them is; empty where none is
     * @param givenUp how many of the last thirty days are not
     * @param failure why, in a few words
     */
    public record Trouble(String channel, UserId user, String name, int waiting, int attempts,
            Optional<Instant> nextAt, int givenUp, String failure) {}

    /** Latest first. */
    public List<Trouble> troubles(int limit) {
        return jdbc.sql(TROUBLES).param("shared", Column.text(shared)).param("limit", limit)
                .query((row, i) -> new Trouble(row.getString("channel"), new UserId(row.getLong("whom")),
                        row.getString("name"), row.getInt("waiting"), row.getInt("attempts"),
                        Fields.instant(row, "next_at"), row.getInt("given_up"), row.getString("failure")))
                .list();
    }

    /** Tries again at once what did not arrive, also what was given up, with as many attempts as at first; returns how much. */
    public int again(String channel, UserId user, Instant now) {
        return jdbc.sql(AGAIN).param("shared", Column.text(shared)).param("channel", channel)
                .param("user", user.value())
                .param("now", now.atOffset(ZoneOffset.UTC)).update();
    }
}
