// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import org.jspecify.annotations.Nullable;

/**
 * What happened, what it means, and one thing to do.
 *
 * @param kind {@code blind}, {@code bad}, {@code heading}, {@code good} or {@code dark}
 * @param icon the name of a symbol in the sprite without its {@code i-}
 * @param action null where there is nothing to do
 */
public record Notice(String kind, String icon, String title, String text, @Nullable Action action) {

    /** @param href a path of ours; never taken from mail */
    public record Action(String label, String href) {}

    /** A mailbox cannot be read: "Idris Vale’s mailbox has not been readable since 17 Nov, 22:10". Whoever sees deals cannot do it. */
    public static Notice unreadable(String title, String text) {
        return new Notice("blind", "blind", title, text, null);
    }
}
