// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DATE or DATE-TIME (RFC 5545 §3.3.4, §3.3.5), and the ISO 8601 forms that are written in its place.
 *
 * @param utc whether a {@code Z} or an offset was written; {@code local} is then in UTC
 */
record DateValue(LocalDateTime local, boolean utc, boolean dateOnly) {
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})-?(\\d\\d)-?(\\d\\d)(?:[T ](\\d\\d):?(\\d\\d)(?::?(\\d\\d))?(?:[.,]\\d+)?(Z|[+-]\\d\\d:?\\d\\d)?)?",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 40;

    static Optional<DateValue> parse(String text) {
        String value = text.strip();
        Matcher matcher = FORM.matcher(value);
        if (value.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            return Optional.of(matcher.group(4) == null
                    ? new DateValue(day.atStartOfDay(), false, true)
                    : withTime(day, matcher));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateValue withTime(LocalDate day, Matcher matcher) {
        int hour = number(matcher, 4);
        int second = matcher.group(6) == null ? 0 : Math.min(59, number(matcher, 6));
        // ISO 8601 lets a day end at 24:00; a leap second becomes the second before it.
        LocalDateTime local = hour == 24
                ? day.plusDays(1).atStartOfDay()
                : LocalDateTime.of(day, LocalTime.of(hour, number(matcher, 5), second));
        String offset = matcher.group(7);
        if (offset == null) {
            return new DateValue(local, false, false);
        }
        return new DateValue(local.minusSeconds(Offsets.seconds(offset).orElse(0)), true, false);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(String.valueOf(matcher.group(group)));
    }
}
