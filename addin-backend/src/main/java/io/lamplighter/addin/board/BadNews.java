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
 * @param seen where the form goes that says that the reader has seen it; empty where there is nothing to say
 */
public record BadNews(DealRow.Deal deal, Score score, List<Segment> quote, String byline, String status,
        boolean waiting, String seen) {

    public BadNews {
        quote = List.copyOf(quote);
    }

    public BadNews(DealRow.Deal deal, Score score, List<Segment> quote, String byline, String status,
            boolean waiting) {
        this(deal, score, quote, byline, status, waiting, "");
    }

    BadNews with(String says, boolean waits, String action) {
        return new BadNews(deal, score, quote, byline, says, waits, action);
    }
}
