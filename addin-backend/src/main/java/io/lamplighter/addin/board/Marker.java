// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts one text into plain and marked pieces. */
final class Marker {

    private final String text;
    private final List<EvidenceSpan> spans;
    private final List<Integer> hundredths;
    private final String idPrefix;
    private final List<Place> places;
    private int marks;

    private record Place(int start, int end, int span) {}

    Marker(String text, List<EvidenceSpan> spans, List<Integer> hundredths, String idPrefix) {
        this.text = text;
        this.spans = spans;
        this.hundredths = hundredths;
        this.idPrefix = idPrefix;
        this.places = places();
    }

    /** The weightiest spans that fit beside each other, in the order of the text. */
    private List<Place> places() {
        List<Place> taken = new ArrayList<>();
        IntStream.range(0, spans.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(spans.get(i).contribution())))
                .map(this::place)
                .filter(place -> place.start < place.end)
                .filter(place -> taken.stream().noneMatch(other -> place.start < other.end && other.start < place.end))
                .forEach(taken::add);
        taken.sort(Comparator.comparingInt(Place::start));
        return taken;
    }

    private Place place(int span) {
        int start = Math.clamp(spans.get(span).start(), 0, text.length());
        int end = Math.clamp(spans.get(span).end(), 0, text.length());
        return new Place(insidePair(start) ? start - 1 : start, insidePair(end) ? end + 1 : end, span);
    }

    /** A cut between the two halves of one character would print two unreadable ones. */
    private boolean insidePair(int at) {
        return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    List<List<Segment>> paragraphs(List<int[]> bounds) {
        return bounds.stream().map(bound -> segments(bound[0], bound[1])).toList();
    }

    private List<Segment> segments(int from, int to) {
        List<Segment> segments = new ArrayList<>();
        int at = from;
        for (Place place : places) {
            int start = Math.max(place.start, at);
            int end = Math.min(place.end, to);
            if (start < end) {
                plain(at, start, segments);
                segments.add(new Segment(text.substring(start, end), mark(place.span)));
                at = end;
            }
        }
        plain(at, to, segments);
        return segments;
    }

    private void plain(int from, int to, List<Segment> segments) {
        if (from < to) {
            segments.add(new Segment(text.substring(from, to), null));
        }
    }

    private Segment.Mark mark(int span) {
        int share = hundredths.get(span);
        String kind = spans.get(span).contribution() < 0 ? "bad" : "good";
        return new Segment.Mark(idPrefix + "-" + ++marks, kind, Score.signed(share), spans.get(span).source());
    }
}
