// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.RecurrenceRule.Frequency;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hours, minutes and seconds, by the clock on the wall; whole days and hours that cannot match are one step. */
final class ClockPeriods implements Periods {
    private static final long DAY = 86_400;
    private static final long HOUR = 3_600;
    private static final long MINUTE = 60;
    private static final long END = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY;

    private final RecurrenceRule rule;
    private final DayFilter filter;
    private final LocalDateTime start;
    private final Steps steps;
    private final long base;
    private final long step;
    private long at;

    ClockPeriods(RecurrenceRule rule, LocalDateTime start, Steps steps) {
        this.rule = rule;
        this.filter = new DayFilter(rule, start);
        this.start = start;
        this.steps = steps;
        long unit = switch (rule.frequency()) {
            case HOURLY -> HOUR;
            case MINUTELY -> MINUTE;
            default -> 1;
        };
        this.step = unit * rule.interval();
        this.base = Math.floorDiv(start.toEpochSecond(ZoneOffset.UTC), unit) * unit;
        this.at = base;
    }

    void skipTo(LocalDateTime time) {
        at = Math.max(at, aligned(time.toEpochSecond(ZoneOffset.UTC) - step));
    }

    /** The first period that begins at {@code second} or later. */
    private long aligned(long second) {
        return base + Math.ceilDiv(second - base, step) * step;
    }

    @Override
    public @Nullable Candidates next() {
        while (at < END && steps.take()) {
            long second = at;
            long jump = jump(second);
            if (jump > second) {
                at = aligned(jump);
            } else {
                at += step;
                return new Candidates(List.of(LocalDate.ofEpochDay(Math.floorDiv(second, DAY))), times(second));
            }
        }
        return null;
    }

    /** Where to go on if nothing of this day, hour or minute can match. */
    private long jump(long second) {
        if (!filter.matches(LocalDate.ofEpochDay(Math.floorDiv(second, DAY)))) {
            return after(second, DAY);
        }
        if (lacks(rule.by().hours(), Math.floorMod(second, DAY) / HOUR)) {
            return after(second, HOUR);
        }
        if (rule.frequency() != Frequency.HOURLY && lacks(rule.by().minutes(), Math.floorMod(second, HOUR) / MINUTE)) {
            return after(second, MINUTE);
        }
        boolean lacking = rule.frequency() == Frequency.SECONDLY
                && lacks(rule.by().seconds(), Math.floorMod(second, MINUTE));
        return lacking ? second + 1 : second;
    }

    private static long after(long second, long unit) {
        return (Math.floorDiv(second, unit) + 1) * unit;
    }

    private static boolean lacks(List<Integer> wanted, long number) {
        return !wanted.isEmpty() && !wanted.contains((int) number);
    }

    private List<LocalTime> times(long second) {
        LocalTime time = LocalTime.ofSecondOfDay(Math.floorMod(second, DAY));
        if (rule.frequency() == Frequency.SECONDLY) {
            return List.of(time);
        }
        List<Integer> minutes = rule.frequency() == Frequency.MINUTELY
                ? List.of(time.getMinute())
                : orElse(rule.by().minutes(), start.getMinute());
        List<LocalTime> times = new ArrayList<>();
        for (int minute : minutes) {
            for (int s : orElse(rule.by().seconds(), start.getSecond())) {
                if (s < MINUTE) {
                    times.add(LocalTime.of(time.getHour(), minute, s));
                }
            }
        }
        return times;
    }

    static List<Integer> orElse(List<Integer> given, int otherwise) {
        return given.isEmpty() ? List.of(otherwise) : given;
    }
}
