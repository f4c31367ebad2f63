// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.RecurrenceRule.Frequency;
import io.lamplighter.ingest.calendar.RecurrenceRule.NthDay;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.WeekFields;
import java.util.List;

/** Whether a day has occurrences, by the BY parts of a rule that speak of days, each narrowing the others. */
final class DayFilter {
    private final RecurrenceRule rule;
    private final WeekFields weeks;
    private final List<Integer> months;
    private final List<Integer> monthDays;
    private final List<NthDay> days;

    DayFilter(RecurrenceRule rule, LocalDateTime start) {
        this.rule = rule;
        this.weeks = WeekFields.of(rule.weekStart(), 4);
        boolean given = !rule.by().weeks().isEmpty() || !rule.by().yearDays().isEmpty()
                || !rule.by().monthDays().isEmpty() || !rule.days().isEmpty();
        Frequency frequency = rule.frequency();
        // RFC 5545 §3.3.10: what the rule leaves open is as in DTSTART.
        this.months = !given && frequency == Frequency.YEARLY && rule.by().months().isEmpty()
                ? List.of(start.getMonthValue())
                : rule.by().months();
        this.monthDays = !given && frequency.compareTo(Frequency.MONTHLY) <= 0
                ? List.of(start.getDayOfMonth())
                : rule.by().monthDays();
        this.days = !given && frequency == Frequency.WEEKLY || onlyWeeks() && weekMatches(start.toLocalDate())
                ? List.of(new NthDay(0, start.getDayOfWeek()))
                : rule.days();
    }

    /**
     * Weeks without a weekday mean DTSTART's. Where DTSTART lies in none of them the standard says nothing, and other
     * programs take all seven days.
     */
    private boolean onlyWeeks() {
        return rule.frequency() == Frequency.YEARLY && !rule.by().weeks().isEmpty() && rule.days().isEmpty()
                && rule.by().monthDays().isEmpty() && rule.by().yearDays().isEmpty();
    }

    List<Integer> monthDays() {
        return monthDays;
    }

    boolean monthMatches(int month) {
        return months.isEmpty() || months.contains(month);
    }

    boolean matches(LocalDate day) {
        return monthMatches(day.getMonthValue()) && dayOfMonthMatches(day) && matchesOtherwise(day)
                && yearDayMatches(day);
    }

    /** Whether nothing but the number of the day speaks against it; of a day that was moved. */
    boolean matchesOtherwise(LocalDate day) {
        return weekDayMatches(day) && weekMatches(day);
    }

    private boolean dayOfMonthMatches(LocalDate day) {
        return monthDays.isEmpty() || monthDays.contains(day.getDayOfMonth())
                || monthDays.contains(day.getDayOfMonth() - day.lengthOfMonth() - 1);
    }

    private boolean yearDayMatches(LocalDate day) {
        List<Integer> yearDays = rule.by().yearDays();
        return yearDays.isEmpty() || yearDays.contains(day.getDayOfYear())
                || yearDays.contains(day.getDayOfYear() - day.lengthOfYear() - 1);
    }

    private boolean weekMatches(LocalDate day) {
        List<Integer> wanted = rule.by().weeks();
        if (wanted.isEmpty()) {
            return true;
        }
        int week = day.get(weeks.weekOfWeekBasedYear());
        long last = day.range(weeks.weekOfWeekBasedYear()).getMaximum();
        return wanted.contains(week) || wanted.contains((int) (week - last - 1));
    }

    private boolean weekDayMatches(LocalDate day) {
        if (days.isEmpty()) {
            return true;
        }
        DayOfWeek name = day.getDayOfWeek();
        for (NthDay wanted : days) {
            if (wanted.day() == name && (wanted.nth() == 0 || isNth(day, wanted.nth()))) {
                return true;
            }
        }
        return false;
    }

    /** Numbers of weekdays only mean something within months and years; elsewhere every such day is meant. */
    private boolean isNth(LocalDate day, int nth) {
        boolean inMonth = rule.frequency() == Frequency.MONTHLY
                || rule.frequency() == Frequency.YEARLY && !months.isEmpty();
        if (!inMonth && (rule.frequency() != Frequency.YEARLY || !rule.by().weeks().isEmpty())) {
            return true;
        }
        int number = inMonth ? day.getDayOfMonth() : day.getDayOfYear();
        int length = inMonth ? day.lengthOfMonth() : day.lengthOfYear();
        return nth > 0 ? (number - 1) / 7 + 1 == nth : (length - number) / 7 + 1 == -nth;
    }
}
