// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * An RRULE (RFC 5545 §3.3.10; SKIP from RFC 7529), checked: a rule that exists has only values that can match.
 *
 * @param count how many occurrences there are; 0 where nothing limits them
 */
public record RecurrenceRule(Frequency frequency, int interval, int count, Optional<Until> until, Lists by,
        List<NthDay> days, DayOfWeek weekStart, Skip skip) {

    /** What it repeats by, from seldom to often. */
    public enum Frequency {
        YEARLY, MONTHLY, WEEKLY, DAILY, HOURLY, MINUTELY, SECONDLY;

        boolean isWithinADay() {
            return compareTo(DAILY) > 0;
        }
    }

    /** What becomes of the 31st in a month without one. */
    public enum Skip {
        OMIT, BACKWARD, FORWARD
    }

    /**
     * The last moment an occurrence may begin.
     *
     * @param utc whether {@code time} is in UTC, not in the meeting's zone
     * @param wholeDay whether only the day counts
     */
    public record Until(LocalDateTime time, boolean utc, boolean wholeDay) {}

    /** @param nth counted from the start of month or year, from its end where negative; 0 for every such day */
    public record NthDay(int nth, DayOfWeek day) {}

    /** The BY parts that are plain numbers; each sorted, empty where it is not given. */
    public record Lists(List<Integer> seconds, List<Integer> minutes, List<Integer> hours, List<Integer> monthDays,
            List<Integer> yearDays, List<Integer> weeks, List<Integer> months, List<Integer> positions) {

        public Lists {
            seconds = List.copyOf(seconds);
            minutes = List.copyOf(minutes);
            hours = List.copyOf(hours);
            monthDays = List.copyOf(monthDays);
            yearDays = List.copyOf(yearDays);
            weeks = List.copyOf(weeks);
            months = List.copyOf(months);
            positions = List.copyOf(positions);
        }
    }

    public RecurrenceRule {
        days = List.copyOf(days);
    }

    /** Empty where it is no rule, or one of another calendar than the Gregorian. */
    public static Optional<RecurrenceRule> parse(String value) {
        return RuleText.parse(value);
    }

    /** As RFC 5545 writes it ({@code FREQ=WEEKLY;BYDAY=MO}); {@link #parse} makes an equal rule of it. */
    public String text() {
        return RuleWriter.text(this);
    }
}
