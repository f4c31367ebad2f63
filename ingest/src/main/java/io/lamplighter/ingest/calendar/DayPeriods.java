// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.RecurrenceRule.Frequency;
import io.lamplighter.ingest.calendar.RecurrenceRule.Skip;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Periods of a day and longer. */
final class DayPeriods implements Periods {
    private static final int LAST_YEAR = 9_999;

    private final RecurrenceRule rule;
    private final DayFilter filter;
    private final List<LocalTime> times;
    private final Steps steps;
    private LocalDate at;

    DayPeriods(RecurrenceRule rule, LocalDateTime start, List<LocalTime> times, Steps steps) {
        this.rule = rule;
        this.filter = new DayFilter(rule, start);
        this.times = times;
        this.steps = steps;
        this.at = switch (rule.frequency()) {
            case YEARLY -> start.toLocalDate().withDayOfYear(1);
            case MONTHLY -> start.toLocalDate().withDayOfMonth(1);
            case WEEKLY -> start.toLocalDate().with(TemporalAdjusters.previousOrSame(rule.weekStart()));
            default -> start.toLocalDate();
        };
    }

    /** Goes on where occurrences from that day on can be; one period earlier, because SKIP moves days. */
    void skipTo(LocalDate day) {
        long periods = Math.max(0, unit().between(at, day) / rule.interval() - 1);
        at = at.plus(periods * rule.interval(), unit());
    }

    private ChronoUnit unit() {
        return switch (rule.frequency()) {
            case YEARLY -> ChronoUnit.YEARS;
            case MONTHLY -> ChronoUnit.MONTHS;
            case WEEKLY -> ChronoUnit.WEEKS;
            default -> ChronoUnit.DAYS;
        };
    }

    @Override
    public @Nullable Candidates next() {
        if (at.getYear() > LAST_YEAR || !steps.take()) {
            return null;
        }
        TreeSet<LocalDate> days = new TreeSet<>();
        LocalDate end = at.plus(1, unit());
        for (LocalDate day = at; day.isBefore(end);) {
            if (rule.frequency() == Frequency.YEARLY && day.getDayOfMonth() == 1
                    && !filter.monthMatches(day.getMonthValue())) {
                day = day.plusMonths(1);
                continue;
            }
            if (!steps.take()) {
                return null;
            }
            if (filter.matches(day)) {
                days.add(day);
            }
            day = day.plusDays(1);
        }
        if (rule.skip() != Skip.OMIT) {
            addMoved(days, end);
        }
        at = rule.interval() > 1_000_000 ? LocalDate.of(LAST_YEAR + 1, 1, 1) : at.plus(rule.interval(), unit());
        return new Candidates(List.copyOf(days), times);
    }

    /** RFC 7529 §4.1: days that a month or year does not have are its last, or the first of the next. */
    private void addMoved(TreeSet<LocalDate> days, LocalDate end) {
        if (rule.frequency() == Frequency.YEARLY) {
            rule.by().yearDays().stream().filter(day -> Math.abs(day) > Year.of(at.getYear()).length())
                    .forEach(day -> add(days, day, at, end));
        }
        if (rule.frequency() == Frequency.YEARLY || rule.frequency() == Frequency.MONTHLY) {
            for (YearMonth month = YearMonth.from(at); month.atDay(1).isBefore(end); month = month.plusMonths(1)) {
                if (filter.monthMatches(month.getMonthValue())) {
                    addMoved(days, month);
                }
            }
        }
    }

    private void addMoved(TreeSet<LocalDate> days, YearMonth month) {
        filter.monthDays().stream().filter(day -> Math.abs(day) > month.lengthOfMonth())
                .forEach(day -> add(days, day, month.atDay(1), month.plusMonths(1).atDay(1)));
    }

    private void add(TreeSet<LocalDate> days, int day, LocalDate first, LocalDate next) {
        LocalDate beyond = day > 0 ? next : first;
        LocalDate moved = rule.skip() == Skip.FORWARD ? beyond : beyond.minusDays(1);
        if (filter.matchesOtherwise(moved)) {
            days.add(moved);
        }
    }
}
