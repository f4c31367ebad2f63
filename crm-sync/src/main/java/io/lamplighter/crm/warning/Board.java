// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Fields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every open deal with its clock. Computed from the activities each time: two index look-ups a deal, so nothing has to be
 * recomputed when history turns up late.
 */
public final class Board {

    private static final Duration BAD_NEWS_IS_NEWS_FOR = Duration.ofDays(7);

    // That of an owner history is still being read is the same as MailboxState.isImporting().
    private static final String OPEN_DEALS = """
            select o.opportunity_id, o.name, o.account_id, a.name as account_name, o.owner_id, u.name as owner_name,
                   s.name as stage,
                   (select count(*) from stage e
                     where e.pipeline_id = s.pipeline_id and e.outcome = 'open' and e.position <= s.position) as stage_position,
                   (select count(*) from stage e where e.pipeline_id = s.pipeline_id and e.outcome = 'open') as stages,
                   exists (select from mailbox m where m.user_id = o.owner_id) as owner_connected,
                   exists (select from mailbox m
                            where m.user_id = o.owner_id and m.history_complete_at is null and not m.paused
                              and not m.waiting) as owner_importing,
                   p.name as pipeline, p.dark_after_days, o.amount, o.currency, o.close_date, o.created_at,
                   last.occurred_at as last_inbound_at, last.from_name, last.from_address, last.subject,
                   (select min(f.occurred_at) from activity f
                     where f.opportunity_id = o.opportunity_id and f.occurred_at <= :now) as first_activity_at,
                   ahead.occurred_at as meeting_at, ahead.subject as meeting_subject,
                   bad.activity_id as bad_activity, bad.occurred_at as bad_at, bad.from_name as bad_from, bad.value as bad_value,
                   bad.body as bad_body, bad.evidence as bad_evidence
              from opportunity o
              join account a using (account_id)
              join app_user u on u.user_id = o.owner_id
              join stage s using (stage_id)
              join pipeline p on p.pipeline_id = s.pipeline_id
              left join lateral (
                   select c.occurred_at, i.from_name, i.from_address, i.subject
                     from activity c
                     join interaction i using (interaction_id)
                    where c.opportunity_id = o.opportunity_id and c.moves_clock
                      and (c.ends_at is null or c.ends_at <= :now)
                    order by c.occurred_at desc
                    limit 1) as last on true
              left join lateral (
                   select m.occurred_at, i.subject
                     from activity m
                     join interaction i using (interaction_id)
                    where m.opportunity_id = o.opportunity_id and m.ends_at > :now and m.moves_clock
                      and m.occurred_at < :now + p.dark_after_days * interval '1 day'
                    order by m.occurred_at
                    limit 1) as ahead on true
              left join lateral (
                   select b.activity_id, b.occurred_at, i.from_name, sc.value, i.body, sc.evidence
                     from activity b
                     join interaction i using (interaction_id)
                     join score sc on sc.activity_id = b.activity_id and sc.scorer_version = b.scored_by
                    where b.opportunity_id = o.opportunity_id and b.occurred_at > :badNewsSince
                      and b.direction = 'INBOUND' and sc.value < p.bad_news_below
                    order by b.occurred_at desc, b.activity_id desc
                    limit 1) as bad on true
             where s.outcome = 'open' and (:owner::bigint is null or o.owner_id = :owner)
            """;

    private static final String ONE_DEAL = OPEN_DEALS + " and o.opportunity_id = :opportunity";

    private static final String PAUSES = """
            select opportunity_id, occurred_at, pauses_until
              from activity
             where opportunity_id is not null and pauses_until is not null and pauses_until > occurred_at
            """;

    private final JdbcClient jdbc;
    private final Sights sights;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone whose midnights separate the days of silence */
    public Board(JdbcClient jdbc, Clock clock, ZoneId zone) {
        this.jdbc = jdbc;
        this.zone = zone;
        this.sights = new Sights(jdbc);
        this.clock = clock;
    }

    /** All open deals, or those of one rep. */
    public List<OpenDeal> openDeals(Optional<UserId> owner) {
        return read(OPEN_DEALS, owner, Optional.empty());
    }

    public Optional<OpenDeal> openDeal(OpportunityId opportunity) {
        return read(ONE_DEAL, Optional.empty(), Optional.of(opportunity)).stream().findFirst();
    }

    private List<OpenDeal> read(String sql, Optional<UserId> owner, Optional<OpportunityId> opportunity) {
        Instant now = clock.instant();
        Sight sight = sights.of(owner, opportunity, now);
        Map<OpportunityId, List<Silence.Pause>> pauses = pauses();
        return jdbc.sql(sql).param("now", at(now)).param("owner", owner.map(UserId::value).orElse(null))
                .param("opportunity", opportunity.map(OpportunityId::value).orElse(null))
                .param("badNewsSince", at(now.minus(BAD_NEWS_IS_NEWS_FOR)))
                .query((row, i) -> deal(row, sight, pauses, now)).list();
    }

    private Map<OpportunityId, List<Silence.Pause>> pauses() {
        Map<OpportunityId, List<Silence.Pause>> pauses = new HashMap<>();
        jdbc.sql(PAUSES).query(row -> {
            pauses.computeIfAbsent(new OpportunityId(row.getLong("opportunity_id")), o -> new ArrayList<>())
                    .add(new Silence.Pause(Fields.instant(row, "occurred_at").orElseThrow(),
                            Fields.instant(row, "pauses_until").orElseThrow()));
        });
        return pauses;
    }

    private OpenDeal deal(ResultSet row, Sight sight, Map<OpportunityId, List<Silence.Pause>> pauses,
            Instant now)
            throws SQLException {
        OpportunityId id = new OpportunityId(row.getLong("opportunity_id"));
        UserId owner = new UserId(row.getLong("owner_id"));
        Optional<Instant> lastAt = Fields.instant(row, "last_inbound_at");
        Instant since = lastAt.or(() -> optional(row, "first_activity_at"))
                .orElse(Fields.instant(row, "created_at").orElse(now));
        Optional<OpenDeal.Blindness> blindness = sight.blindness(id, new Sight.Owner(owner,
                row.getString("owner_name"), row.getBoolean("owner_connected"), row.getBoolean("owner_importing")));
        List<Silence.Pause> absences = pauses.getOrDefault(id, List.of());
        int threshold = row.getInt("dark_after_days");
        Optional<OpenDeal.MeetingAhead> ahead = meetingAhead(row);
        Silence silence = Silence.of(since, absences,
                blindness.flatMap(b -> b.since().or(() -> Optional.of(Instant.EPOCH))),
                threshold, now, zone);
        if (silence.state() == Silence.State.BLIND
                && blindness.get().cause() == OpenDeal.Blindness.Cause.STILL_IMPORTING) {
            // Newest mail is read first: a recent word stands, only a long silence may still be broken by what is to come.
            Silence sighted = Silence.of(since, absences, Optional.empty(), threshold, now, zone);
            if (sighted.state() == Silence.State.BRIGHT && lastAt.isPresent()) {
                silence = sighted;
                blindness = Optional.empty();
            }
        }
        if (ahead.isPresent()) {
            silence = silence.held();
        }
        Optional<Instant> pausedUntil = absences.stream().map(Silence.Pause::until).filter(now::isBefore).findFirst();
        return new OpenDeal(id, row.getString("name"), new AccountId(row.getLong("account_id")),
                row.getString("account_name"), owner, row.getString("owner_name"), row.getString("stage"),
                row.getInt("stage_position"), row.getInt("stages"), row.getString("pipeline"),
                row.getBigDecimal("amount"),
                row.getString("currency"), Optional.ofNullable(row.getObject("close_date", LocalDate.class)), silence,
                lastInbound(row, lastAt), since, pausedUntil, ahead, blindness, badNews(row));
    }

    private static Optional<OpenDeal.LastInbound> lastInbound(ResultSet row, Optional<Instant> at) throws SQLException {
        if (at.isEmpty()) {
            return Optional.empty();
        }
        String name = row.getString("from_name");
        return Optional.of(new OpenDeal.LastInbound(at.get(), name.isEmpty() ? row.getString("from_address") : name,
                row.getString("subject")));
    }

    private static Optional<OpenDeal.BadNews> badNews(ResultSet row) throws SQLException {
        Optional<Instant> at = Fields.instant(row, "bad_at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OpenDeal.BadNews(row.getLong("bad_activity"), at.get(), row.getString("bad_from"),
                row.getDouble("bad_value"), row.getString("bad_body"), row.getString("bad_evidence")));
    }

    private static Optional<Instant> optional(ResultSet row, String column) {
        try {
            return Fields.instant(row, column);
        } catch (SQLException failed) {
            throw new IllegalStateException(column, failed);
        }
    }

    private static Optional<OpenDeal.MeetingAhead> meetingAhead(ResultSet row) throws SQLException {
        Optional<Instant> at = Fields.instant(row, "meeting_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new OpenDeal.MeetingAhead(at.get(), row.getString("meeting_subject")));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
