// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time in a line of a text file: bare, in brackets, as a range, with or without a half of the day.
 *
 * @param until null where no range is written
 * @param clock whether it tells the time of day
 * @param bracketed whether it stands in brackets
 */
record Stamp(Duration time, @Nullable Duration until, boolean clock, boolean bracketed, int from, int to) {
    private static final String ONE = "(\\d{1,3}:\\d{2}(?::\\d{2})?(?:[.,]\\d{1,3})?)";
    private static final String HALF = "(?:\\s?([AaPp]\\.?[Mm]\\.?))?";
    private static final Pattern SHAPE = Pattern.compile("(?:(오전|오후|上午|下午|午前|午後)\\s?)?" + ONE + HALF
            + "(?:\\s{0,3}(?:-->|->|→|–|—|-|~|to)\\s{0,3}" + ONE + HALF + ")?");
    private static final Pattern UNITS = Pattern.compile("(?:(\\d{1,2})h ?)?(\\d{1,3})m ?(\\d{1,2})s");

    /** The first one that begins in {@code [from, to)}; null where none does. */
    static @Nullable Stamp find(String line, int from, int to) {
        Matcher match = SHAPE.matcher(line).region(from, Math.min(line.length(), to + 40));
        while (match.find() && match.start() < to) {
            Stamp stamp = of(line, match);
            if (stamp != null) {
                return stamp;
            }
        }
        Matcher units = UNITS.matcher(line).region(from, Math.min(line.length(), to + 20));
        if (units.find() && units.start() < to) {
            long hours = units.group(1) == null ? 0 : Long.parseLong(units.group(1));
            long minutes = Long.parseLong(units.group(2));
            Duration time = Duration.ofSeconds(hours * 3600 + minutes * 60 + Long.parseLong(units.group(3)));
            return bracketed(line, new Stamp(time, null, false, false, units.start(), units.end()));
        }
        return null;
    }

    private static @Nullable Stamp of(String line, Matcher match) {
        boolean inNumber = match.start() > 0 && isJoined(line.charAt(match.start() - 1))
                || match.end() < line.length() && isJoined(line.charAt(match.end()));
        Duration time = new Times(match.group(2), 0).loose();
        if (inNumber || time == null) {
            return null;
        }
        String half = match.group(1) != null ? match.group(1) : match.group(3);
        Duration until = match.group(4) == null ? null : new Times(match.group(4), 0).loose();
        return bracketed(line, new Stamp(half == null ? time : ofDay(time, match.group(2), half), until, half != null,
                false, match.start(), match.end()));
    }

    /** Five minutes past something, or none: whether it is 10:15 o'clock or ten minutes and fifteen seconds. */
    boolean isRound() {
        return time.toSeconds() % 5 == 0 && (time.toHours() == 0 || time.toSeconds() % 300 == 0);
    }

    Stamp ofDay() {
        return new Stamp(time, until, true, bracketed, from, to);
    }

    private static boolean isJoined(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '/' || c == '%' || c == '_';
    }

    /** {@code 10:02 AM} has hours and minutes, {@code 0:32} alone has minutes and seconds. */
    private static Duration ofDay(Duration time, String digits, String half) {
        boolean noSeconds = digits.indexOf(':') == digits.lastIndexOf(':');
        Duration day = noSeconds ? time.multipliedBy(60) : time;
        String lower = half.toLowerCase(Locale.ROOT);
        boolean afternoon = lower.startsWith("p") || half.equals("오후") || half.equals("下午") || half.equals("午後");
        long hours = day.toHours() % 12 + (afternoon ? 12 : 0);
        return Duration.ofHours(hours).plus(Duration.ofSeconds(day.toSeconds() % 3600));
    }

    private static Stamp bracketed(String line, Stamp stamp) {
        int before = stamp.from() - 1;
        int behind = stamp.to();
        boolean in = before >= 0 && behind < line.length() && "([（【<{".indexOf(line.charAt(before)) >= 0
                && ")]）】>}".indexOf(line.charAt(behind)) >= 0;
        return in
                ? new Stamp(stamp.time(), stamp.until(), stamp.clock(), true, before, behind + 1)
                : stamp;
    }
}
