// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.RecurrenceRule.Until;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times of a rule on the wall clock of its zone, in order and without repetition.
 *
 * <p>It goes period by period, as RFC 5545 §3.3.10 tells it: all that the BY parts make of one period, of these the
 * positions BYSETPOS asks for, and of these what is not before the start, not after UNTIL and within COUNT.
 */
final class RuleWalk {
    private final RecurrenceRule rule;
    private final LocalDateTime start;
    private final MeetingZone zone;
    private final Periods periods;
    private final Steps steps;
    private @Nullable Candidates candidates;
    private int[] positions = new int[0];
    private int index;
    private int left;
    private @Nullable LocalDateTime last;
    private boolean ended;

    /**
     * @param start the series' first occurrence; that the rule would not make it one is of no matter when
     *        {@code startCounts}
     * @param dateOnly whether the series is of days, for which the rule's times mean nothing
     */
    RuleWalk(RecurrenceRule rule, LocalDateTime start, boolean dateOnly, MeetingZone zone, Steps steps) {
        this.rule = rule;
        this.start = start;
        this.zone = zone;
        this.steps = steps;
        this.left = rule.count() == 0 ? Integer.MAX_VALUE : rule.count();
        this.periods = rule.frequency().isWithinADay()
                ? new ClockPeriods(rule, start, steps)
                : new DayPeriods(rule, start, dateOnly ? List.of(LocalTime.MIDNIGHT) : times(), steps);
    }

    /** DTSTART is an occurrence even if the rule does not say so, and counts as the first (RFC 5545 §3.8.5.3). */
    RuleWalk startCounts() {
        last = start;
        left--;
        return this;
    }

    /** Leaves out what is long before; not where occurrences are counted. */
    RuleWalk skipTo(LocalDateTime time) {
        if (rule.count() == 0 && time.isAfter(start)) {
            switch (periods) {
                case DayPeriods days -> days.skipTo(time.toLocalDate());
                case ClockPeriods clock -> clock.skipTo(time);
                default -> throw new IllegalStateException("a kind of periods unheard of");
            }
        }
        return this;
    }

    private List<LocalTime> times() {
        List<LocalTime> times = new ArrayList<>();
        for (int hour : ClockPeriods.orElse(rule.by().hours(), start.getHour())) {
            for (int minute : ClockPeriods.orElse(rule.by().minutes(), start.getMinute())) {
                for (int second : ClockPeriods.orElse(rule.by().seconds(), start.getSecond())) {
                    if (second < 60) {
                        times.add(LocalTime.of(hour, minute, second));
                    }
                }
            }
        }
        return times;
    }

    /** The next time, or null when there is none, or none that the steps suffice for. */
    @Nullable
    LocalDateTime next() {
        while (!ended && left > 0) {
            LocalDateTime time = candidate();
            if (time == null || !steps.take() || isAfterUntil(time)) {
                ended = true;
            } else if (!time.isBefore(start) && (last == null || time.isAfter(last)) && exists(time)) {
                last = time;
                left--;
                return time;
            }
        }
        return null;
    }

    /** An hour that the rule names and the day does not have makes no occurrence; one that DTSTART names is moved. */
    private boolean exists(LocalDateTime time) {
        return rule.by().hours().isEmpty() || !zone.skips(time);
    }

    private @Nullable LocalDateTime candidate() {
        while (true) {
            Candidates now = candidates;
            if (now != null && rule.by().positions().isEmpty() && index < now.size()) {
                return now.get(index++);
            }
            if (now != null && !rule.by().positions().isEmpty() && index < positions.length) {
                return now.get(positions[index++]);
            }
            candidates = periods.next();
            if (candidates == null) {
                return null;
            }
            index = 0;
            positions = positions(candidates.size());
        }
    }

    private int[] positions(int size) {
        return rule.by().positions().stream().mapToInt(p -> p > 0 ? p - 1 : size + p).filter(p -> p >= 0 && p < size)
                .sorted().distinct().toArray();
    }

    private boolean isAfterUntil(LocalDateTime time) {
        if (rule.until().isEmpty()) {
            return false;
        }
        Until until = rule.until().get();
        if (until.wholeDay()) {
            // Against RFC 5545 §3.3.10 also written for timed series; the day is then meant to be in.
            return time.toLocalDate().isAfter(until.time().toLocalDate());
        }
        return until.utc() && !zone.isFloating()
                ? zone.instant(time).isAfter(until.time().toInstant(ZoneOffset.UTC))
                : time.isAfter(until.time());
    }
}
