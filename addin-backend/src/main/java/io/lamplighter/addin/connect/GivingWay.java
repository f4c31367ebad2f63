// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets a mailbox of which there is a lot to read end its turn between two pages, where every thread of this node is taken and
 * something more urgent is due. Nothing is asked of the database while a thread is free.
 */
public final class GivingWay {

    /** As many as wait give way, and no more of them before there was time to begin what waits. */
    private static final Duration LOOKED_AT_EVERY = Duration.ofMillis(500);

    private static final int AT_MOST = 100;

    private static final String WAITING = """
            select count(*) filter (where priority > :routine) as urgent,
                   count(*) filter (where priority = :routine) as routine
              from (select priority
                      from scheduled_tasks
                     where priority >= :routine and execution_time <= :now and not picked
                     order by priority desc
                     limit :limit) waiting
            """;

    private final BooleanSupplier threadsTaken;
    private final JdbcClient jdbc;
    private final Clock clock;
    private Instant nextLook = Instant.MIN;
    private Waiting waiting = new Waiting(0, 0);

    /** @param threadsTaken whether nothing can begin on this node before something ends */
    public GivingWay(BooleanSupplier threadsTaken, JdbcClient jdbc, Clock clock) {
        this.threadsTaken = threadsTaken;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Waiting(int urgent, int routine) {}

    /**
     * To be asked between pages, by whoever ends its turn then.
     *
     * @param history whether years of it are being read, which even a routine look goes before
     */
    public boolean isDue(boolean history) {
        return threadsTaken.getAsBoolean() && oneGivesWay(history);
    }

    private synchronized boolean oneGivesWay(boolean history) {
        Instant now = clock.instant();
        if (!now.isBefore(nextLook)) {
            waiting = look(now);
            nextLook = now.plus(LOOKED_AT_EVERY);
        }
        if (waiting.urgent() > 0) {
            waiting = new Waiting(waiting.urgent() - 1, waiting.routine());
            return true;
        }
        if (history && waiting.routine() > 0) {
            waiting = new Waiting(0, waiting.routine() - 1);
            return true;
        }
        return false;
    }

    private Waiting look(Instant now) {
        return jdbc.sql(WAITING).param("routine", Urgency.ROUTINE.priority()).param("now", Timestamp.from(now))
                .param("limit", AT_MOST)
                .query((row, i) -> new Waiting(row.getInt("urgent"), row.getInt("routine"))).single();
    }
}
