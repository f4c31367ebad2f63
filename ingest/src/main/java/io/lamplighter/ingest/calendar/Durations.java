// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DURATION (RFC 5545 §3.3.6). Days are 24 hours: the zone's clock may differ by one once a year, which no meeting that is
 * given by days is sensitive to.
 */
final class Durations {
    private static final Pattern FORM = Pattern.compile(
            "([+-])?P(?:(\\d{1,5})W)?(?:(\\d{1,5})D)?(?:T?(?:(\\d{1,6})H)?(?:(\\d{1,7})M)?(?:(\\d{1,9})S)?)?",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 60;

    private Durations() {}

    static Optional<Duration> parse(String text) {
        String value = text.strip();
        Matcher matcher = FORM.matcher(value);
        if (value.length() > LONGEST || value.length() < 3 || !matcher.matches()) {
            return Optional.empty();
        }
        Duration duration = Duration.ofDays(number(matcher, 2) * 7 + number(matcher, 3)).plusHours(number(matcher, 4))
                .plusMinutes(number(matcher, 5)).plusSeconds(number(matcher, 6));
        return Optional.of("-".equals(matcher.group(1)) ? duration.negated() : duration);
    }

    private static long number(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? 0 : Long.parseLong(text);
    }
}
