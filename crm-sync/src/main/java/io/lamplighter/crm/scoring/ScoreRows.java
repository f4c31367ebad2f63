// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.sentiment.Score;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes scores. Old ones stay, each with the version of the scorer that gave it first. */
final class ScoreRows {

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

    private static final String CONFIRM = "update activity set checked_by = :version where activity_id = any (:activities)";

    private final JdbcClient jdbc;
    private final Clock clock;

    ScoreRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Given(long activity, Score score) {}

    void store(List<Given> given, String version) {
        if (given.isEmpty()) {
            return;
        }
        jdbc.sql(STORE).param("activities", Column.bigint(given, Given::activity)).param("version", version)
                .param("values", Column.real(given, g -> g.score().value()))
                .param("confidences", Column.real(given, g -> g.score().confidence()))
                .param("bases", Column.real(given, g -> g.score().base()))
                .param("evidence", Column.text(given, g -> Json.write(g.score().evidence())))
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
    }

    /** A newer scorer came to the same. */
    void confirm(List<Given> given, String version) {
        if (!given.isEmpty()) {
            jdbc.sql(CONFIRM).param("activities", Column.bigint(given, Given::activity)).param("version", version)
                    .update();
        }
    }
}
