// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.meeting;

import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.match.Match;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Participant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores meetings as interactions and activities: new ones, and what became of those that are there. */
final class MeetingRows {

    private static final int READER_VERSION = 1;

    // What was spoken in the meeting stays its text, whatever its invitation says later.
    private static final String INTERACTION = """
            insert into interaction (key, fingerprint, kind, message_id, thread_root, direction, origin, origin_reason,
                                     occurred_at, from_name, from_address, participants, subject, body, quoted_lines,
                                     forwarded, attachments, warnings, kept, reader_version, recorded_at, meeting_uid, meeting)
            values (:key, 0, 'MEETING', '', '', :direction, 'PERSON', :reason, :at, :fromName, :fromAddress,
                    :participants::jsonb, :subject, :body, 0, false, '[]', '{}', '', :readerVersion, :now, :uid, :plan::jsonb)
            on conflict (key) do update
               set direction = excluded.direction, occurred_at = excluded.occurred_at, from_name = excluded.from_name,
                   from_address = excluded.from_address, participants = excluded.participants, subject = excluded.subject,
                   body = case when interaction.turns is null then excluded.body else interaction.body end,
                   meeting = excluded.meeting
            returning interaction_id
            """;

    private static final String THERE = "select exists (select from interaction where key = :key)";

    // An entry that is moved ahead after its meeting was held, or nobody came to it, is another meeting: the old one stays.
    private static final String HELD = """
            update interaction i
               set key = gen_random_uuid()
             where i.key = :key and (i.meeting ->> 'end')::timestamptz <= :now and :end > :now
               and (i.turns is not null or i.attendance is not null
                    or exists (select from activity a where a.interaction_id = i.interaction_id and a.outcome is not null))
            """;

    // The deal is kept: somebody may have decided about it. So is what the words spoken in it proved, or
    // who was there.
    private static final String ACTIVITY = """
            with proved as (
                select attendance is not null as it
                  from interaction
                 where interaction_id = :interaction
            ), attached as (
                insert into activity (interaction_id, account_id, opportunity_id, contact_id, counterpart, direction, origin,
                                      occurred_at, ends_at, moves_clock, clock_reason, held_moves, held_reason, match_rule,
                                      match_margin, match_detail, score_wanted)
                values (:interaction, :account, :deal, :contact, :counterpart, :direction, 'PERSON', :at, :endsAt, :moves,
                        :reason, :moves, :reason, :rule, :margin, :detail::jsonb, false)
                on conflict (interaction_id, account_id) do update
                   set occurred_at = excluded.occurred_at, ends_at = excluded.ends_at, direction = excluded.direction,
                       counterpart = excluded.counterpart, contact_id = excluded.contact_id,
                       moves_clock = case when activity.score_wanted or (select it from proved) then activity.moves_clock
                                          when activity.outcome in ('NO_SHOW', 'CANCELLED') then false
                                          else excluded.moves_clock end,
                       clock_reason = case when activity.score_wanted or (select it from proved)
                                                or activity.outcome in ('NO_SHOW', 'CANCELLED') then activity.clock_reason
                                           else excluded.clock_reason end,
                       held_moves = case when activity.score_wanted or (select it from proved) then activity.held_moves
                                         else excluded.held_moves end,
                       held_reason = case when activity.score_wanted or (select it from proved) then activity.held_reason
                                          else excluded.held_reason end
                returning activity_id, match_rule, xmax = 0 as is_new)
            insert into match_review (activity_id, raised_at)
            select activity_id, :now
              from attached
             where is_new and match_rule = 'UNCERTAIN'
            """;

    // What is no longer planned did not take place. A meeting that is over stays what it was, unless it was called off.
    private static final String OTHERS = """
            with off as (
                update interaction
                   set meeting = meeting || '{"cancelled": true}'
                 where meeting_uid = :uid and kind = 'MEETING' and key <> all (:keys::uuid[]) and occurred_at > :now
                   and not (meeting ->> 'cancelled')::boolean
                returning interaction_id)
            update activity
               set moves_clock = false, clock_reason = 'the meeting is no longer planned', held_moves = false,
                   held_reason = 'the meeting is no longer planned'
             where interaction_id in (select interaction_id from off)
            """;

    private final JdbcClient jdbc;

    MeetingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A meeting with nobody of a known account is not stored; one that had somebody and has not any more is kept current. */
    void store(MeetingFacts meeting, Instant now) {
        if (meeting.matches().isEmpty()
                && !jdbc.sql(THERE).param("key", meeting.key()).query(Boolean.class).single()) {
            return;
        }
        jdbc.sql(HELD).param("key", meeting.key()).param("now", now.atOffset(ZoneOffset.UTC))
                .param("end", meeting.planned().end().atOffset(ZoneOffset.UTC)).update();
        long interaction = interaction(meeting, now);
        meeting.matches().forEach(match -> activity(interaction, meeting, match, now));
    }

    private long interaction(MeetingFacts meeting, Instant now) {
        Interaction it = meeting.interaction();
        return jdbc.sql(INTERACTION).param("key", meeting.key()).param("direction", it.direction().name())
                .param("reason", it.origin().reason()).param("at", it.occurredAt().atOffset(ZoneOffset.UTC))
                .param("fromName", Json.storable(it.author().map(Participant::name).orElse("")))
                .param("fromAddress", Json.storable(it.author().map(Participant::key).orElse("")))
                .param("participants", Json.write(it.participants())).param("subject", Json.storable(it.subject()))
                .param("body", Json.storable(it.text().fresh())).param("readerVersion", READER_VERSION)
                .param("now", now.atOffset(ZoneOffset.UTC)).param("uid", meeting.planned().uid())
                .param("plan", Json.write(meeting.plan())).query(Long.class).single();
    }

    private void activity(long interaction, MeetingFacts meeting, Match match, Instant now) {
        jdbc.sql(ACTIVITY).param("interaction", interaction).param("account", match.account().value())
                .param("deal", match.opportunity().map(OpportunityId::value).orElse(null))
                .param("contact", match.contact().map(ContactId::value).orElse(null))
                .param("counterpart", Json.storable(match.counterpart()))
                .param("direction", meeting.interaction().direction().name())
                .param("at", meeting.planned().start().atOffset(ZoneOffset.UTC))
                .param("endsAt", meeting.planned().end().atOffset(ZoneOffset.UTC))
                .param("moves", meeting.ifHeld().moves()).param("reason", meeting.ifHeld().reason())
                .param("rule", match.rule().name()).param("margin", match.margin())
                .param("detail", Json.write(match.candidates())).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    /** Calls off what was planned under this UID and is not any more. */
    void callOffOthers(String uid, List<MeetingFacts> planned, Instant now) {
        jdbc.sql(OTHERS).param("uid", uid).param("keys", Column.text(planned, m -> m.key().toString()))
                .param("now", now.atOffset(ZoneOffset.UTC)).update();
    }
}
