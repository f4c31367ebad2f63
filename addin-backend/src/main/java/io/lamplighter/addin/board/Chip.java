// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/**
 * The first word of a reason, with a mark whose shape says it again.
 *
 * @param kind {@code dark}, {@code heading}, {@code blind}, {@code bright}, {@code bad}, {@code good}, {@code act} or {@code plain}
 * @param icon the name of a symbol in the sprite without its {@code i-}
 */
public record Chip(String kind, String icon, String word) {

    public static Chip badNews() {
        return new Chip("bad", "down-tri", "Bad news");
    }

    public static Chip championLeft() {
        return new Chip("bad", "people", "Champion left");
    }

    public static Chip paused() {
        return new Chip("plain", "pause", "Paused");
    }

    public static Chip held() {
        return new Chip("plain", "meeting", "Held");
    }
}
