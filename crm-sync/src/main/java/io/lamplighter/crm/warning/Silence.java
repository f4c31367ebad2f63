// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How long a buyer has been silent, and what that means.
 *
 * <p>Pure: the same facts give the same reading, whenever they became known. A late import or a corrected match therefore
 * corrects the past as well.
 *
 * @param days full days of silence; while blind, the most it can be
 * @param goesDarkOn the day on which the threshold is or was reached, as things stand
 */
public record Silence(State state, int days, int threshold, LocalDate goesDarkOn) {

    /** The states of the clock. */
    public enum State {
        /** The buyer wrote recently. */
        BRIGHT,
        /** Two thirds of the threshold have passed. */
        HEADING_DARK,
        /** Silent for longer than the pipeline allows. */
        DARK,
        /** An absence was announced, or a meeting is planned: nothing is expected until then. */
        PAUSED,
        /** The silence may be ours: what the buyer sends is not being read. */
        BLIND
    }

    /** A time during which nothing was expected of the buyer. */
    public record Pause(Instant from, Instant until) {

        /** Whether nothing was expected on this day: it begins inside the pause. */
        boolean covers(LocalDate day, ZoneId zone) {
            Instant begins = day.atStartOfDay(zone).toInstant();
            return begins.isAfter(from) && !begins.isAfter(until);
        }
    }

    /**
     * @param since the last human inbound interaction; where there was none, the first sign of the deal
     * @param pauses announced absences, in any order; they may overlap
     * @param blindSince since when we may be deaf
     * @param zone whose midnights separate the days: people count days, not hours
     */
    public static Silence of(Instant since, List<Pause> pauses, Optional<Instant> blindSince, int threshold,
            Instant now,
            ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate begin = LocalDate.ofInstant(since, zone);
        long paused = begin.datesUntil(today.isBefore(begin) ? begin : today)
                .filter(day -> pauses.stream().anyMatch(p -> p.covers(day.plusDays(1), zone))).count();
        int days = (int) Math.max(0, ChronoUnit.DAYS.between(begin, today) - paused);
        return new Silence(state(days, pauses, blindSince, threshold, now), days, threshold,
                today.plusDays((long) threshold - days));
    }

    /** The same while a meeting with the buyer is planned: no silence is alarming before it. What cannot be seen stays unseen. */
    public Silence held() {
        return state == State.DARK || state == State.HEADING_DARK
                ? new Silence(State.PAUSED, days, threshold, goesDarkOn)
                : this;
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
}
