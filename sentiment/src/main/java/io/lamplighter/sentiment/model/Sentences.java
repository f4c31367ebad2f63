// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.ArrayList;
import java.util.List;

/** Where the sentences of a text stand. A line that goes on in lower case was wrapped, not ended. */
final class Sentences {

    /** A text without full stops is cut here, so that no sentence explains everything. */
    private static final int LONGEST = 600;

    private Sentences() {}

    /** @param end behind its last character */
    record Span(int start, int end) {

        /** Drawn out to the ends of the English words it begins or ends in, without the white space around. */
        Span wholeWords(String text) {
            int from = start;
            int to = end;
            while (from > 0 && from < to && isLatin(text.charAt(from - 1)) && isLatin(text.charAt(from))) {
                from--;
            }
            while (to < text.length() && to > from && isLatin(text.charAt(to - 1)) && isLatin(text.charAt(to))) {
                to++;
            }
            return new Span(from, to).stripped(text);
        }

        private static boolean isLatin(char c) {
            return c < '\u0250' && Character.isLetterOrDigit(c);
        }

        /** Without the white space at its ends; as it is where it is nothing else. */
        Span stripped(String text) {
            int from = start;
            int to = end;
            while (from < to && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
                to--;
            }
            return from < to ? new Span(from, to) : this;
        }
    }

    /** Without the white space around them; empty ones are left out. */
    static List<Span> of(String text) {
        List<Span> spans = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i - start >= LONGEST && !Character.isLetterOrDigit(text.charAt(i)) || ends(text, i)) {
                add(text, start, i + 1, spans);
                start = i + 1;
            }
        }
        add(text, start, text.length(), spans);
        return spans;
    }

    private static boolean ends(String text, int i) {
        return switch (text.charAt(i)) {
            case '.', '!', '?', '…' -> i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1));
            case '。', '！', '？' -> true;
            case '\n' -> i + 1 == text.length() || !Character.isLowerCase(text.charAt(i + 1))
                    || i > 0 && text.charAt(i - 1) == '\n';
            default -> false;
        };
    }

    private static void add(String text, int from, int to, List<Span> spans) {
        Span span = new Span(from, to).stripped(text);
        if (!text.substring(span.start(), span.end()).isBlank()) {
            spans.add(span);
        }
    }
}
