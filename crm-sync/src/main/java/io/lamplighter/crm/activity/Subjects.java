// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.activity;

import io.lamplighter.crm.sql.Column;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The subjects of activities: evidence points into subject and body together, so whoever shows it needs both. */
public final class Subjects {

    private static final String FIND = """
            select a.activity_id, i.subject
              from activity a
              join interaction i using (interaction_id)
             where a.activity_id = any (:activities)
            """;

    private final JdbcClient jdbc;

    public Subjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Map<Long, String> of(Collection<Long> activities) {
        Map<Long, String> subjects = new HashMap<>();
        jdbc.sql(FIND).param("activities", Column.bigint(activities, Long::longValue))
                .query(row -> {
                    subjects.put(row.getLong("activity_id"), row.getString("subject"));
                });
        return subjects;
    }
}
