// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.ArrayList;
import java.util.List;

/**
 * The strip on top of the board.
 *
 * @param atRisk the value of the dark and the heading-dark deals: "€896,000"
 * @param sentence what it is a part of: "at risk, of €2.25 million open in 34 deals."
 * @param beam the open value by state; empty where nothing has a value
 * @param beamWords the same in words
 */
public record Summary(String atRisk, String sentence, List<Share> beam, String beamWords, List<Cell> cells) {

    public Summary {
        beam = List.copyOf(beam);
        cells = List.copyOf(cells);
    }

    /**
     * @param kind a {@link ClockState#key()}
     * @param x where it begins and {@code width} how wide it is, in percent of the beam
     */
    public record Share(String kind, double x, double width) {

        public double end() {
            return Round.tenths(x + width);
        }
    }

    /**
     * One state and what is in it; pressing it filters the list.
     *
     * @param key the value of the filter {@code state}: a {@link ClockState#key()} or {@code bad}
     * @param light the lamp; empty for bad news, which has a triangle
     * @param remark what changed lately: "three since Monday"; may be empty
     */
    public record Cell(String key, String light, String label, int deals, String amount, String remark,
            boolean chosen) {

        public static Cell of(ClockState state, int deals, String amount, String remark, boolean chosen) {
            String light = switch (state) {
                case DARK -> "0";
                case HEADING -> "2";
                case BLIND -> "blind";
                case BRIGHT -> "5";
            };
            return new Cell(state.key(), light, state.label(), deals, amount, remark, chosen);
        }

        public static Cell badNews(int deals, String amount, String remark, boolean chosen) {
            return new Cell("bad", "", "Bad news", deals, amount, remark, chosen);
        }
    }

    /** Divides the beam by value; {@code values} are in the order of {@link ClockState}. */
    public static List<Share> beam(double... values) {
        double total = 0;
        for (double value : values) {
            total += value;
        }
        List<Share> shares = new ArrayList<>();
        double x = 0;
        for (ClockState state : ClockState.values()) {
            double width = total == 0 ? 0 : 100 * values[state.ordinal()] / total;
            if (width > 0) {
                shares.add(new Share(state.key(), Round.tenths(x), Round.tenths(width)));
            }
            x += width;
        }
        return shares;
    }
}
