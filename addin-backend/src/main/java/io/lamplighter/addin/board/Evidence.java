// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with its phrases marked where they stand, and the sum whose parts add up to the score.
 *
 * @param paragraphs the text, cut at empty lines; line breaks inside a paragraph are kept
 * @param sum every phrase with its part, in the order of the text; empty for a text that was not scored
 */
public record Evidence(List<List<Segment>> paragraphs, List<Part> sum) {

    private static final Pattern EMPTY_LINES = Pattern.compile("\\R[ \\t]*\\R\\s*");

    public Evidence {
        paragraphs = List.copyOf(paragraphs);
        sum = List.copyOf(sum);
    }

    /** @param kind {@code plus} or {@code minus} */
    public record Part(String number, String kind, String phrase) {}

    public static Evidence plain(String text) {
        return plain(text, paragraphBounds(text));
    }

    static Evidence plain(String text, List<int[]> bounds) {
        return new Evidence(new Marker(text, List.of(), List.of(), "").paragraphs(bounds), List.of());
    }

    /**
     * Marks what it can. Spans that reach out of the text are cut to it, of two that overlap the weightier is marked, and the
     * sum lists them all. Where the spans do not explain the whole score, the rest is a part of its own.
     *
     * @param idPrefix makes the ids unique on the page
     */
    public static Evidence of(String text, List<EvidenceSpan> spans, double score, String idPrefix) {
        return of(text, spans, score, idPrefix, paragraphBounds(text));
    }

    /** @param bounds where each paragraph begins and ends */
    static Evidence of(String text, List<EvidenceSpan> spans, double score, String idPrefix, List<int[]> bounds) {
        List<EvidenceSpan> ordered = spans.stream().sorted(Comparator.comparingInt(EvidenceSpan::start)).toList();
        List<Integer> shares = Shares.of(ordered.stream().mapToDouble(EvidenceSpan::contribution).toArray(), score);
        List<Part> sum = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            sum.add(part(shares.get(i), ordered.get(i).phrase()));
        }
        if (shares.getLast() != 0) {
            sum.add(part(shares.getLast(), ordered.isEmpty() ? "the whole text" : "everything else"));
        }
        return new Evidence(new Marker(text, ordered, shares, idPrefix).paragraphs(bounds), sum);
    }

    static Part part(int hundredths, String phrase) {
        return new Part(Score.signed(hundredths), hundredths < 0 ? "minus" : "plus", phrase);
    }

    private static List<int[]> paragraphBounds(String text) {
        List<int[]> bounds = new ArrayList<>();
        Matcher gaps = EMPTY_LINES.matcher(text);
        int from = 0;
        while (gaps.find()) {
            bounds.add(new int[]{from, gaps.start()});
            from = gaps.end();
        }
        bounds.add(new int[]{from, text.length()});
        bounds.removeIf(bound -> text.substring(bound[0], bound[1]).isBlank());
        return bounds;
    }
}
