// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.warning.Warnings;
import io.lamplighter.sentiment.SentimentScorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Scores activities after they were recorded, newest first: capture never waits for a score, and a backfill never delays the
 * one that matters. Several nodes may work on it at the same time. What turns out to be bad news raises its warning in the
 * transaction that stores the score.
 */
public final class ScoreBacklog {

    private static final String CLAIM = """
            select a.activity_id, i.subject, i.body, i.turns
              from activity a
              join interaction i using (interaction_id)
             where a.score_wanted and a.scored_by is null and a.occurred_at > :notBefore
             order by a.occurred_at desc, a.activity_id desc
             limit :limit
               for update of a skip locked
            """;

    /** The server ends transactions in which nothing happens for 30 s, for then their node may be gone. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CurrentScorer current;
    private final Warnings warnings;
    private final ScoreRows rows;
    private final Clock clock;

    public ScoreBacklog(JdbcClient jdbc, TransactionTemplate transaction, CurrentScorer current, Warnings warnings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.current = current;
        this.warnings = warnings;
        this.rows = new ScoreRows(jdbc, clock);
        this.clock = clock;
    }

    /** Always uses the same scorer, and tells nobody who is not looking. */
    public ScoreBacklog(JdbcClient jdbc, TransactionTemplate transaction, SentimentScorer scorer, Clock clock) {
        this(jdbc, transaction, () -> scorer,
                new Warnings(jdbc, transaction, new Outbox(jdbc, List.of()), clock), clock);
    }

    private record Wanted(long activity, Heard heard) {}

    /**
     * Scores the newest activities that wait for it, for 10 seconds at most; what it does not come to waits still.
     *
     * @param notBefore leaves what is older to a later call
     * @return how many were scored; 0 means that nothing waits any more
     */
    public int scoreNewest(int limit, Instant notBefore) {
        SentimentScorer scorer = current.now();
        return transaction.execute(status -> {
            List<ScoreRows.Given> given = scored(claim(limit, notBefore), scorer);
            if (!given.isEmpty()) {
                rows.store(given, scorer.version());
                warnings.judge(given.stream().map(ScoreRows.Given::activity).toList());
            }
            return given.size();
        });
    }

    private List<Wanted> claim(int limit, Instant notBefore) {
        return jdbc.sql(CLAIM).param("limit", limit).param("notBefore", notBefore.atOffset(ZoneOffset.UTC))
                .query((row, i) -> new Wanted(row.getLong("activity_id"), Heard.of(row.getString("subject"),
                        row.getString("body"), SpokenTurn.read(row.getString("turns")))))
                .list();
    }

    private List<ScoreRows.Given> scored(List<Wanted> claimed, SentimentScorer scorer) {
        Instant until = clock.instant().plus(LONGEST);
        List<ScoreRows.Given> given = new ArrayList<>();
        for (Wanted one : claimed) {
            if (!given.isEmpty() && !clock.instant().isBefore(until)) {
                break;
            }
            given.add(new ScoreRows.Given(one.activity(),
                    one.heard().placed(scorer.score(one.heard().text(), ""))));
        }
        return given;
    }
}
