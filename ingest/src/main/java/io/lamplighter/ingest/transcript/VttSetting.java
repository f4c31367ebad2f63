// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One {@code name:value} of a cue's or a region's settings. */
record VttSetting(String name, String value) {
    private static final int MOST = 100;

    static List<VttSetting> in(String text) {
        List<VttSetting> settings = new ArrayList<>();
        int at = 0;
        while (at < text.length() && settings.size() < MOST) {
            int end = at;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                end++;
            }
            int colon = text.indexOf(':', at);
            if (colon > at && colon < end - 1) {
                settings.add(new VttSetting(text.substring(at, colon), text.substring(colon + 1, end)));
            }
            at = end + 1;
        }
        return settings;
    }

    /** ASCII whitespace of HTML. */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }

    /** WebVTT §6.2, "parse a percentage string"; null where it fails. */
    static @Nullable Double percentage(String text) {
        int end = text.length() - 1;
        if (end < 1 || text.charAt(end) != '%' || !isNumber(text.substring(0, end))) {
            return null;
        }
        double value = Double.parseDouble(text.substring(0, end));
        return value <= 100 ? value : null;
    }

    /** Digits, or digits on both sides of one dot. */
    static boolean isNumber(String text) {
        int dots = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dot = c == '.' && i > 0 && i < text.length() - 1;
            dots += dot ? 1 : 0;
            if (!dot && (c < '0' || c > '9')) {
                return false;
            }
        }
        return dots <= 1 && !text.isEmpty();
    }

    /** Two percentages with a comma between; empty where one of them is none. */
    static double[] point(String text) {
        int comma = text.indexOf(',');
        Double x = comma < 0 ? null : percentage(text.substring(0, comma));
        Double y = comma < 0 ? null : percentage(text.substring(comma + 1));
        return x == null || y == null ? new double[0] : new double[]{x, y};
    }
}
