// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Mail of which it is not certain to which deal it belongs.
 *
 * @param says "Three mails could belong to more than one deal."
 * @param more null on the last page
 */
public record ReviewView(String says, List<Item> items, @Nullable More more) {

    public ReviewView {
        items = List.copyOf(items);
    }

    /**
     * @param id of the queue row; the form goes to {@code /review/{id}} with the parameter {@code deal}
     * @param excerpt the first lines of what was written
     * @param why why nobody guessed: "The best deal is only 0.06 ahead of the next."
     */
    public record Item(String id, Activity.Heading heading, String excerpt, String why, List<Candidate> candidates) {

        public Item {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * @param deal the id is the value of the parameter {@code deal}
     * @param facts "Proposal · €84,000 · Anna Reyes"
     * @param because the rule: "Helen Marsh is its champion"
     * @param margin "0.53", and {@code percent} of it for the bar
     */
    public record Candidate(DealRow.Deal deal, String facts, String because, String margin, int percent) {}
}
