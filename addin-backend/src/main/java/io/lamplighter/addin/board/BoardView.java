// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The board of deals.
 *
 * @param head the two lines on top
 * @param summary null while nothing is connected: then only {@code list.empty()} is shown
 * @param progress null when no import runs
 * @param notices at most two; mailboxes that cannot be read
 */
public record BoardView(
        Head head, @Nullable Summary summary, List<Notice> notices, List<BadNews> badNews,
        @Nullable ImportProgress progress, Filters filters, BoardList list) {

    public BoardView {
        notices = List.copyOf(notices);
        badNews = List.copyOf(badNews);
    }

    /**
     * @param now "Thursday 19 November, 09:42"
     * @param captured "Last mail captured 40 seconds ago", empty when nothing was captured yet
     * @param reading "11 of 12 mailboxes are being read"
     */
    public record Head(String now, String captured, String reading) {}
}
