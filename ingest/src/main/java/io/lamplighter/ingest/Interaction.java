// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One mail or meeting, reduced to what a customer record can use.
 *
 * <p>It is the same whichever mailbox gave it: what differs from copy to copy (where it lies, who saw it) belongs to
 * the witness. {@code occurredAt} is the provider's receive time, not the {@code Date} header, which senders get wrong.
 *
 * @param sentAt what the sender claims; empty where the header is missing or unreadable
 * @param subject decoded, white space folded; may be empty
 * @param backOn the day on which the author of an automatic reply says to be back
 * @param warnings what was odd while reading, each with its place; never content of the message
 */
public record Interaction(Kind kind, ThreadRefs thread, Direction direction, Origin origin, Instant occurredAt,
        Optional<Instant> sentAt, List<Participant> participants, String subject, Text text,
        List<Attachment> attachments, Optional<LocalDate> backOn, List<String> warnings) {

    /** What sort of thing happened. */
    public enum Kind {
        EMAIL, MEETING, CALL,
        /** A meeting or call in the words that were spoken. */
        TRANSCRIPT,
        /** What one of us wrote down about a meeting or call. */
        NOTES
    }

    public Interaction {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(sentAt, "sentAt");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(backOn, "backOn");
        participants = List.copyOf(participants);
        attachments = List.copyOf(attachments);
        warnings = List.copyOf(warnings);
    }

    /** The same, with the day on which its author is back. */
    public Interaction backOn(LocalDate day) {
        return new Interaction(kind, thread, direction, origin, occurredAt, sentAt, participants, subject, text,
                attachments, Optional.of(day), warnings);
    }

    /** The same, of which only these words are its author's. */
    public Interaction saying(String words) {
        return new Interaction(kind, thread, direction, origin, occurredAt, sentAt, participants, subject,
                new Text(words, "", "", false), attachments, backOn, warnings);
    }

    /** Whoever wrote it: {@code From}, else {@code Sender}. */
    public Optional<Participant> author() {
        return with(Participant.Role.FROM).or(() -> with(Participant.Role.SENDER));
    }

    private Optional<Participant> with(Participant.Role role) {
        return participants.stream().filter(p -> p.role() == role && !p.address().isEmpty()).findFirst();
    }
}
