// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import org.jspecify.annotations.Nullable;

/**
 * What stands in place of a list that holds nothing.
 *
 * @param light the lamp above it
 * @param action null where there is nothing to do
 * @param primary whether the action is the one thing to do now
 */
public record Empty(String light, String title, String text, Notice.@Nullable Action action,
        boolean primary) {

    public static Empty nothingConnected() {
        return new Empty("0", "No deals to light yet",
                "As soon as an administrator connects a mailbox, the deals it knows appear here, newest first, while the rest is still being read.",
                null, false);
    }

    /** Mail arrives, but there are no opportunities to put it on. */
    public static Empty noDeals() {
        return new Empty("0", "No open deals yet",
                "Deals come from your CRM or from a file opportunities.csv. Mail that is already captured finds its deal as soon as it is there.",
                new Notice.Action("See how to import", "/api/docs"), true);
    }

    /** A rep none of whose deals is open. */
    public static Empty noDealsOfYours() {
        return new Empty("0", "You have no open deals",
                "Deals that carry your name as their owner appear here as soon as they are in the CRM.", null, false);
    }

    /** @param title "No dark deals for Tom in Negotiation"; {@code text} says which filters are on */
    public static Empty filtersLeaveNothing(String title, String text) {
        return new Empty("5", title, text, new Notice.Action("Clear the filters", "/board"), false);
    }
}
