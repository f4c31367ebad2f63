// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.Participant;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A meeting as a file tells it, with its speakers told apart.
 *
 * @param kind {@code TRANSCRIPT}, or {@code NOTES} where nobody speaks
 * @param title as the file has it; may be empty
 * @param began where the file says so; noon where it names the day only
 * @param turns in the order in which they were spoken; none in notes
 * @param notes the text of notes, else empty
 * @param outcome what the words say outright came of it
 * @param readable false for a file that is no text
 * @param warnings what was odd, never content
 */
public record Conversation(Interaction.Kind kind, String title, Optional<Instant> began, List<Turn> turns,
        String notes, Optional<MeetingOutcome> outcome, boolean readable, List<String> warnings) {

    /** On whose side somebody speaks. */
    public enum Side {
        BUYER, OURS,
        /** The file does not say who spoke. */
        NOBODY
    }

    /**
     * @param speaker the name as the file has it; empty where it has none
     * @param who whom it means, as far as that is certain
     * @param second from the beginning
     */
    public record Turn(String speaker, Side side, Optional<Participant> who, OptionalInt second, String words) {

        public Turn {
            Objects.requireNonNull(speaker, "speaker");
            Objects.requireNonNull(side, "side");
            Objects.requireNonNull(who, "who");
            Objects.requireNonNull(second, "second");
            Objects.requireNonNull(words, "words");
        }
    }

    /**
     * Who may be heard.
     *
     * @param buyers the people known at the buyer
     * @param sellers those of us who work the deal
     * @param colleagues everybody of us
     */
    public record Sides(List<Participant> buyers, List<Participant> sellers, List<Participant> colleagues) {

        public Sides {
            buyers = List.copyOf(buyers);
            sellers = List.copyOf(sellers);
            colleagues = List.copyOf(colleagues);
        }
    }

    /**
     * A meeting that something spoken may belong to.
     *
     * @param key whatever the caller knows it by
     * @param link where one joins; may be empty
     */
    public record Occasion(String key, String title, Instant start, Instant end, String link,
            List<Participant> people) {

        public Occasion {
            people = List.copyOf(people);
        }
    }

    public Conversation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(began, "began");
        Objects.requireNonNull(notes, "notes");
        Objects.requireNonNull(outcome, "outcome");
        turns = List.copyOf(turns);
        warnings = List.copyOf(warnings);
    }

    /** Whether it says nothing at all. */
    public boolean isEmpty() {
        return turns.isEmpty() && notes.isBlank();
    }
}
