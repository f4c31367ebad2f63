// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.microsoft.graph.models.DayOfWeek;
import com.microsoft.graph.models.PatternedRecurrence;
import com.microsoft.graph.models.RecurrencePattern;
import com.microsoft.graph.models.RecurrencePatternType;
import com.microsoft.graph.models.RecurrenceRange;
import com.microsoft.graph.models.RecurrenceRangeType;
import com.microsoft.graph.models.WeekIndex;
import io.lamplighter.ingest.calendar.RecurrenceRule;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Graph's pattern and range as the one rule that iCalendar writes (RFC 5545 §3.3.10). */
final class RecurrenceText {

    private final StringBuilder rule = new StringBuilder();

    private RecurrenceText() {}

    /** Empty where the pattern is none that is known. */
    static Optional<RecurrenceRule> rule(PatternedRecurrence recurrence) {
        RecurrencePattern pattern = recurrence.getPattern();
        if (pattern == null || pattern.getType() == null) {
            return Optional.empty();
        }
        RecurrenceText text = new RecurrenceText();
        text.pattern(pattern, pattern.getType());
        text.range(recurrence.getRange());
        return RecurrenceRule.parse(text.rule.toString());
    }

    private void pattern(RecurrencePattern pattern, RecurrencePatternType type) {
        switch (type) {
            case Daily -> part("FREQ", "DAILY");
            case Weekly -> {
                part("FREQ", "WEEKLY");
                days(pattern, "");
                if (pattern.getFirstDayOfWeek() != null) {
                    part("WKST", day(pattern.getFirstDayOfWeek()));
                }
            }
            case AbsoluteMonthly -> {
                part("FREQ", "MONTHLY");
                part("BYMONTHDAY", pattern.getDayOfMonth());
            }
            case RelativeMonthly -> {
                part("FREQ", "MONTHLY");
                relative(pattern);
            }
            case AbsoluteYearly -> {
                part("FREQ", "YEARLY");
                part("BYMONTH", pattern.getMonth());
                part("BYMONTHDAY", pattern.getDayOfMonth());
            }
            case RelativeYearly -> {
                part("FREQ", "YEARLY");
                part("BYMONTH", pattern.getMonth());
                relative(pattern);
            }
        }
        if (pattern.getInterval() != null && pattern.getInterval() > 1) {
            part("INTERVAL", pattern.getInterval());
        }
    }

    /** The second Tuesday is {@code BYDAY=2TU}; the last working day takes a position among several. */
    private void relative(RecurrencePattern pattern) {
        WeekIndex index = pattern.getIndex();
        int nth = index == null ? 1 : index == WeekIndex.Last ? -1 : index.ordinal() + 1;
        if (Answers.of(pattern.getDaysOfWeek()).size() == 1) {
            days(pattern, Integer.toString(nth));
        } else {
            days(pattern, "");
            part("BYSETPOS", nth);
        }
    }

    private void days(RecurrencePattern pattern, String nth) {
        List<DayOfWeek> days = Answers.of(pattern.getDaysOfWeek());
        if (!days.isEmpty()) {
            part("BYDAY", days.stream().map(day -> nth + day(day)).collect(Collectors.joining(",")));
        }
    }

    private void range(@Nullable RecurrenceRange range) {
        if (range == null || range.getType() == null) {
            return;
        }
        if (range.getType() == RecurrenceRangeType.Numbered && range.getNumberOfOccurrences() != null) {
            part("COUNT", range.getNumberOfOccurrences());
        } else if (range.getType() == RecurrenceRangeType.EndDate && range.getEndDate() != null) {
            part("UNTIL", DateTimeFormatter.BASIC_ISO_DATE.format(range.getEndDate()));
        }
    }

    private static String day(DayOfWeek day) {
        return day.getValue().substring(0, 2).toUpperCase(Locale.ROOT);
    }

    private void part(String name, @Nullable Object value) {
        if (value != null) {
            rule.append(rule.isEmpty() ? "" : ";").append(name).append('=').append(value);
        }
    }
}
