// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.OptionalInt;

/** Whole numbers as calendars write them. */
final class Numbers {
    private Numbers() {}

    /** Empty where it is none; what does not fit an int is the nearest that does. */
    static OptionalInt parse(String text) {
        int at = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        if (at == text.length()) {
            return OptionalInt.empty();
        }
        long number = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return OptionalInt.empty();
            }
            number = Math.min(number * 10 + (c - '0'), Integer.MAX_VALUE);
        }
        return OptionalInt.of((int) (text.startsWith("-") ? -number : number));
    }
}
