// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.match.Match;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.crm.warning.ClockRule;
import io.lamplighter.crm.warning.MailRule;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.sync.Notice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attaches interactions to accounts and deals, once for each account. */
final class ActivityRows {

    private static final String INSERT = """
            with attached as (
                insert into activity (interaction_id, account_id, opportunity_id, contact_id, counterpart, direction, origin,
                                      occurred_at, moves_clock, clock_reason, pauses_until, match_rule, match_margin,
                                      match_detail, score_wanted)
                select r.interaction_id, r.account_id, r.opportunity_id, r.contact_id, r.counterpart, r.direction, r.origin,
                       timestamptz 'epoch' + r.occurred_at * interval '1 microsecond', r.moves_clock, r.clock_reason,
                       timestamptz 'epoch' + r.pauses_until * interval '1 microsecond', r.match_rule, r.match_margin, r.match_detail::jsonb, r.score_wanted
                  from unnest(:interactions, :accounts, :opportunities, :contacts, :counterparts, :directions, :origins,
                              :occurredAt, :movesClock, :clockReasons, :pausesUntil, :rules, :margins, :details, :scoreWanted)
                       as r (interaction_id, account_id, opportunity_id, contact_id, counterpart, direction, origin,
                             occurred_at, moves_clock, clock_reason, pauses_until, match_rule, match_margin, match_detail,
                             score_wanted)
                on conflict (interaction_id, account_id) do nothing
                returning activity_id, match_rule)
            insert into match_review (activity_id, raised_at)
            select activity_id, :now
              from attached
             where match_rule = 'UNCERTAIN'
            """;

    private final JdbcClient jdbc;

    ActivityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(long interactionId, Interaction interaction, Match match, ClockRule.Verdict clock,
            boolean scoreWanted) {}

    void attach(Map<Decision.Keep, Long> ids, Instant now) {
        List<Row> rows = new ArrayList<>();
        ids.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(entry -> {
            Interaction interaction = entry.getKey().interaction();
            Notice notice = entry.getKey().copy().notice();
            ClockRule.Verdict clock = MailRule.judge(interaction, notice);
            boolean scoreWanted = isWorthScoring(interaction, notice);
            entry.getKey().matches()
                    .forEach(match -> rows.add(new Row(entry.getValue(), interaction, match, clock, scoreWanted)));
        });
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql(INSERT).param("interactions", Column.bigint(rows, Row::interactionId))
                .param("accounts", Column.bigint(rows, r -> r.match().account().value()))
                .param("opportunities",
                        Column.bigintOrNull(rows, r -> r.match().opportunity().map(OpportunityId::value).orElse(null)))
                .param("contacts",
                        Column.bigintOrNull(rows, r -> r.match().contact().map(ContactId::value).orElse(null)))
                .param("counterparts", Column.text(rows, r -> Json.storable(r.match().counterpart())))
                .param("directions", Column.text(rows, r -> r.interaction().direction().name()))
                .param("origins", Column.text(rows, r -> r.interaction().origin().kind().name()))
                .param("occurredAt",
                        Column.bigint(rows,
                                r -> ChronoUnit.MICROS.between(Instant.EPOCH, r.interaction().occurredAt())))
                .param("movesClock", Column.bool(rows, r -> r.clock().moves()))
                .param("clockReasons", Column.text(rows, r -> r.clock().reason()))
                .param("pausesUntil",
                        Column.bigintOrNull(rows, r -> r.interaction().backOn().map(ActivityRows::micros).orElse(null)))
                .param("rules", Column.text(rows, r -> r.match().rule().name()))
                .param("margins", Column.real(rows, r -> r.match().margin()))
                .param("details", Column.text(rows, r -> Json.write(r.match().candidates())))
                .param("scoreWanted", Column.bool(rows, Row::scoreWanted))
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC)).update();
    }

    private static long micros(LocalDate day) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** What a person wrote, and be it into the answer to an invitation. */
    private static boolean isWorthScoring(Interaction interaction, Notice notice) {
        boolean commented = notice.said().maySayMore() && !notice.comment().isBlank();
        return (interaction.origin().isPerson() || commented)
                && !(interaction.text().fresh().isBlank() && interaction.subject().isBlank());
    }
}
