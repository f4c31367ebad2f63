// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.upload;

import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.sql.Json;
import io.lamplighter.crm.upload.UploadRefused.Reason;
import io.lamplighter.crm.warning.ClockRule;
import io.lamplighter.ingest.Attachment;
import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.sync.Conversation;
import io.lamplighter.ingest.sync.Conversation.Side;
import io.lamplighter.ingest.sync.ConversationReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts transcripts and notes on deals: read, told apart who spoke for whom, and stored once. */
public final class Uploads {

    private static final Instant LONG_AGO = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration OTHER_CLOCK = Duration.ofDays(1);
    private static final Map<String, String> TYPES = Map.of("vtt", "text/vtt", "srt", "application/x-subrip", "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

    private final TransactionTemplate transaction;
    private final DealPeople people;
    private final UploadRows rows;
    private final Recordings recordings;
    private final Clock clock;
    private final ZoneId zone;

    /** @param zone whose clock stands in files that name no zone */
    public Uploads(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, ZoneId zone) {
        this.transaction = transaction;
        this.people = new DealPeople(jdbc);
        this.rows = new UploadRows(jdbc);
        this.recordings = new Recordings(jdbc, zone);
        this.clock = clock;
        this.zone = zone;
    }

    /** @throws UploadRefused if it cannot be taken */
    public Uploaded add(Upload upload) {
        if (upload.content().length == 0) {
            throw new UploadRefused(Reason.EMPTY);
        }
        if (upload.content().length > ConversationReader.LONGEST) {
            throw new UploadRefused(Reason.TOO_LARGE);
        }
        return transaction.execute(status -> {
            DealPeople.Known known = people.of(upload.deal(), upload.by().id())
                    .orElseThrow(() -> new UploadRefused(Reason.UNKNOWN_DEAL));
            return store(upload, known, read(upload, known.sides()));
        });
    }

    private Conversation read(Upload upload, Conversation.Sides sides) {
        Conversation conversation = ConversationReader.read(upload.content(), upload.fileName(), sides, zone);
        if (!conversation.readable()) {
            throw new UploadRefused(Reason.NOT_A_TEXT);
        }
        if (conversation.isEmpty()) {
            throw new UploadRefused(Reason.EMPTY);
        }
        return conversation;
    }

    private Uploaded store(Upload upload, DealPeople.Known deal, Conversation conversation) {
        Instant now = clock.instant();
        Instant at = at(upload, conversation, now);
        Minutes minutes = Minutes.of(conversation);
        List<Participant> buyers = minutes.speakers(Side.BUYER);
        List<Participant> ours = minutes.speakers(Side.OURS);
        Optional<MeetingOutcome> outcome = upload.outcome().or(conversation::outcome);
        ClockRule.Verdict ifHeld = ClockRule.judge(conversation.kind(), buyers.size(),
                !minutes.speakers().isEmpty());
        ClockRule.Verdict verdict = ClockRule.after(ifHeld, outcome);
        Participant uploader = new Participant(Participant.Role.FROM, upload.by().name(), upload.by().email());
        String title = upload.title().isBlank() ? conversation.title() : upload.title().strip();
        Optional<Uploaded> known = ofMeeting(upload, conversation, minutes, at, title, ifHeld);
        if (known.isPresent()) {
            return known.get();
        }
        UploadRows.Row row = new UploadRows.Row(key(upload, conversation, minutes, at), conversation, minutes, title,
                at, file(upload), upload.content(),
                buyers.isEmpty() ? uploader : buyers.getFirst(),
                buyers.isEmpty() ? Direction.INTERNAL : Direction.INBOUND,
                Json.storable("uploaded by " + upload.by().name()));
        Optional<ContactId> contact = buyers.stream()
                .flatMap(b -> Optional.ofNullable(deal.contacts().get(b)).stream())
                .findFirst();
        String outcomeBy = upload.outcome().isPresent() ? upload.by().name() : "";
        UploadRows.Place place = new UploadRows.Place(deal.account(), upload.deal(), contact, ifHeld, verdict,
                outcome, outcomeBy);
        return rows.add(row, place, now)
                .map(id -> new Uploaded(id, true, conversation.kind(), title, at, minutes.turns().size(),
                        names(buyers), names(ours), verdict.moves(), verdict.reason(), outcome))
                .orElseGet(() -> new Uploaded(rows.find(row.key()).orElseThrow(), false, conversation.kind(), title, at,
                        minutes.turns().size(), names(buyers), names(ours), verdict.moves(), verdict.reason(),
                        outcome));
    }

    /** The words of a meeting that is on this deal already belong there, unless that meeting has others. */
    private Optional<Uploaded> ofMeeting(Upload upload, Conversation conversation, Minutes minutes, Instant at,
            String title, ClockRule.Verdict ifHeld) {
        if (conversation.kind() != Interaction.Kind.TRANSCRIPT) {
            return Optional.empty();
        }
        Optional<Long> meeting = recordings.find(upload.content(), upload.fileName(), "", at,
                Optional.of(upload.deal()));
        if (meeting.isEmpty()) {
            return Optional.empty();
        }
        List<HeldMeetings.Filed> filed = recordings.meetings().filed(meeting.get());
        Optional<MeetingOutcome> outcome = upload.outcome().or(conversation::outcome);
        boolean put = recordings.attach(meeting.get(), filed, conversation, minutes, file(upload), upload.content(),
                outcome, upload.outcome().isPresent() ? upload.by().name() : "");
        if (!put && !recordings.meetings().has(meeting.get(), minutes)) {
            return Optional.empty();
        }
        ClockRule.Verdict verdict = ClockRule.after(ifHeld, outcome);
        return filed.stream().filter(f -> f.deal().filter(upload.deal()::equals).isPresent()).findFirst()
                .map(f -> new Uploaded(f.activity(), put, conversation.kind(), title, at, minutes.turns().size(),
                        names(minutes.speakers(Side.BUYER)), names(minutes.speakers(Side.OURS)), verdict.moves(),
                        verdict.reason(), outcome));
    }

    /** The same words on the same deal are the same meeting; short notes may be written twice, of two days. */
    private static UUID key(Upload upload, Conversation conversation, Minutes minutes, Instant at) {
        boolean notes = conversation.kind() == Interaction.Kind.NOTES;
        return UploadKey.of(upload.deal(), conversation.kind(), notes ? at.toString() : "", minutes.body());
    }

    /** A clock that is not ours may be ahead; what somebody enters may not. */
    private static Instant at(Upload upload, Conversation conversation, Instant now) {
        Instant at = upload.at().or(() -> conversation.began().map(
                began -> began.isAfter(now) && began.isBefore(now.plus(OTHER_CLOCK)) ? now : began))
                .orElseThrow(() -> new UploadRefused(Reason.NO_DATE));
        if (at.isAfter(now) || at.isBefore(LONG_AGO)) {
            throw new UploadRefused(Reason.NOT_A_DATE);
        }
        return at;
    }

    private static List<Attachment> file(Upload upload) {
        String name = upload.fileName().substring(
                Math.max(upload.fileName().lastIndexOf('/'), upload.fileName().lastIndexOf('\\')) + 1);
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.isBlank()
                ? List.of()
                : List.of(new Attachment(Json.storable(name), TYPES.getOrDefault(ending, "text/plain"),
                        upload.content().length));
    }

    private static List<String> names(List<Participant> people) {
        return people.stream().map(person -> person.name().isBlank() ? person.address() : person.name()).toList();
    }
}
