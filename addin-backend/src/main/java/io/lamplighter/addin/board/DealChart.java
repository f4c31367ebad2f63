// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The chart of a deal over twelve weeks, as geometry: what came in and went out, and the silence as a line that grows until
 * the buyer writes. All coordinates are in a drawing of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param bars in and out, one per day at most of each
 * @param meetings centres of the circles
 * @param bands paused, blind and dark time, as {@code pause}, {@code blind}, {@code over}
 * @param line the silence as the points of a path; {@code area} is the same closed at the bottom
 * @param labels texts that depend on the data; the axis names stand in the template
 * @param sentence all of it in words, for the text alternative
 * @param table the weeks behind it
 */
public record DealChart(
        List<Box> bars, List<Box> meetings, List<Band> bands, List<Tick> ticks, String line, String area,
        Level threshold,
        Box now, List<Label> labels, String sentence, List<WeekRow> table) {

    static final int WIDTH = 904;
    static final int HEIGHT = 262;

    public DealChart {
        bars = List.copyOf(bars);
        meetings = List.copyOf(meetings);
        bands = List.copyOf(bands);
        ticks = List.copyOf(ticks);
        labels = List.copyOf(labels);
        table = List.copyOf(table);
    }

    /** Draws it, in the reader's words. */
    public static DealChart of(ChartDays days, Words words) {
        return new ChartDrawing(days, words).draw();
    }

    public boolean has(String kind) {
        return bands.stream().anyMatch(band -> band.kind.equals(kind));
    }

    /** @param kind {@code in}, {@code out}, {@code meet} or {@code now}; also its class */
    public record Box(String kind, double x, double y, double height) {}

    public record Band(String kind, double x, double width) {}

    /** A Monday; every second one has a label. */
    public record Tick(double x, @Nullable String label) {}

    /** A height on the axis of silence. */
    public record Level(int days, double y) {}

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    public record Label(String text, double x, double y, String anchor, String kind) {}

    /** @param in as text, because a week that was not read has no figure */
    public record WeekRow(String from, String in, String out, String clock) {}
}
