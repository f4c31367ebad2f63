// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.crm.sql.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ratings of activities. What was said is kept for ever: rating anew and withdrawing add to it. Every change is learned from
 * by all nodes before they score the next batch.
 */
public final class Ratings {

    private static final String VISIBLE = """
            select a.activity_id
              from activity a
              join opportunity o using (opportunity_id)
             where a.activity_id = :activity and (:owner::bigint is null or o.owner_id = :owner)
            """;

    private static final String RATE = """
            insert into rating_event (activity_id, rater_id, what, good, note, by_id, at, scorer_version, score)
            select a.activity_id, :rater, case when b.activity_id is null then 'RATED' else 'CHANGED' end, :good, :note, :rater,
                   :now, coalesce(a.checked_by, a.scored_by), s.value
              from activity a
              left join score s on s.activity_id = a.activity_id and s.scorer_version = a.scored_by
              left join rating b on b.activity_id = a.activity_id and b.rater_id = :rater
             where a.activity_id = :activity and (b.activity_id is null or b.good <> :good or b.note <> :note)
            """;

    private static final String AGAIN = """
            insert into rating_event (activity_id, rater_id, what, good, note, by_id, at, scorer_version, score)
            select l.activity_id, l.rater_id, :what, l.good, l.note, :by, :now, coalesce(a.checked_by, a.scored_by), s.value
              from last_rating l
              join activity a using (activity_id)
              left join score s on s.activity_id = a.activity_id and s.scorer_version = a.scored_by
             where l.rater_id = :rater and (l.what = 'WITHDRAWN') = (:what = 'RESTORED')
            """;

    private static final String ONE_AGAIN = AGAIN + " and l.activity_id = :activity";

    // One call of withdrawAll gives all its events the same moment; nobody withdraws twice in the same one.
    private static final String TOGETHER_AGAIN = AGAIN + " and l.at = :at";

    private static final String TOGETHER = """
            select l.rater_id, u.name, b.name as by_name, l.at, count(*) as ratings
              from last_rating l
              join app_user u on u.user_id = l.rater_id
              join app_user b on b.user_id = l.by_id
             where l.what = 'WITHDRAWN' and (:rater::bigint is null or l.rater_id = :rater)
             group by l.rater_id, u.name, b.name, l.at
            having count(*) > 1
             order by l.at desc, l.rater_id
            """;

    private static final String SELECT = """
            select r.rating_event_id, r.activity_id, r.rater_id, u.name, r.good, r.note, r.at
              from rating r
              join app_user u on u.user_id = r.rater_id
            """;

    private static final String OF_ACTIVITIES = SELECT
            + " where r.activity_id = any (:activities) order by r.at desc, r.rating_event_id desc";

    private static final String WITHDRAWN = """
            select r.rating_event_id, r.activity_id, r.rater_id, u.name, r.good, r.note, r.at
              from last_rating r
              join app_user u on u.user_id = r.rater_id
             where r.what = 'WITHDRAWN' and (:rater::bigint is null or r.rater_id = :rater)
             order by r.at desc, r.rating_event_id desc
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public Ratings(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param owner the deal must be this user's; empty for any */
    public boolean isVisible(ActivityId activity, Optional<UserId> owner) {
        return jdbc.sql(VISIBLE).param("activity", activity.value())
                .param("owner", owner.map(UserId::value).orElse(null)).query(Long.class).optional().isPresent();
    }

    /**
     * Says what an activity means. The same again changes nothing.
     *
     * @param owner the deal must be this user's; empty for any
     * @return the rating as it stands now; empty where there is no such activity, or none for this user
     */
    public Optional<Rating> rate(ActivityId activity, boolean good, String note, User by, Optional<UserId> owner) {
        return transaction.execute(status -> {
            if (!isVisible(activity, owner)) {
                return Optional.empty();
            }
            jdbc.sql(RATE).param("activity", activity.value()).param("rater", by.id().value()).param("good", good)
                    .param("note", Json.storable(note)).param("now", now()).update();
            return of(activity, by.id());
        });
    }

    /**
     * Takes a rating back: from now on it is as if it had never been.
     *
     * @return whether there was one
     */
    public boolean withdraw(ActivityId activity, UserId rater, User by) {
        return again(ONE_AGAIN, "WITHDRAWN", activity, rater, by) > 0;
    }

    /** Takes back all ratings of a person; returns how many there were. */
    public int withdrawAll(UserId rater, User by) {
        return again(AGAIN, "WITHDRAWN", new ActivityId(0), rater, by);
    }

    /** Lets a rating count again that was withdrawn; returns whether there was one. */
    public boolean restore(ActivityId activity, UserId rater, User by) {
        return again(ONE_AGAIN, "RESTORED", activity, rater, by) > 0;
    }

    /**
     * Ratings of one person that were taken back in one go.
     *
     * @param by who did
     * @param ratings how many of them are still withdrawn
     */
    public record Together(UserId rater, String raterName, String by, Instant at, int ratings) {}

    /** What was taken back in one go and not said again since, latest first; of one person, or of all. */
    public List<Together> withdrawnTogether(Optional<UserId> rater) {
        return jdbc.sql(TOGETHER).param("rater", rater.map(UserId::value).orElse(null))
                .query((row, i) -> new Together(new UserId(row.getLong("rater_id")), row.getString("name"),
                        row.getString("by_name"), Fields.at(row, "at"), row.getInt("ratings")))
                .list();
    }

    /** Lets ratings of a person count again that were taken back in one go at that moment; returns how many there were. */
    public int restoreAll(UserId rater, Instant at, User by) {
        return jdbc.sql(TOGETHER_AGAIN).param("what", "RESTORED").param("rater", rater.value())
                .param("at", at.atOffset(ZoneOffset.UTC)).param("by", by.id().value()).param("now", now()).update();
    }

    private int again(String sql, String what, ActivityId activity, UserId rater, User by) {
        return jdbc.sql(sql).param("what", what).param("activity", activity.value()).param("rater", rater.value())
                .param("by", by.id().value()).param("now", now()).update();
    }

    /** The current rating of one person. */
    public Optional<Rating> of(ActivityId activity, UserId rater) {
        return jdbc.sql(SELECT + " where r.activity_id = :activity and r.rater_id = :rater")
                .param("activity", activity.value()).param("rater", rater.value())
                .query((row, i) -> rating(row)).optional();
    }

    /** The current ratings, latest first, of those activities that have any. */
    public Map<ActivityId, List<Rating>> of(Collection<ActivityId> activities) {
        Map<ActivityId, List<Rating>> ratings = new HashMap<>();
        jdbc.sql(OF_ACTIVITIES).param("activities", Column.bigint(activities, ActivityId::value))
                .query((row, i) -> rating(row)).list()
                .forEach(r -> ratings.computeIfAbsent(r.activity(), a -> new ArrayList<>()).add(r));
        return ratings;
    }

    /** What was taken back and not said again since, latest first; of one person, or of all. */
    public List<Rating> withdrawn(Optional<UserId> rater) {
        return jdbc.sql(WITHDRAWN).param("rater", rater.map(UserId::value).orElse(null))
                .query((row, i) -> rating(row)).list();
    }

    private static Rating rating(ResultSet row) throws SQLException {
        return new Rating(row.getLong("rating_event_id"), new ActivityId(row.getLong("activity_id")),
                new UserId(row.getLong("rater_id")), row.getString("name"), row.getBoolean("good"),
                row.getString("note"), Fields.at(row, "at"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
