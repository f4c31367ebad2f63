// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.SentimentScorer;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Scores activities after they were recorded, newest first: capture never waits for a score, and a backfill never delays the
 * one that matters. Several nodes may work on it at the same time.
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

    private static final String STORE = """
            with given as (
                insert into score (activity_id, scorer_version, value, confidence, base, evidence, scored_at)
                select r.activity_id, :version, r.value, r.confidence, r.base, r.evidence::jsonb, :now
                  from unnest(:activities, :values, :confidences, :bases, :evidence)
                       as r (activity_id, value, confidence, base, evidence)
                on conflict (activity_id, scorer_version) do nothing)
            update activity
               set scored_by = :version, checked_by = :version
             where activity_id = any (:activities)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CurrentScorer current;
    private final Clock clock;

    /** @param scorer always the same one */
    public ScoreBacklog(JdbcClient jdbc, TransactionTemplate transaction, SentimentScorer scorer, Clock clock) {
        this(jdbc, transaction, () -> scorer, clock);
    }

    public ScoreBacklog(JdbcClient jdbc, TransactionTemplate transaction, CurrentScorer current, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.current = current;
        this.clock = clock;
    }

    private record Wanted(long activity, Heard heard) {}

    private record Given(long activity, Score score) {}

    /**
     * Scores the newest activities that wait for it.
     *
     * @param notBefore leaves what is older to a later call
     * @return how many were scored; fewer than {@code limit} means that nothing waits any more
     */
    public int scoreNewest(int limit, Instant notBefore) {
        SentimentScorer scorer = current.now();
        return transaction.execute(status -> {
            List<Given> given = jdbc.sql(CLAIM).param("limit", limit)
                    .param("notBefore", notBefore.atOffset(ZoneOffset.UTC))
                    .query((row, i) -> new Wanted(row.getLong("activity_id"), Heard.of(row.getString("subject"),
                            row.getString("body"), SpokenTurn.read(row.getString("turns")))))
                    .list().stream()
                    .map(w -> new Given(w.activity(), w.heard().placed(scorer.score(w.heard().text(), ""))))
                    .toList();
            if (!given.isEmpty()) {
                store(given, scorer.version());
            }
            return given.size();
        });
    }

    private void store(List<Given> given, String version) {
        jdbc.sql(STORE).param("activities", Column.bigint(given, Given::activity)).param("version", version)
                .param("values", Column.real(given, g -> g.score().value()))
                .param("confidences", Column.real(given, g -> g.score().confidence()))
                .param("bases", Column.real(given, g -> g.score().base()))
                .param("evidence", Column.text(given, g -> Json.write(g.score().evidence())))
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
    }
}
