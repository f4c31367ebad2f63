// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long a buyer has been silent, and what that means.
 *
 * <p>Pure: the same facts give the same reading, whenever they became known. A late import or a corrected match therefore
 * corrects the past as well.
 *
 * @param days full days of silence; while blind, the most it can be
 * @param goesDarkAt when the threshold is or was crossed, as things stand
 */
public record Silence(State state, int days, int threshold, Instant goesDarkAt) {

    /** The states of the clock. */
    public enum State {
        /** The buyer wrote recently. */
        BRIGHT,
        /** Two thirds of the threshold have passed. */
        HEADING_DARK,
        /** Silent for longer than the pipeline allows. */
        DARK,
        /** An absence was announced: nothing is expected until its end. */
        PAUSED,
        /** The silence may be ours: what the buyer sends is not being read. */
        BLIND
    }

    /** A time during which nothing was expected of the buyer. */
    public record Pause(Instant from, Instant until) {}

    /**
     * @param since the last human inbound interaction; where there was none, the first sign of the deal
     * @param pauses announced absences, in any order; they may overlap
     * @param blindSince since when we may be deaf
     */
    public static Silence of(Instant since, List<Pause> pauses, Optional<Instant> blindSince, int threshold,
            Instant now) {
        Duration paused = overlap(since, now, pauses);
        Duration silent = Duration.between(since, now).minus(paused);
        int days = (int) Math.max(0, silent.toDays());
        Instant dark = now.plus(Duration.ofDays(threshold)).minus(silent);
        return new Silence(state(days, pauses, blindSince, threshold, now), days, threshold, dark);
    }

    private static State state(int days, List<Pause> pauses, Optional<Instant> blindSince, int threshold, Instant now) {
        if (blindSince.isPresent()) {
            return State.BLIND;
        }
        if (days >= threshold) {
            return State.DARK;
        }
        if (pauses.stream().anyMatch(p -> !p.from().isAfter(now) && p.until().isAfter(now))) {
            return State.PAUSED;
        }
        return days * 3 >= threshold * 2 ? State.HEADING_DARK : State.BRIGHT;
    }

    /** How much of the time from {@code begin} to {@code end} lies in any of the pauses. */
    private static Duration overlap(Instant begin, Instant end, List<Pause> pauses) {
        Duration total = Duration.ZERO;
        Instant counted = begin;
        for (Pause pause : pauses.stream().sorted(Comparator.comparing(Pause::from)).toList()) {
            Instant from = pause.from().isBefore(counted) ? counted : pause.from();
            Instant until = pause.until().isAfter(end) ? end : pause.until();
            if (until.isAfter(from)) {
                total = total.plus(Duration.between(from, until));
                counted = until;
            }
        }
        return total;
    }
}
