// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.Arrays;

/** A text by its lines. Blanks at both ends of a line do not count; the text itself is never copied. */
final class Lines {
    /** What follows in a longer text belongs to the last line: no letter is that long. */
    private static final int MOST = 20_000;

    private final String text;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] from = new int[64];
    private int count;

    Lines(String text) {
        this.text = text;
        int at = 0;
        while (at <= text.length()) {
            int lf = count == MOST - 1 ? -1 : text.indexOf('\n', at);
            int stop = lf < 0 ? text.length() : lf;
            add(at, stop);
            at = stop + 1;
        }
    }

    private void add(int start, int stop) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            from = Arrays.copyOf(from, count * 2);
        }
        int end = stop;
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        int first = start;
        while (first < end && isBlank(text.charAt(first))) {
            first++;
        }
        starts[count] = start;
        from[count] = first;
        ends[count++] = end;
    }

    static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\u200B' || c == '\uFEFF' || c == '\u200E' || c == '\u200F'
                || c == '\u3000' || c == '\u202F' || c == '\u2060' || c == '\u00AD' || c == '\u034F';
    }

    int count() {
        return count;
    }

    boolean isEmpty(int line) {
        return from[line] == ends[line];
    }

    int length(int line) {
        return ends[line] - from[line];
    }

    /** The first character that is no blank; 0 for an empty line. */
    char first(int line) {
        return isEmpty(line) ? 0 : text.charAt(from[line]);
    }

    char last(int line) {
        return isEmpty(line) ? 0 : text.charAt(ends[line] - 1);
    }

    char at(int line, int index) {
        return text.charAt(from[line] + index);
    }

    String trimmed(int line) {
        return text.substring(from[line], ends[line]);
    }

    /** @param lower lower case */
    boolean matches(int line, int index, String lower) {
        return length(line) - index >= lower.length()
                && text.regionMatches(true, from[line] + index, lower, 0, lower.length());
    }

    /** Where the first colon stands within {@code most} characters, -1 if there is none. */
    int colon(int line, int most) {
        int stop = Math.min(ends[line], from[line] + most);
        for (int i = from[line]; i < stop; i++) {
            char c = text.charAt(i);
            if (c == ':' || c == '\uFF1A') {
                return i - from[line];
            }
        }
        return -1;
    }

    boolean isQuote(int line) {
        return first(line) == '>';
    }

    void appendTo(StringBuilder out, int line) {
        out.append(text, starts[line], ends[line]).append('\n');
    }

    int nextFilled(int line) {
        int i = line;
        while (i < count && isEmpty(i)) {
            i++;
        }
        return i;
    }
}
