// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.crm.warning.Warnings;
import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.SentimentScorer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * Scores the activities of open deals again after something was learned or a new scorer came, newest first. Until it comes to
 * one, its older score is shown. Several nodes may work on it at the same time; what waits for its first score goes before.
 */
public final class Rescore {

    /** A deal that was opened again, a mail that found its deal: nothing announces those, so they are looked for. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private static final String CLAIM = """
            select a.activity_id, i.subject, i.body, i.turns, s.value, s.base, s.evidence
              from activity a
              join interaction i using (interaction_id)
              join opportunity o using (opportunity_id)
              join stage g using (stage_id)
              join score s on s.activity_id = a.activity_id and s.scorer_version = a.scored_by
             where a.score_wanted and a.scored_by is not null and a.opportunity_id is not null
               and a.checked_by is distinct from :version and g.outcome = 'open'
             order by a.occurred_at desc, a.activity_id desc
             limit :limit
               for update of a skip locked
            """;

    private static final String STARTED = """
            insert into scorer (version, started_at) values (:version, :now)
            on conflict (version) do update set started_at = excluded.started_at
            """;

    private static final String DECIDES = "select version = :version from scorer order by started_at desc limit 1";

    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CurrentScorer current;
    private final Warnings warnings;
    private final ScoreRows rows;
    private final Clock clock;
    private final String release;
    private volatile boolean started;
    private volatile @Nullable Done done;

    private record Done(String version, Instant at) {}

    private record Stale(long activity, Heard heard, double value, double base, List<Evidence> evidence) {

        /** Whether nothing that is shown would differ. The confidence follows from the rest. */
        boolean isStill(Score score) {
            if (score.value() != value || score.base() != base || score.evidence().size() != evidence.size()) {
                return false;
            }
            for (int i = 0; i < evidence.size(); i++) {
                Evidence then = evidence.get(i);
                Evidence now = score.evidence().get(i);
                if (then.contribution() != now.contribution() || then.start() != now.start() || then.end() != now.end()
                        || !then.reason().equals(now.reason()) || !then.signal().equals(now.signal())) {
                    return false;
                }
            }
            return true;
        }
    }

    public Rescore(JdbcClient jdbc, TransactionTemplate transaction, CurrentScorer current, Warnings warnings,
            Clock clock) {
        this(jdbc, transaction, current, warnings, clock, Scorers.standard().version());
    }

    /** @param release the scorer this process came with */
    Rescore(JdbcClient jdbc, TransactionTemplate transaction, CurrentScorer current, Warnings warnings, Clock clock,
            String release) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.current = current;
        this.warnings = warnings;
        this.rows = new ScoreRows(jdbc, clock);
        this.clock = clock;
        this.release = release;
    }

    /** Scores the newest activities again that have an older score; returns how many it looked at. */
    public int newest(int limit) {
        SentimentScorer scorer = current.now();
        if (isDone(scorer.version()) || !decides()) {
            return 0;
        }
        int looked = transaction.execute(status -> again(claim(scorer.version(), limit), scorer));
        if (looked == 0) {
            done = new Done(scorer.version(), clock.instant());
        }
        return looked;
    }

    private boolean isDone(String version) {
        Done last = done;
        return last != null && last.version().equals(version)
                && clock.instant().isBefore(last.at().plus(LOOK_AGAIN));
    }

    /** Whether this node has the scorer that was started last: two releases must not undo each other's scores. */
    private boolean decides() {
        if (!started) {
            jdbc.sql(STARTED).param("version", release).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
            started = true;
        }
        return jdbc.sql(DECIDES).param("version", release).query(Boolean.class).single();
    }

    private List<Stale> claim(String version, int limit) {
        return jdbc.sql(CLAIM).param("version", version).param("limit", limit)
                .query((row, i) -> new Stale(row.getLong("activity_id"),
                        Heard.of(row.getString("subject"), row.getString("body"),
                                SpokenTurn.read(row.getString("turns"))),
                        row.getDouble("value"), row.getDouble("base"), Json.read(row.getString("evidence"), EVIDENCE)))
                .list();
    }

    private int again(List<Stale> claimed, SentimentScorer scorer) {
        Instant until = clock.instant().plus(ScoreBacklog.LONGEST);
        List<ScoreRows.Given> same = new ArrayList<>();
        List<ScoreRows.Given> moved = new ArrayList<>();
        for (Stale stale : claimed) {
            if (same.size() + moved.size() > 0 && !clock.instant().isBefore(until)) {
                break;
            }
            Score score = stale.heard().placed(scorer.score(stale.heard().text(), ""));
            (stale.isStill(score) ? same : moved).add(new ScoreRows.Given(stale.activity(), score));
        }
        rows.confirm(same, scorer.version());
        rows.store(moved, scorer.version());
        if (!moved.isEmpty()) {
            warnings.judge(moved.stream().map(ScoreRows.Given::activity).toList());
        }
        return same.size() + moved.size();
    }
}
