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
 */
public record Activity(String id, boolean open, Heading heading, Body body, @Nullable Score score, Clock clock,
        List<Why> why)
        implements
            TimelineEntry {

    public Activity {
        why = List.copyOf(why);
    }

    @Override
    public String shape() {
        return open ? "card" : "line";
    }

    /**
     * @param kind {@code in}, {@code out}, {@code meeting}, {@code receipt}, {@code alert} (bounce), {@code pause}
     *        (out-of-office) or {@code mail}: the symbol
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
     */
    public record Body(String note, Evidence evidence, @Nullable Folded quoted, List<String> files) {

        public Body {
            files = List.copyOf(files);
        }

        public static Body of(Evidence evidence) {
            return new Body("", evidence, null, List.of());
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
