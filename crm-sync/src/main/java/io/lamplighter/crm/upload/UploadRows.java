// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.sql.Kept;
import io.lamplighter.crm.match.Match;
import io.lamplighter.crm.sql.Column;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.crm.warning.ClockRule;
import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Conversation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores a conversation as an interaction on one deal, once. */
final class UploadRows {

    /** Raised when reading the same file gives something else than before. */
    private static final int READER_VERSION = 1;

    private static final String INTERACTION = """
            insert into interaction (key, fingerprint, kind, message_id, thread_root, direction, origin, origin_reason,
                                     occurred_at, from_name, from_address, participants, subject, body, quoted_lines,
                                     forwarded, attachments, warnings, kept, reader_version, recorded_at, turns)
            values (:key, 0, :kind, '', '', :direction, 'PERSON', :reason, :at, :fromName, :fromAddress,
                    :participants::jsonb, :subject, :body, 0, false, :attachments::jsonb, :warnings, :kept, :readerVersion,
                    :now, :turns::jsonb)
            on conflict (key) do nothing
            returning interaction_id
            """;

    private static final String ACTIVITY = """
            insert into activity (interaction_id, account_id, opportunity_id, contact_id, counterpart, direction, origin,
                                  occurred_at, moves_clock, clock_reason, match_rule, match_margin, match_detail, score_wanted,
                                  outcome, outcome_words, outcome_by, held_moves, held_reason)
            values (:interaction, :account, :deal, :contact, :counterpart, :direction, 'PERSON', :at, :moves, :reason, :rule,
                    1, '[]', :scoreWanted, :outcome, :outcomeWords, :outcomeBy, :heldMoves, :heldReason)
            returning activity_id
            """;

    private static final String THERE = """
            select a.activity_id
              from interaction i
              join activity a using (interaction_id)
             where i.key = :key
            """;

    private final JdbcClient jdbc;

    UploadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is stored beside what was said. */
    record Row(UUID key, Conversation conversation, Minutes minutes, String title, Instant at, List<Attachment> file,
            byte[] content, Participant author, Direction direction, String reason) {}

    /** Where it is put, and what it means there. */
    record Place(AccountId account, OpportunityId deal, Optional<ContactId> contact, ClockRule.Verdict ifHeld,
            ClockRule.Verdict clock, Optional<MeetingOutcome> outcome, String outcomeBy) {}

    /** Empty where the same is there already. */
    Optional<ActivityId> add(Row row, Place place, Instant now) {
        return interaction(row, now).map(interaction -> activity(interaction, row, place));
    }

    Optional<ActivityId> find(UUID key) {
        return jdbc.sql(THERE).param("key", key).query((row, i) -> new ActivityId(row.getLong("activity_id")))
                .optional();
    }

    private Optional<Long> interaction(Row row, Instant now) {
        return jdbc.sql(INTERACTION).param("key", row.key()).param("kind", row.conversation().kind().name())
                .param("direction", row.direction().name()).param("reason", row.reason())
                .param("at", row.at().atOffset(ZoneOffset.UTC)).param("fromName", row.author().name())
                .param("fromAddress", row.author().key())
                .param("participants", Json.write(List.copyOf(row.minutes().speakers().keySet())))
                .param("subject", Json.storable(row.title())).param("body", row.minutes().body())
                .param("attachments", Json.write(row.file()))
                .param("warnings", Column.text(row.conversation().warnings()))
                .param("kept", Kept.pack(row.content())).param("readerVersion", READER_VERSION)
                .param("now", now.atOffset(ZoneOffset.UTC)).param("turns", Json.write(row.minutes().turns()))
                .query(Long.class).optional();
    }

    private ActivityId activity(long interaction, Row row, Place place) {
        boolean heard = row.minutes().turns().stream().anyMatch(turn -> turn.byBuyer());
        return new ActivityId(jdbc.sql(ACTIVITY).param("interaction", interaction)
                .param("account", place.account().value()).param("deal", place.deal().value())
                .param("contact", place.contact().map(ContactId::value).orElse(null))
                .param("counterpart", row.author().key()).param("direction", row.direction().name())
                .param("at", row.at().atOffset(ZoneOffset.UTC)).param("moves", place.clock().moves())
                .param("reason", place.clock().reason()).param("rule", Match.Rule.UPLOADED.name())
                .param("scoreWanted", heard)
                .param("outcome", place.outcome().map(o -> o.kind().name()).orElse(null))
                .param("outcomeWords", place.outcome().map(o -> Json.storable(o.words())).orElse(""))
                .param("outcomeBy", place.outcomeBy()).param("heldMoves", place.ifHeld().moves())
                .param("heldReason", place.ifHeld().reason()).query(Long.class).single());
    }
}
