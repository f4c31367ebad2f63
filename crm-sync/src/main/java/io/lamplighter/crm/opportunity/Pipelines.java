// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.opportunity;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ways from finding to won or lost, and when people are warned on them. */
public final class Pipelines {

    private static final String ALL = "select pipeline_id, name, dark_after_days, bad_news_below from pipeline order by pipeline_id";

    private static final String CHANGE = """
            update pipeline
               set bad_news_below = :below
             where pipeline_id = :pipeline
            returning pipeline_id, name, dark_after_days, bad_news_below
            """;

    private static final RowMapper<Pipeline> ROW = (row, i) -> new Pipeline(row.getLong("pipeline_id"),
            row.getString("name"), row.getInt("dark_after_days"), row.getDouble("bad_news_below"));

    private final JdbcClient jdbc;

    public Pipelines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param darkAfterDays days of silence until a deal is dark
     * @param badNewsBelow the score from -1 to 0 below which people are warned of what the buyer wrote
     */
    public record Pipeline(long id, String name, int darkAfterDays, double badNewsBelow) {}

    public List<Pipeline> all() {
        return jdbc.sql(ALL).query(ROW).list();
    }

    /**
     * @param below from -1 to 0
     * @return the pipeline as it is now; empty where there is none
     */
    public Optional<Pipeline> warnBelow(long pipeline, double below) {
        return jdbc.sql(CHANGE).param("pipeline", pipeline).param("below", below).query(ROW).optional();
    }
}
