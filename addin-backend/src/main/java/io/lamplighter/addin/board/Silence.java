// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

/**
 * How long the buyer has been silent, as a lamp, a number and what is left of the threshold.
 *
 * @param light the lamp: {@code 5} (just wrote) to {@code 1}, {@code 0} dark, {@code blind} or {@code paused}
 * @param days since the buyer last wrote; for a deal in which nobody wrote yet, since it was opened
 * @param threshold days after which the deal counts as dark
 */
public record Silence(ClockState state, String light, int days, int threshold, boolean everWrote) {

    /** A deal whose clock runs. The same thresholds as the clock: at two thirds heading dark, at the full dark. */
    public static Silence running(int days, int threshold) {
        return new Silence(stateAt(days, threshold), Integer.toString(lightAt(days, threshold)), days, threshold, true);
    }

    /** The mailbox cannot be read: the days are a most, not a measure. */
    public static Silence blind(int days, int threshold) {
        return new Silence(ClockState.BLIND, "blind", days, threshold, true);
    }

    /** An out-of-office with a return date stopped the clock. */
    public static Silence paused(int days, int threshold) {
        return new Silence(ClockState.BRIGHT, "paused", days, threshold, true);
    }

    /** An accepted meeting ahead keeps the deal bright, whatever the days say. */
    public static Silence held(int days, int threshold) {
        int light = Math.max(3, lightAt(days, threshold));
        return new Silence(ClockState.BRIGHT, Integer.toString(light), days, threshold, true);
    }

    /** The same, for a buyer who never wrote. */
    public Silence neverWrote() {
        return new Silence(state, light, days, threshold, false);
    }

    public static ClockState stateAt(int days, int threshold) {
        if (days >= threshold) {
            return ClockState.DARK;
        }
        return days * 3 >= threshold * 2 ? ClockState.HEADING : ClockState.BRIGHT;
    }

    static int lightAt(int days, int threshold) {
        double gone = (double) days / threshold;
        if (gone >= 1) {
            return 0;
        }
        if (gone > 0.85) {
            return 1;
        }
        if (gone > 2 / 3.0) {
            return 2;
        }
        if (gone > 0.5) {
            return 3;
        }
        return gone > 0.25 ? 4 : 5;
    }

    /** What stands after the number. */
    public String unit() {
        if (state == ClockState.BLIND) {
            return days == 0 ? "days" : "or less";
        }
        return days == 1 ? "day" : "days";
    }

    /** The part of the threshold still left, as a width. */
    public String left() {
        return Math.clamp(Math.round(100.0 * (threshold - days) / threshold), 0, 100) + "%";
    }

    /** The same for somebody who does not see the lamp. */
    public String inWords() {
        if (state == ClockState.BLIND) {
            return "at most " + days + " of " + threshold + " days, not certain";
        }
        return everWrote
                ? days + " of " + threshold + " days since the buyer wrote"
                : days + " of " + threshold + " days; the buyer has never written";
    }
}
