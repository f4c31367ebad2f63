// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.activity.SpokenTurn;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.crm.sql.Kept;
import io.lamplighter.crm.warning.ClockRule;
import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Meetings that are known from calendars and invitations, as places where something was spoken. */
final class HeldMeetings {

    private static final Duration NEAR = Duration.ofHours(12);

    private static final String NEAR_BY = """
            select i.interaction_id, i.subject, i.occurred_at, (i.meeting ->> 'end')::timestamptz as ends_at,
                   i.meeting ->> 'link' as link, i.participants
              from interaction i
             where i.meeting_uid is not null and i.occurred_at between :from and :until
               and (:deal::bigint is null or exists (select from activity a
                                                      where a.interaction_id = i.interaction_id and a.opportunity_id = :deal))
             order by (i.meeting ->> 'link' = :link) desc, abs(extract(epoch from i.occurred_at - :at))
             limit 500
            """;

    private static final String PEOPLE = "select participants from interaction where interaction_id = :meeting";

    private static final String FILED = """
            select activity_id, account_id, opportunity_id
              from activity
             where interaction_id = :meeting
             order by activity_id
               for update
            """;

    // Another recording of the same meeting is not put over the first one.
    private static final String WORDS = """
            update interaction
               set body = :body, turns = :turns::jsonb, kept = :kept, attachments = :attachments::jsonb, warnings = :warnings
             where interaction_id = :meeting and turns is null
            """;

    private static final String SAME = "select body = :body from interaction where interaction_id = :meeting";

    private static final String SPOKEN = """
            update activity
               set direction = :direction, score_wanted = :scoreWanted, scored_by = null, held_moves = :heldMoves,
                   held_reason = :heldReason,
                   moves_clock = case when outcome in ('NO_SHOW', 'CANCELLED') and outcome_by <> '' then false else :moves end,
                   clock_reason = case when outcome in ('NO_SHOW', 'CANCELLED') and outcome_by <> '' then clock_reason
                                       else :reason end,
                   outcome_words = case when outcome is null then :outcomeWords else outcome_words end,
                   outcome_by = case when outcome is null then :outcomeBy else outcome_by end,
                   outcome = coalesce(outcome, :outcome)
             where activity_id = :activity
            """;

    private static final TypeReference<List<Participant>> PARTICIPANTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    HeldMeetings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The meetings within half a day, by the number of their interaction: those with this link and those that are nearest first. */
    List<Conversation.Occasion> near(Instant at, Optional<OpportunityId> deal, String link) {
        return jdbc.sql(NEAR_BY).param("from", at.minus(NEAR).atOffset(ZoneOffset.UTC))
                .param("until", at.plus(NEAR).atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC)).param("link", link)
                .param("deal", deal.map(OpportunityId::value).orElse(null))
                .query((row, i) -> new Conversation.Occasion(Long.toString(row.getLong("interaction_id")),
                        row.getString("subject"), Fields.at(row, "occurred_at"), Fields.at(row, "ends_at"),
                        row.getString("link"), Json.read(row.getString("participants"), PARTICIPANTS)))
                .list();
    }

    List<Participant> people(long meeting) {
        return jdbc.sql(PEOPLE).param("meeting", meeting)
                .query((row, i) -> Json.read(row.getString("participants"), PARTICIPANTS)).single();
    }

    /** Where a meeting is filed. */
    record Filed(ActivityId activity, AccountId account, Optional<OpportunityId> deal) {}

    List<Filed> filed(long meeting) {
        return jdbc.sql(FILED).param("meeting", meeting)
                .query((row, i) -> new Filed(new ActivityId(row.getLong("activity_id")),
                        new AccountId(row.getLong("account_id")),
                        Optional.ofNullable(row.getObject("opportunity_id", Long.class)).map(OpportunityId::new)))
                .list();
    }

    /** Whether the words are the meeting's now and were not before. */
    boolean put(long meeting, Minutes minutes, List<String> warnings, List<Attachment> file, byte[] content) {
        return jdbc.sql(WORDS).param("meeting", meeting).param("body", minutes.body())
                .param("turns", Json.write(minutes.turns())).param("kept", Kept.pack(content))
                .param("attachments", Json.write(file)).param("warnings", Column.text(warnings)).update() == 1;
    }

    /** Whether these very words are the meeting's already. */
    boolean has(long meeting, Minutes minutes) {
        return jdbc.sql(SAME).param("meeting", meeting).param("body", minutes.body()).query(Boolean.class).single();
    }

    void spoken(ActivityId activity, Minutes minutes, ClockRule.Verdict ifHeld, Optional<MeetingOutcome> outcome,
            String outcomeBy) {
        ClockRule.Verdict verdict = ClockRule.after(ifHeld, outcome);
        boolean heard = minutes.turns().stream().anyMatch(SpokenTurn::byBuyer);
        jdbc.sql(SPOKEN).param("activity", activity.value()).param("direction", heard ? "INBOUND" : "OUTBOUND")
                .param("scoreWanted", heard).param("heldMoves", ifHeld.moves()).param("heldReason", ifHeld.reason())
                .param("moves", verdict.moves()).param("reason", verdict.reason())
                .param("outcome", outcome.map(o -> o.kind().name()).orElse(null))
                .param("outcomeWords", outcome.map(o -> Json.storable(o.words())).orElse(""))
                .param("outcomeBy", outcomeBy).update();
    }
}
