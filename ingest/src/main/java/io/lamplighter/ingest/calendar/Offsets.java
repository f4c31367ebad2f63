// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Offsets from UTC (RFC 5545 §3.3.14), and what else is written for them. */
final class Offsets {
    private static final Pattern FORM = Pattern.compile("([+-])(\\d\\d?):?(\\d\\d)?:?(\\d\\d)?");
    /** What java.time can hold. */
    private static final int MOST = 18 * 3_600;

    private Offsets() {}

    /** In seconds, east positive; {@code Z} is 0. */
    static OptionalInt seconds(String text) {
        String value = text.strip();
        if (value.equalsIgnoreCase("z")) {
            return OptionalInt.of(0);
        }
        Matcher matcher = FORM.matcher(value);
        if (value.length() > 12 || !matcher.matches()) {
            return OptionalInt.empty();
        }
        int seconds = number(matcher, 2) * 3_600 + number(matcher, 3) * 60 + number(matcher, 4);
        if (seconds > MOST || number(matcher, 3) > 59) {
            return OptionalInt.empty();
        }
        return OptionalInt.of("-".equals(matcher.group(1)) ? -seconds : seconds);
    }

    private static int number(Matcher matcher, int group) {
        String text = matcher.group(group);
        return text == null ? 0 : Integer.parseInt(text);
    }
}
