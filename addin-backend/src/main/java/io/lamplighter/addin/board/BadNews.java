// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

/**
 * A card for something bad the buyer wrote this week.
 *
 * @param quote the sentence with its phrases marked; {@code Evidence.paragraphs().getFirst()} of the sentence
 * @param byline "Ines Calder, Quillhaven Foods, today 09:01"
 * @param status "Priya has not opened it", "Anna rated it bad"; empty if nothing is known
 * @param waiting whether the status asks somebody to act, which gives it the colour of actions
 */
public record BadNews(DealRow.Deal deal, Score score, List<Segment> quote, String byline, String status,
        boolean waiting) {

    public BadNews {
        quote = List.copyOf(quote);
    }
}
