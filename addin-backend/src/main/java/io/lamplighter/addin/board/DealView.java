// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The page of one deal.
 *
 * @param chart null for a deal of which nothing was captured yet
 * @param howWeKnow which mailboxes were read, when, and what that means for the silence
 * @param shows what the timeline can be cut to; may be empty
 */
public record DealView(
        Head head, StageTrack stages, @Nullable DealChart chart, Timeline timeline, List<Fact> facts, Team team,
        String howWeKnow, List<ShowLink> shows) {

    public DealView {
        facts = List.copyOf(facts);
        shows = List.copyOf(shows);
    }

    /** A choice of what the timeline shows. */
    public record ShowLink(String label, String href, boolean chosen) {}

    /**
     * @param chips the state first, then what holds or pauses the clock
     * @param lead "No word from the buyer for 24 days, threshold 21. Dark since Monday 16 November."
     * @param write whom to write to; null where no address at the buyer is known
     */
    public record Head(DealRow.Deal deal, Silence silence, List<Chip> chips, String lead, @Nullable WriteTo write) {

        public Head {
            chips = List.copyOf(chips);
        }
    }

    /** @param firstName for the button: "Write to Helen" */
    public record WriteTo(String firstName, String address) {

        /** Opens the reader's own mail program. */
        public String href() {
            return "mailto:" + Paths.encode(address).replace("%40", "@");
        }
    }

    /** @param value as shown; {@code quiet} if it says that nothing is known */
    public record Fact(String label, String value, boolean quiet) {

        public static Fact of(String label, String value) {
            return new Fact(label, value, false);
        }

        public static Fact missing(String label, String sentence) {
            return new Fact(label, sentence, true);
        }
    }
}
