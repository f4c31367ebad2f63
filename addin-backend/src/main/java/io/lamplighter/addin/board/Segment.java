// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import org.jspecify.annotations.Nullable;

/** A piece of a text: plain, or a phrase that counted. */
public record Segment(String text, @Nullable Mark mark) {

    /**
     * @param id unique on the page, for the tip to be found by a screen reader
     * @param kind {@code good} or {@code bad}
     * @param number "+0.23"
     */
    public record Mark(String id, String kind, String number, String source) {}
}
