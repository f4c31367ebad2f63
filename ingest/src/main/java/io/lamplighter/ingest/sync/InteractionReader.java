// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Direction;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.Participant;
import io.lamplighter.ingest.Participant.Role;
import io.lamplighter.ingest.Text;
import io.lamplighter.ingest.ThreadRefs;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.ReducedMessage;
import io.lamplighter.ingest.origin.AbsenceReader;
import io.lamplighter.ingest.origin.Failure;
import io.lamplighter.ingest.origin.Failures;
import io.lamplighter.ingest.origin.OriginReader;
import java.time.Instant;
import java.util.ArrayList;
import io.lamplighter.ingest.calendar.CalendarContent;
import io.lamplighter.ingest.calendar.CalendarReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Turns a message as a provider gave it into an interaction.
 *
 * <p>Never throws on any content, and takes time and memory in proportion to its length. Thread-safe.
 */
public final class InteractionReader {

    /** Grows with every change that may read what could not be read before: that is tried again then. */
    public static final int VERSION = 1;

    private final OwnAddresses own;
    private final CalendarReader calendars;
    private final Invitations invitations;

    /** Clock times without a zone are read as UTC. */
    public InteractionReader(OwnAddresses own) {
        this(own, ZoneOffset.UTC);
    }

    /** @param zone for clock times without a zone, in calendars */
    public InteractionReader(OwnAddresses own, ZoneId zone) {
        this.own = own;
        this.calendars = new CalendarReader(zone);
        this.invitations = new Invitations(calendars);
    }

    /** Reads whatever happened in a mailbox. */
    public Reading read(Change change) {
        return switch (change) {
            case Change.Appeared appeared -> read(appeared);
            case Change.Planned planned -> read(planned);
            case Change.Spoken spoken -> new Reading.Spoken(spoken);
            case Change.Attended attended -> new Reading.Attended(attended);
            case Change.Withheld withheld ->
                new Reading.Unreadable(withheld.source(), withheld.receivedAt(), withheld.reason(),
                        "nothing of it came", withheld.octets());
            case Change.LeftOut left -> new Reading.LeftOut(left.source(), left.receivedAt(), left.reason());
            case Change.Vanished vanished -> new Reading.Gone(vanished.source());
            case Change.Remaining remaining -> new Reading.Remaining(remaining.prefix(), remaining.present());
        };
    }

    private Reading read(Change.Planned entry) {
        String calendar = new String(entry.calendar(), StandardCharsets.UTF_8);
        CalendarContent content = calendars.read(calendar);
        Notice notice = Notice.of(calendar, content.meetings());
        return notice.isEmpty()
                ? new Reading.Unreadable(entry.source(), entry.addedAt(), "the calendar entry holds no meeting",
                        "its calendar data", entry.calendar().length)
                : new Reading.Planned(entry.source(), entry.addedAt(), notice);
    }

    /**
     * Reads one copy. Unreadable is only what names no sender, unless it is plainly a machine's: nobody could say whose
     * it is.
     */
    public Reading read(Change.Appeared copy) {
        Message message = Message.read(copy.mime());
        Interaction interaction = interaction(message, copy.receivedAt(), copy.place());
        if (interaction.author().isEmpty() && interaction.origin().isPerson()) {
            return new Reading.Unreadable(copy.source(), copy.receivedAt(), reason(message, copy.mime()),
                    place(message, copy.mime()), copy.mime().length);
        }
        long fingerprint = Fingerprint.of(interaction.subject(), interaction.text().fresh());
        Notice notice = notice(interaction, message);
        // Around what somebody typed into an answer programs write what they like.
        Interaction said = notice.comment().isEmpty() || !notice.said().maySayMore()
                || notice.comment().equals(interaction.text().fresh().strip())
                        ? interaction
                        : interaction.saying(notice.comment());
        return new Reading.Captured(copy.source(), copy.place(), said, fingerprint, ReducedMessage.of(message), notice,
                Departed.in(interaction, message));
    }

    /**
     * Reads a message that no mailbox gave, for tools. Its author may be missing.
     *
     * @param receivedAt when it arrived, where the message itself does not say when it was sent
     */
    public Interaction read(byte[] mime, Instant receivedAt) {
        return read(Message.read(mime), receivedAt);
    }

    /** As {@link #read(byte[], Instant)}, for a message that was taken apart already. */
    public Interaction read(Message message, Instant receivedAt) {
        return interaction(message, message.sentAt().orElse(receivedAt), Change.Place.OTHER);
    }

    private Interaction interaction(Message message, Instant occurredAt, Change.Place place) {
        List<Participant> participants = new ArrayList<>(message.participants());
        Text text = WrittenText.of(message);
        Origin origin = OriginReader.judge(message, text);
        Direction direction = direction(participants, place);
        // Read from what is kept, so that reading it again later tells the same.
        Message report = origin.kind() == Origin.Kind.BOUNCE ? Message.read(ReducedMessage.of(message)) : message;
        if (origin.kind() == Origin.Kind.BOUNCE) {
            Failures.in(report).stream().map(Failure::recipient).filter(address -> !address.isEmpty()).distinct()
                    .forEach(address -> participants.add(new Participant(Role.UNREACHED, "", address)));
        }
        Interaction interaction = new Interaction(Interaction.Kind.EMAIL, thread(report, origin), direction, origin,
                occurredAt,
                message.sentAt(), participants, message.subject(), text, message.attachments(), Optional.empty(),
                message.warnings());
        return origin.kind() == Origin.Kind.AUTO_REPLY
                ? AbsenceReader.read(interaction).returnsOn().map(interaction::backOn).orElse(interaction)
                : interaction;
    }

    private Notice notice(Interaction interaction, Message message) {
        return interaction.origin().kind() == Origin.Kind.INVITATION
                || interaction.origin().kind() == Origin.Kind.RECEIPT
                        ? invitations.in(message, interaction.text().fresh())
                        : Notice.NONE;
    }

    /** A bounce belongs to the thread of the message that came back, which many servers name only inside the report. */
    private static ThreadRefs thread(Message message, Origin origin) {
        ThreadRefs thread = message.thread();
        if (origin.kind() != Origin.Kind.BOUNCE || thread.isReply()) {
            return thread;
        }
        return Failures.returnedId(message).map(id -> new ThreadRefs(thread.messageId(), List.of(id))).orElse(thread);
    }

    private static Optional<Participant> author(List<Participant> participants) {
        return with(Role.FROM, participants).or(() -> with(Role.SENDER, participants));
    }

    private static Optional<Participant> with(Role role, List<Participant> participants) {
        for (Participant participant : participants) {
            if (participant.role() == role && !participant.address().isEmpty()) {
                return Optional.of(participant);
            }
        }
        return Optional.empty();
    }

    private Direction direction(List<Participant> participants, Change.Place place) {
        boolean ours = author(participants).filter(own::includes).isPresent();
        if (!ours && place != Change.Place.SENT) {
            return Direction.INBOUND;
        }
        boolean anyOwn = false;
        for (Participant participant : participants) {
            if (isRecipient(participant.role()) && !participant.address().isEmpty()) {
                if (!own.includes(participant)) {
                    return Direction.OUTBOUND;
                }
                anyOwn = true;
            }
        }
        return anyOwn ? Direction.INTERNAL : Direction.OUTBOUND;
    }

    private static boolean isRecipient(Role role) {
        return role == Role.TO || role == Role.CC || role == Role.BCC;
    }

    private static String reason(Message message, byte[] mime) {
        if (mime.length == 0) {
            return "the message is empty";
        }
        return message.headers().isEmpty() ? "no header fields: this is not a mail" : "no sender is named";
    }

    private static String place(Message message, byte[] mime) {
        if (mime.length == 0) {
            return "";
        }
        return message.headers().isEmpty()
                ? "byte 1: a header field was expected"
                : "its header, at From and Sender";
    }
}
