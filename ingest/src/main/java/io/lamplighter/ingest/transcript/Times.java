// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads times where they stand in a line, as WebVTT demands them or as programs write them. */
final class Times {
    private static final int LONGEST_HOURS = 9;

    private final String text;
    private int at;

    Times(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** Where reading stands: behind what was read, anywhere after a failure. */
    int at() {
        return at;
    }

    void skipSpace() {
        while (at < text.length() && VttSetting.isSpace(text.charAt(at))) {
            at++;
        }
    }

    boolean skip(String wanted) {
        boolean there = text.startsWith(wanted, at);
        at += there ? wanted.length() : 0;
        return there;
    }

    /** WebVTT §6.3, "collect a WebVTT timestamp"; null where it fails. */
    @Nullable
    Duration strict() {
        String first = digits();
        if (first.isEmpty() || !skip(":")) {
            return null;
        }
        boolean hours = first.length() != 2 || number(first) > 59;
        String second = digits();
        String third = "";
        boolean more = skip(":");
        if (more) {
            third = digits();
        }
        if (second.length() != 2 || hours && !more || more && third.length() != 2 || !skip(".")) {
            return null;
        }
        String fraction = digits();
        return fraction.length() == 3 ? of(first, second, third, fraction) : null;
    }

    /** {@code 0:0:3.31}, {@code 00:00:03,120}, {@code 1:02}, {@code 00:01:02}: what has at least one colon. */
    @Nullable
    Duration loose() {
        String first = digits();
        if (first.isEmpty() || first.length() > 4 || !skip(":")) {
            return null;
        }
        String second = digits();
        String third = "";
        int back = at;
        if (second.isEmpty() || second.length() > 2) {
            return null;
        }
        if (skip(":")) {
            third = digits();
            at = third.isEmpty() ? back : at;
        }
        if (third.length() > 2) {
            return null;
        }
        String fraction = fraction();
        return of(first, second, third, fraction);
    }

    private String fraction() {
        int back = at;
        if (skip(".") || skip(",")) {
            String fraction = digits();
            if (!fraction.isEmpty()) {
                return (fraction + "00").substring(0, 3);
            }
            at = back;
        }
        return "000";
    }

    private static @Nullable Duration of(String first, String second, String third, String fraction) {
        long hours = third.isEmpty() ? 0 : number(first);
        long minutes = number(third.isEmpty() ? first : second);
        long seconds = number(third.isEmpty() ? second : third);
        // Where there are no hours, a minute may be the ninetieth: only the strict form refuses that, by its length.
        return seconds > 59 || minutes > 59 && !third.isEmpty()
                ? null
                : Duration.ofSeconds(hours * 3600 + minutes * 60 + seconds).plusMillis(number(fraction));
    }

    private String digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return text.substring(from, at);
    }

    private static long number(String digits) {
        return digits.length() > LONGEST_HOURS ? 999_999_999 : Long.parseLong(digits);
    }
}
