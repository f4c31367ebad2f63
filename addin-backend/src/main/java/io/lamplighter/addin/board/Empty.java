// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/**
 * What stands in place of a list that holds nothing.
 *
 * @param light the lamp above it
 * @param primary whether the action is the one thing to do now
 */
public record Empty(String light, String title, String text, Notice.Action action, boolean primary) {

    public static Empty nothingConnected() {
        return new Empty("0", "No deals to light yet",
                "Connect a mailbox and the deals it knows appear here, newest first, while the rest is still being read.",
                new Notice.Action("Connect a mailbox", "/mailboxes#connect"), true);
    }

    /** Mail arrives, but there are no opportunities to put it on. */
    public static Empty noDeals() {
        return new Empty("0", "No open deals yet",
                "Deals come from your CRM or from a file opportunities.csv. Mail that is already captured finds its deal as soon as it is there.",
                new Notice.Action("See how to import", "/swagger-ui/index.html"), true);
    }

    /** @param title "No dark deals for Tom in Negotiation"; {@code text} says which filters are on */
    public static Empty filtersLeaveNothing(String title, String text) {
        return new Empty("5", title, text, new Notice.Action("Clear the filters", "/board"), false);
    }
}
