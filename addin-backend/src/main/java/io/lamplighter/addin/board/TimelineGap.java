// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/** A time in which we could not see: "Blind from 5 to 8 October", and what was found when we could again. */
public record TimelineGap(String title, String text) implements TimelineEntry {

    @Override
    public String shape() {
        return "gap";
    }
}
