// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.crm.warning.ClockRule;
import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.sync.Conversation.Side;
import io.lamplighter.ingest.sync.Conversation;
import io.lamplighter.ingest.sync.ConversationReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Joins what was spoken to the meeting it was spoken in: invitation, calendar entry and transcript are one activity. What was
 * spoken in no meeting with anybody of the CRM is not kept.
 */
public final class Recordings {

    private final DealPeople people;
    private final HeldMeetings meetings;
    private final ZoneId zone;

    /** @param zone whose clock stands in files that name no zone */
    public Recordings(JdbcClient jdbc, ZoneId zone) {
        this.people = new DealPeople(jdbc);
        this.meetings = new HeldMeetings(jdbc);
        this.zone = zone;
    }

    /** The meeting that a recording belongs to, as the number of its interaction. */
    public Optional<Long> meeting(Change.Spoken recording) {
        return find(recording.words(), recording.fileName(), recording.meeting(), recording.began(), Optional.empty());
    }

    Optional<Long> find(byte[] words, String fileName, String link, Instant began, Optional<OpportunityId> deal) {
        List<Conversation.Occasion> near = meetings.near(began, deal, link);
        return near.isEmpty()
                ? Optional.empty()
                : ConversationReader.occasion(words, fileName, link, Optional.of(began), zone, near)
                        .map(Long::valueOf);
    }

    /** Puts the words into the meeting, unless it has others already. To be called inside a transaction. */
    public void attach(long meeting, Change.Spoken recording, OwnAddresses own) {
        List<HeldMeetings.Filed> filed = meetings.filed(meeting);
        if (filed.isEmpty()) {
            return;
        }
        Conversation conversation = ConversationReader.read(recording.words(), recording.fileName(),
                people.of(filed.getFirst().account(), filed.getFirst().deal(), meetings.people(meeting), own), zone);
        if (conversation.readable() && conversation.kind() == Interaction.Kind.TRANSCRIPT && !conversation.isEmpty()) {
            attach(meeting, filed, conversation, Minutes.of(conversation),
                    List.of(new Attachment(Json.storable(recording.fileName()), "text/vtt",
                            recording.words().length)),
                    recording.words(), conversation.outcome(), "");
        }
    }

    /** @return whether anything was changed */
    boolean attach(long meeting, List<HeldMeetings.Filed> filed, Conversation conversation, Minutes minutes,
            List<Attachment> file, byte[] content, Optional<MeetingOutcome> outcome, String outcomeBy) {
        if (!meetings.put(meeting, minutes, conversation.warnings(), file, content)) {
            return false;
        }
        ClockRule.Verdict ifHeld = ClockRule.judge(conversation.kind(), minutes.speakers(Side.BUYER).size(),
                !minutes.speakers().isEmpty());
        filed.forEach(place -> meetings.spoken(place.activity(), minutes, ifHeld, outcome, outcomeBy));
        return true;
    }

    HeldMeetings meetings() {
        return meetings;
    }
}
