// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Fields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says what a threshold would have warned of, had it been the one of a pipeline all the time: so that it is chosen by what it
 * brings. Deals that are closed by now count, because they were open when their mail came.
 */
public final class Thresholds {

    /** As far back as is looked. */
    public static final Duration PAST = Duration.ofDays(90);
    /** How fine the course of all scores is: from -1 to 1 in steps of 0.05. */
    private static final int BUCKETS = 40;

    private static final String WRITTEN = """
              from activity a
              join score s on s.activity_id = a.activity_id and s.scorer_version = a.scored_by
              join opportunity o using (opportunity_id)
              join stage g using (stage_id)
             where a.score_wanted and a.direction = 'INBOUND' and g.pipeline_id = :pipeline and a.occurred_at > :since
            """;

    private static final String FIGURES = """
            select count(*) as written, count(*) filter (where value < :below) as below,
                   count(distinct opportunity_id) filter (where value < :below) as deals,
                   count(*) filter (where value < :below and said < 0) as rated_bad,
                   count(*) filter (where value < :below and said > 0) as rated_good,
                   count(*) filter (where value >= :below and said < 0) as missed
              from (select a.opportunity_id, s.value,
                           (select sum(case when r.good then 1 else -1 end) from rating r
                             where r.activity_id = a.activity_id) as said
            """ + WRITTEN + ") w";

    private static final String COURSE = "select width_bucket(s.value, -1, 1, :buckets) as bucket, count(*) as written"
            + WRITTEN + " group by 1";

    private static final String BELOW = """
            select a.activity_id, o.opportunity_id, o.name, o.owner_id, a.occurred_at, s.value, i.from_name, i.from_address,
                   exists (select from warning w where w.activity_id = a.activity_id and w.kind = 'BAD_NEWS') as warned
              from activity a
              join interaction i using (interaction_id)
              join score s on s.activity_id = a.activity_id and s.scorer_version = a.scored_by
              join opportunity o using (opportunity_id)
              join stage g using (stage_id)
             where a.score_wanted and a.direction = 'INBOUND' and g.pipeline_id = :pipeline and a.occurred_at > :since
               and s.value < :below
             order by a.occurred_at desc, a.activity_id desc
             limit :limit
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public Thresholds(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How many would have warned.
     *
     * @param written all that buyers wrote, {@code below} what would have warned, on so many {@code deals}
     * @param ratedBad how many of those people rated bad, {@code ratedGood} good
     * @param missed how many people rated bad that would not have warned
     */
    public record Figures(int written, int below, int deals, int ratedBad, int ratedGood, int missed) {}

    /** @param warned whether it did warn */
    public record Below(ActivityId activity, OpportunityId deal, String dealName, UserId owner, String from,
            Instant at, double score, boolean warned) {}

    public Figures figures(long pipeline, double below) {
        return asked(FIGURES, pipeline).param("below", below)
                .query((row, i) -> new Figures(row.getInt("written"), row.getInt("below"), row.getInt("deals"),
                        row.getInt("rated_bad"), row.getInt("rated_good"), row.getInt("missed")))
                .single();
    }

    /** How many scores there are in each step of 0.05 from -1 to 1. */
    public List<Integer> course(long pipeline) {
        int[] course = new int[BUCKETS];
        asked(COURSE, pipeline).param("buckets", BUCKETS).query(row -> {
            course[Math.clamp(row.getInt("bucket") - 1, 0, BUCKETS - 1)] += row.getInt("written");
        });
        return IntStream.of(course).boxed().toList();
    }

    /** What would have warned, newest first. */
    public List<Below> below(long pipeline, double below, int limit) {
        return asked(BELOW, pipeline).param("below", below).param("limit", limit).query((row, i) -> below(row)).list();
    }

    private JdbcClient.StatementSpec asked(String sql, long pipeline) {
        return jdbc.sql(sql).param("pipeline", pipeline).param("since",
                clock.instant().minus(PAST).atOffset(ZoneOffset.UTC));
    }

    private static Below below(ResultSet row) throws SQLException {
        String name = row.getString("from_name");
        return new Below(new ActivityId(row.getLong("activity_id")), new OpportunityId(row.getLong("opportunity_id")),
                row.getString("name"), new UserId(row.getLong("owner_id")),
                name.isEmpty() ? row.getString("from_address") : name,
                Fields.at(row, "occurred_at"), row.getDouble("value"), row.getBoolean("warned"));
    }
}
