// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts every time of the sample world back from one moment, so that the world looks the same on any day. */
final class WorldTime {

    private static final Pattern DAY_AND_TIME = Pattern.compile("([+-]\\d+)d (\\d{2}:\\d{2})");
    private static final Pattern AGO = Pattern.compile("-(\\d+)([hm])");
    private static final Pattern DATE_IN_TEXT = Pattern.compile("\\{\\{([+-]\\d+)d\\|([^|}]+)\\|([a-z]{2})\\}\\}");
    private static final Pattern LAST_FIELD = Pattern.compile(",([+-]\\d+)d$", Pattern.MULTILINE);

    private final ZonedDateTime now;

    WorldTime(Clock clock) {
        this.now = clock.instant().atZone(clock.getZone()).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The moment of {@code -16d 16:20}, {@code -5h} or {@code -35m}. */
    ZonedDateTime at(String offset) {
        Matcher day = DAY_AND_TIME.matcher(offset);
        if (day.matches()) {
            return day(Long.parseLong(day.group(1))).atTime(LocalTime.parse(day.group(2))).atZone(now.getZone());
        }
        Matcher ago = AGO.matcher(offset);
        if (ago.matches()) {
            return now.minus(Long.parseLong(ago.group(1)),
                    ago.group(2).equals("h") ? ChronoUnit.HOURS : ChronoUnit.MINUTES);
        }
        throw new IllegalArgumentException("no time: " + offset);
    }

    /** The same, but never in the future: a mail of today 17:00 was sent a minute ago when it is still morning. */
    ZonedDateTime past(ZonedDateTime wanted) {
        ZonedDateTime latest = now.minusMinutes(1);
        return wanted.isAfter(latest) ? latest : wanted;
    }

    /** Puts dates in for <code>{{+5d|d MMMM|en}}</code>. */
    String inText(String text) {
        return DATE_IN_TEXT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(
                DateTimeFormatter.ofPattern(found.group(2), Locale.of(found.group(3)))
                        .format(day(Long.parseLong(found.group(1))))));
    }

    /** Puts dates in for fields like {@code +12d} at the end of a CSV line. */
    String inLastField(String csv) {
        return LAST_FIELD.matcher(csv).replaceAll(found -> "," + day(Long.parseLong(found.group(1))));
    }

    private LocalDate day(long days) {
        return now.toLocalDate().plusDays(days);
    }
}
