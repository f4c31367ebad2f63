// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A mail or a meeting on the timeline.
 *
 * @param id unique on the page; used in element ids
 * @param open a card with its text; otherwise one line that opens, for what did not count
 * @param score null if it was not scored
 * @param clock whether it counted and why
 * @param why what puts it here; may be empty
 * @param signals what it is about, the weightiest first; may be empty
 * @param rate null where it cannot be rated
 */
public record Activity(String id, boolean open, Heading heading, Body body, @Nullable Score score, Clock clock,
        List<Why> why, List<Signal> signals, @Nullable Rate rate)
        implements
            TimelineEntry {

    public Activity {
        why = List.copyOf(why);
        signals = List.copyOf(signals);
    }

    public Activity(String id, boolean open, Heading heading, Body body, @Nullable Score score, Clock clock,
            List<Why> why) {
        this(id, open, heading, body, score, clock, why, List.of(), null);
    }

    Activity about(List<Signal> found) {
        return new Activity(id, open, heading, body, score, clock, why, found, rate);
    }

    Activity rated(Rate rating) {
        return new Activity(id, open, heading, body, score, clock, why, signals, rating);
    }

    /** @param kind {@code good} or {@code bad} */
    public record Signal(String word, String kind) {}

    @Override
    public String shape() {
        return open ? "card" : "line";
    }

    /**
     * @param kind {@code in}, {@code out}, {@code meeting}, {@code receipt}, {@code alert} (bounce), {@code pause}
     *        (out-of-office), {@code transcript}, {@code notes} or {@code mail}: the symbol
     * @param who "Helen Marsh"; for a line the whole statement: "Anna Reyes wrote to Helen Marsh"
     * @param toWhom "to Anna Reyes, Tom Okafor"; empty for a line
     * @param when "Mon 26 Oct, 09:18"
     * @param at the same as ISO 8601
     */
    public record Heading(String kind, String who, String toWhom, String subject, When time) {

        public @Nullable String lang() {
            return Words.language(subject);
        }
    }

    public record When(String words, String iso) {}

    /**
     * @param note in front of the text, for a meeting: "Transcript, 212 turns."; may be empty
     * @param evidence the new text; no paragraphs for an empty one
     * @param quoted what its author did not write this time, folded
     * @param files "site-plan.pdf, 214 kB"
     * @param said what was spoken, instead of paragraphs; empty for what one person wrote
     * @param outcome null for what nothing comes of: a mail
     */
    public record Body(String note, Evidence evidence, @Nullable Folded quoted, List<String> files, List<Said> said,
            @Nullable Outcome outcome) {

        public Body {
            files = List.copyOf(files);
            said = List.copyOf(said);
        }

        public Body(String note, Evidence evidence, @Nullable Folded quoted, List<String> files) {
            this(note, evidence, quoted, files, List.of(), null);
        }

        public static Body of(Evidence evidence) {
            return new Body("", evidence, null, List.of());
        }
    }

    /**
     * Turns that follow each other.
     *
     * @param folded "12 turns", which open; empty for turns that are shown
     */
    public record Said(String folded, List<Turn> turns) {

        public Said {
            turns = List.copyOf(turns);
        }
    }

    /**
     * @param speaker empty where the turn before goes on, or nobody is named
     * @param at "12:40"; may be empty
     */
    public record Turn(String speaker, String at, boolean ours, List<Segment> segments) {

        public Turn {
            segments = List.copyOf(segments);
        }
    }

    /**
     * What came of a meeting, and the form that says so.
     *
     * @param says "No-show, entered by Anna Reyes"; empty where it is not known
     * @param chosen one of the choices' values; may be empty
     */
    public record Outcome(String action, String says, List<Filters.Choice> choices, String chosen, String words) {

        public Outcome {
            choices = List.copyOf(choices);
        }
    }

    /**
     * @param says "38 quoted lines and a signature"
     * @param text empty where it is not at hand: then only the count is shown
     */
    public record Folded(String says, String text) {}

    /**
     * @param moved whether the clock went back to zero
     * @param reason "a person at the buyer wrote to us"; "our own mail"; after "Counted:" or "Not for the clock:"
     */
    public record Clock(boolean moved, String reason) {}

    /**
     * One line of the explanation.
     *
     * @param label "Clock", "This deal", "Seen by", "Score"
     * @param faces the witnesses, for "Seen by"; else empty
     */
    public record Why(String label, String text, List<Face> faces) {

        public Why {
            faces = List.copyOf(faces);
        }

        public static Why of(String label, String text) {
            return new Why(label, text, List.of());
        }

        /** One row with several witnesses counts once; this says so. */
        public static Why seenBy(List<String> names) {
            String who = Words.list(names);
            String text = names.size() == 1
                    ? who + ": one mailbox."
                    : who + ": " + names.size() + " mailboxes, counted once.";
            return new Why("Seen by", text, names.stream().map(Face::of).toList());
        }
    }
}
