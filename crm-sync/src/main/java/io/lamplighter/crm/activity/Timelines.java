// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.activity;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction.Kind;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Said;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Reads what happened on deals. */
public final class Timelines {

    private static final String ACTIVITIES = """
            select a.activity_id, a.interaction_id, a.occurred_at, a.direction, a.origin, i.origin_reason, i.from_name,
                   i.from_address, i.participants, i.subject, i.body, i.quoted_lines, i.forwarded, i.attachments,
                   i.kind, i.turns, i.meeting, i.attendance, i.said, a.outcome, a.outcome_words, a.outcome_by,
                   a.moves_clock, a.clock_reason, a.pauses_until, a.match_rule, a.match_margin, a.match_detail,
                   s.value, s.confidence, s.base, s.evidence, s.scorer_version, s.scored_at
              from activity a
              join interaction i using (interaction_id)
              left join score s on s.activity_id = a.activity_id and s.scorer_version = a.scored_by
             where a.opportunity_id = :opportunity and (a.occurred_at, a.activity_id) < (:before, :beforeId)
               and (not :countedOnly or a.moves_clock)
               and (not :badOnly or (a.direction = 'INBOUND' and s.value < -0.20))
             order by a.occurred_at desc, a.activity_id desc
             limit :limit
            """;

    private static final String WITNESSES = """
            select distinct w.interaction_id, u.name, m.address
              from witness w
              join mailbox m using (mailbox_id)
              join app_user u using (user_id)
             where w.interaction_id = any (:interactions)
             order by u.name, m.address
            """;

    private static final String COUNT = "select count(*) from activity where opportunity_id = :opportunity";

    private static final String DAYS = """
            select opportunity_id, (occurred_at at time zone :zone)::date as day,
                   count(*) filter (where direction = 'INBOUND' and moves_clock) as inbound,
                   count(*) filter (where direction = 'OUTBOUND') as outbound
              from activity
             where opportunity_id = any (:opportunities) and occurred_at >= :since
               and (ends_at is null or ends_at <= now())
             group by 1, 2
             order by 1, 2
            """;

    private static final TypeReference<List<Participant>> PARTICIPANTS = new TypeReference<>() {};
    private static final TypeReference<List<Attachment>> ATTACHMENTS = new TypeReference<>() {};
    private static final TypeReference<ActivityView.Plan> PLAN = new TypeReference<>() {};

    private final JdbcClient jdbc;

    public Timelines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which activities are wanted. */
    public enum Show {
        EVERYTHING, WHAT_COUNTED, BAD_NEWS
    }

    /** A place in a timeline, newest first: what lies before it comes next. */
    public record Before(Instant at, ActivityId id) {

        /** The place after everything. */
        public static Before theFuture() {
            return new Before(Instant.parse("9999-01-01T00:00:00Z"), new ActivityId(Long.MAX_VALUE));
        }
    }

    public List<ActivityView> of(OpportunityId opportunity, Show show, Before before, int limit) {
        List<ActivityView> rows = jdbc.sql(ACTIVITIES).param("opportunity", opportunity.value())
                .param("before", before.at().atOffset(ZoneOffset.UTC)).param("beforeId", before.id().value())
                .param("countedOnly", show == Show.WHAT_COUNTED).param("badOnly", show == Show.BAD_NEWS)
                .param("limit", limit).query((row, i) -> activity(row)).list();
        Map<Long, List<ActivityView.Witness>> witnesses = witnesses(rows);
        return rows.stream().map(a -> new ActivityView(a.id(), a.what(), a.clock(), a.why(), a.score(),
                witnesses.getOrDefault(a.what().id(), List.of()), a.outcome())).toList();
    }

    public long count(OpportunityId opportunity) {
        return jdbc.sql(COUNT).param("opportunity", opportunity.value()).query(Long.class).single();
    }

    /**
     * What went in and out of a deal on one day.
     *
     * @param inbound interactions by people at the buyer; what machines sent is not counted
     */
    public record Day(LocalDate day, int inbound, int outbound) {}

    /** The days since {@code since} on which something happened, oldest first, of each deal that has any. */
    public Map<OpportunityId, List<Day>> days(Collection<OpportunityId> opportunities, LocalDate since, ZoneId zone) {
        Map<OpportunityId, List<Day>> days = new HashMap<>();
        jdbc.sql(DAYS).param("opportunities", Column.bigint(opportunities, OpportunityId::value))
                .param("zone", zone.getId()).param("since", since.atStartOfDay(zone).toOffsetDateTime()).query(row -> {
                    days.computeIfAbsent(new OpportunityId(row.getLong("opportunity_id")), o -> new ArrayList<>())
                            .add(new Day(row.getObject("day", LocalDate.class), row.getInt("inbound"),
                                    row.getInt("outbound")));
                });
        return days;
    }

    private Map<Long, List<ActivityView.Witness>> witnesses(List<ActivityView> activities) {
        Map<Long, List<ActivityView.Witness>> witnesses = new HashMap<>();
        jdbc.sql(WITNESSES).param("interactions", Column.bigint(activities, a -> a.what().id())).query(row -> {
            witnesses.computeIfAbsent(row.getLong("interaction_id"), i -> new ArrayList<>())
                    .add(new ActivityView.Witness(row.getString("name"), row.getString("address")));
        });
        return witnesses;
    }

    private static ActivityView activity(ResultSet row) throws SQLException {
        return new ActivityView(new ActivityId(row.getLong("activity_id")), interaction(row),
                new ActivityView.Clock(row.getBoolean("moves_clock"), row.getString("clock_reason"),
                        Fields.instant(row, "pauses_until")),
                new ActivityView.Why(row.getString("match_rule"), row.getDouble("match_margin"),
                        row.getString("match_detail")),
                score(row), List.of(), Outcomes.read(row));
    }

    private static ActivityView.Interaction interaction(ResultSet row) throws SQLException {
        return new ActivityView.Interaction(row.getLong("interaction_id"),
                Kind.valueOf(row.getString("kind")), Fields.at(row, "occurred_at"),
                Direction.valueOf(row.getString("direction")),
                new Origin(Origin.Kind.valueOf(row.getString("origin")), row.getString("origin_reason")),
                row.getString("from_name"), row.getString("from_address"),
                Json.read(row.getString("participants"), PARTICIPANTS), row.getString("subject"), row.getString("body"),
                row.getInt("quoted_lines"), row.getBoolean("forwarded"),
                Json.read(row.getString("attachments"), ATTACHMENTS), SpokenTurn.read(row.getString("turns")),
                Optional.ofNullable(row.getString("meeting")).map(plan -> Json.read(plan, PLAN)),
                ActivityView.attendance(row.getString("attendance")),
                Optional.ofNullable(row.getString("said")).map(Said::valueOf).orElse(Said.NOTHING));
    }

    private static Optional<ActivityView.Scored> score(ResultSet row) throws SQLException {
        if (row.getString("scorer_version") == null) {
            return Optional.empty();
        }
        return Optional.of(new ActivityView.Scored(row.getDouble("value"), row.getDouble("confidence"),
                row.getDouble("base"), row.getString("evidence"), row.getString("scorer_version"),
                Fields.at(row, "scored_at")));
    }
}
