// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The last weeks of one deal as small bars: what came in above the line, what went out below, oldest left.
 *
 * @param width of the drawing, in its own units; the height is always {@value #HEIGHT}
 * @param sentence the same figures for somebody who does not see them
 */
public record InOutBars(int width, List<Bar> bars, String sentence) {

    static final int HEIGHT = 46;
    private static final double STEP = 17;
    private static final double ABOVE = 25;
    private static final double BELOW = 27;
    private static final double IN_FULL = 22;
    private static final double OUT_FULL = 17;
    private static final int FULL = 5;

    public InOutBars {
        bars = List.copyOf(bars);
    }

    /** One week. A blind week has no figures: nobody knows them. */
    public record Week(int in, int out, boolean blind) {

        public static Week of(int in, int out) {
            return new Week(in, out, false);
        }

        public static Week unread() {
            return new Week(0, 0, true);
        }
    }

    /** @param kind {@code in}, {@code out}, {@code zero} or {@code gap}; also its class */
    public record Bar(String kind, double x, double y, double height) {

        public double width() {
            return kind.equals("gap") ? 12 : 13;
        }

        public double corner() {
            return switch (kind) {
                case "zero" -> 0;
                case "gap" -> 2;
                default -> 1.5;
            };
        }
    }

    /** Five a week fill the height; a busier week makes all of this deal's bars smaller. */
    public static InOutBars of(List<Week> weeks) {
        int most = weeks.stream().mapToInt(week -> Math.max(week.in, week.out)).max().orElse(0);
        int full = Math.max(FULL, most);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < weeks.size(); i++) {
            draw(weeks.get(i), STEP * i, full, bars);
        }
        return new InOutBars((int) (STEP * weeks.size() - 4), bars, sentence(weeks));
    }

    private static void draw(Week week, double x, int full, List<Bar> bars) {
        if (week.blind) {
            bars.add(new Bar("gap", x + 0.5, 4.5, HEIGHT - 8));
            return;
        }
        double in = Round.tenths(IN_FULL * week.in / full);
        double out = Round.tenths(OUT_FULL * week.out / full);
        bars.add(week.in == 0 ? new Bar("zero", x, ABOVE - 1, 1) : new Bar("in", x, Round.tenths(ABOVE - in), in));
        bars.add(week.out == 0 ? new Bar("zero", x, BELOW, 1) : new Bar("out", x, BELOW, out));
    }

    private static String sentence(List<Week> weeks) {
        String in = weeks.stream().map(week -> week.blind ? "not known" : "" + week.in)
                .collect(Collectors.joining(", "));
        String out = weeks.stream().map(week -> week.blind ? "not known" : "" + week.out)
                .collect(Collectors.joining(", "));
        return "Last " + weeks.size() + " weeks, oldest first. In: " + in + ". Out: " + out + ".";
    }
}
