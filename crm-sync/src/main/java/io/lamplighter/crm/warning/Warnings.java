// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.notify.Outbox;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Warns the owner of a deal and the managers of bad news from the buyer, and of contacts who have left, once for each interaction, whatever is learned later.
 * What is old when it is read is no news: a history that is imported warns of nothing but its last days.
 */
public final class Warnings {

    /** As long as the board shows it. */
    private static final Duration NEWS_FOR = Duration.ofDays(7);
    private static final Collection<Long> ALL = List.of();

    private static final String JUDGED = """
              join score s on s.activity_id = a.activity_id and s.scorer_version = a.scored_by
              join opportunity o using (opportunity_id)
              join stage g using (stage_id)
              join pipeline p on p.pipeline_id = g.pipeline_id
            """;

    private static final String RAISE = """
            insert into warning (kind, activity_id, raised_at, score, threshold, scorer_version)
            select 'BAD_NEWS', a.activity_id, :now, s.value, p.bad_news_below, a.scored_by
              from activity a
            """ + JUDGED
            + """
                     where a.score_wanted and a.scored_by is not null and a.opportunity_id is not null and a.occurred_at > :since
                       and a.direction = 'INBOUND' and g.outcome = 'open' and s.value < p.bad_news_below
                       and (:all or a.activity_id = any (:activities))
                       and not exists (select from warning w where w.activity_id = a.activity_id and w.kind = 'BAD_NEWS')
                    on conflict do nothing
                    returning warning_id
                    """;

    static final String ADDRESS = """
            insert into warning_recipient (warning_id, user_id)
            select w.warning_id, u.user_id
              from warning w
              join activity a using (activity_id)
              join opportunity o on o.opportunity_id = coalesce(w.deal_id, a.opportunity_id)
              join app_user u on u.user_id = o.owner_id or u.role = 'manager'
             where w.warning_id = any (:warnings)
            """;

    private static final String LIFT = """
            update warning w
               set lifted_at = case when s.value >= p.bad_news_below then :now::timestamptz end
              from activity a
            """ + JUDGED + """
             where w.activity_id = a.activity_id and w.kind = 'BAD_NEWS' and w.raised_at > :since
               and (w.lifted_at is null) = (s.value >= p.bad_news_below)
               and (:all or a.activity_id = any (:activities))
            returning w.warning_id, w.lifted_at
            """;

    private static final String ACKNOWLEDGE = """
            update warning_recipient r
               set acknowledged_at = :now
              from warning w
              join activity a using (activity_id)
              join opportunity o on o.opportunity_id = coalesce(w.deal_id, a.opportunity_id)
             where r.warning_id = w.warning_id and w.warning_id = :warning and r.user_id = :user
               and (:owner::bigint is null or o.owner_id = :owner) and r.acknowledged_at is null
            returning r.warning_id
            """;

    private static final String SELECT = """
            select w.warning_id, w.kind, w.activity_id, o.opportunity_id, o.name, w.raised_at, w.score, w.threshold, w.lifted_at,
                   array(select r.user_id from warning_recipient r where r.warning_id = w.warning_id order by r.user_id) as users,
                   array(select u.name from warning_recipient r join app_user u using (user_id)
                          where r.warning_id = w.warning_id order by r.user_id) as names,
                   array(select coalesce(extract(epoch from r.acknowledged_at) * 1000, 0)::bigint from warning_recipient r
                          where r.warning_id = w.warning_id order by r.user_id) as acknowledged,
                   o.owner_id
              from warning w
              join activity a using (activity_id)
              join opportunity o on o.opportunity_id = coalesce(w.deal_id, a.opportunity_id)
            """;

    private static final String OF_ACTIVITIES = SELECT
            + " where w.kind = 'BAD_NEWS' and w.activity_id = any (:activities)";

    private static final String PAGE = SELECT + """
             where (:owner::bigint is null or o.owner_id = :owner) and w.warning_id < :before
             order by w.warning_id desc
             limit :limit
            """;

    private static final String UNREAD = SELECT
            + """
                      join warning_recipient mine using (warning_id)
                     where mine.user_id = :user and mine.acknowledged_at is null and w.lifted_at is null and w.raised_at > :since
                       and (:owner::bigint is null or o.owner_id = :owner) and (:deal::bigint is null or o.opportunity_id = :deal)
                     order by w.warning_id desc
                    """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final DepartureWarnings departures;
    private final Clock clock;

    public Warnings(JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.outbox = outbox;
        this.departures = new DepartureWarnings(jdbc, outbox, clock);
        this.clock = clock;
    }

    /** Warns of these activities where they are bad news; to be called in the transaction that scored them. */
    public void judge(Collection<Long> activities) {
        judge(activities, false);
    }

    /**
     * The same for everything recent: what was put on a deal after it was scored, or lies below a threshold that was changed.
     * Returns how many warnings were raised.
     */
    public int sweep() {
        return transaction.execute(status -> {
            int raised = judge(ALL, true) + departures.judge(clock.instant().minus(NEWS_FOR));
            outbox.forget(clock.instant());
            return raised;
        });
    }

    private int judge(Collection<Long> activities, boolean all) {
        Instant now = clock.instant();
        Column some = Column.bigint(activities, Long::longValue);
        List<Long> raised = jdbc.sql(RAISE).param("now", at(now)).param("since", at(now.minus(NEWS_FOR)))
                .param("all", all).param("activities", some).query(Long.class).list();
        if (!raised.isEmpty()) {
            jdbc.sql(ADDRESS).param("warnings", Column.bigint(raised, Long::longValue)).update();
        }
        Map<Boolean, List<Long>> turned = new HashMap<>();
        jdbc.sql(LIFT).param("now", at(now)).param("since", at(now.minus(NEWS_FOR))).param("all", all)
                .param("activities", some).query(row -> {
                    turned.computeIfAbsent(Fields.instant(row, "lifted_at").isPresent(),
                            lifted -> new ArrayList<>()).add(row.getLong("warning_id"));
                });
        outbox.add(Notice.What.RAISED, raised, now);
        outbox.add(Notice.What.LIFTED, turned.getOrDefault(true, List.of()), now);
        outbox.add(Notice.What.CHANGED, turned.getOrDefault(false, List.of()), now);
        return raised.size();
    }

    /**
     * Says that a person has seen a warning.
     *
     * @param owner the deal must be this user's; empty for any
     * @return whether it was theirs and they had not said so before
     */
    public boolean acknowledge(long warning, UserId user, Optional<UserId> owner) {
        return transaction.execute(status -> {
            Instant now = clock.instant();
            List<Long> seen = jdbc.sql(ACKNOWLEDGE).param("warning", warning).param("user", user.value())
                    .param("owner", owner.map(UserId::value).orElse(null)).param("now", at(now)).query(Long.class)
                    .list();
            outbox.add(Notice.What.ACKNOWLEDGED, seen, now);
            return !seen.isEmpty();
        });
    }

    /** Whether a warning is this person's, who may still see its deal. */
    public boolean isRecipient(long warning, UserId user, Optional<UserId> owner) {
        return jdbc.sql(SELECT + """
                 where w.warning_id = :warning and (:owner::bigint is null or o.owner_id = :owner)
                """).param("warning", warning).param("owner", owner.map(UserId::value).orElse(null))
                .query((row, i) -> warned(row)).optional().flatMap(one -> one.recipient(user)).isPresent();
    }

    /** The warnings of bad news of those activities that have one. */
    public Map<ActivityId, Warned> of(Collection<ActivityId> activities) {
        Map<ActivityId, Warned> warned = new HashMap<>();
        jdbc.sql(OF_ACTIVITIES).param("activities", Column.bigint(activities, ActivityId::value))
                .query((row, i) -> warned(row)).list().forEach(one -> warned.put(one.activity(), one));
        return warned;
    }

    /** Latest first, those before {@code before}; of one owner's deals, or of all. */
    public List<Warned> page(Optional<UserId> owner, long before, int limit) {
        return jdbc.sql(PAGE).param("owner", owner.map(UserId::value).orElse(null)).param("before", before)
                .param("limit", limit).query((row, i) -> warned(row)).list();
    }

    /** The warnings of the last days that a person has not said to have seen, latest first. */
    public List<Warned> unread(UserId user, Optional<UserId> owner) {
        return unread(user, owner, Optional.empty());
    }

    /** The same of one deal. */
    public List<Warned> unread(UserId user, Optional<UserId> owner, OpportunityId deal) {
        return unread(user, owner, Optional.of(deal));
    }

    private List<Warned> unread(UserId user, Optional<UserId> owner, Optional<OpportunityId> deal) {
        return jdbc.sql(UNREAD).param("user", user.value()).param("owner", owner.map(UserId::value).orElse(null))
                .param("deal", deal.map(OpportunityId::value).orElse(null))
                .param("since", at(clock.instant().minus(NEWS_FOR))).query((row, i) -> warned(row)).list();
    }

    private static Warned warned(ResultSet row) throws SQLException {
        Long[] users = (Long[]) row.getArray("users").getArray();
        String[] names = (String[]) row.getArray("names").getArray();
        Long[] acknowledged = (Long[]) row.getArray("acknowledged").getArray();
        long owner = row.getLong("owner_id");
        List<Warned.Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < users.length; i++) {
            recipients.add(new Warned.Recipient(new UserId(users[i]), names[i], users[i] == owner,
                    acknowledged[i] == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(acknowledged[i]))));
        }
        recipients.sort(Comparator.comparing(one -> !one.owner()));
        return new Warned(row.getLong("warning_id"), Notice.About.valueOf(row.getString("kind")),
                new ActivityId(row.getLong("activity_id")),
                new OpportunityId(row.getLong("opportunity_id")), row.getString("name"), Fields.at(row, "raised_at"),
                row.getDouble("score"), row.getDouble("threshold"), Fields.instant(row, "lifted_at").isPresent(),
                recipients);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
