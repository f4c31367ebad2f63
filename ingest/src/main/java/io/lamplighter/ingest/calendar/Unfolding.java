// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The logical lines of a calendar (RFC 5545 §3.1), in one pass. A line that never ends is cut, and read to its end. */
final class Unfolding {
    /** An invitation's HTML fits; what is longer is a picture. */
    static final int LONGEST_LINE = 256 << 10;

    private final String text;
    private final StringBuilder line = new StringBuilder();
    private int at;
    private boolean cut;

    Unfolding(String text) {
        this.text = text;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    /** The next logical line, or null at the end. */
    @Nullable
    String next() {
        if (at >= text.length()) {
            return null;
        }
        line.setLength(0);
        append(0);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t') {
                append(1);
            } else if (isSoftBreak()) {
                line.setLength(line.length() - 1);
                append(0);
            } else {
                break;
            }
        }
        return line.toString();
    }

    boolean wasCut() {
        return cut;
    }

    /** vCalendar 1.0 folds quoted-printable as MIME does. */
    private boolean isSoftBreak() {
        int length = line.length();
        if (length == 0 || line.charAt(length - 1) != '=') {
            return false;
        }
        int colon = line.indexOf(":");
        return colon > 0 && colon < 200
                && line.substring(0, colon).toUpperCase(Locale.ROOT).contains("QUOTED-PRINTABLE");
    }

    private void append(int skipped) {
        int begin = at + skipped;
        int end = begin;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        int room = LONGEST_LINE - line.length();
        if (end - begin > room) {
            cut = true;
        }
        line.append(text, begin, begin + Math.min(end - begin, room));
        at = end;
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
            // Seen: CR CR LF, where text-mode writing met text that had CR LF already.
            while (at + 1 < text.length() && text.charAt(at) == '\r' && text.charAt(at + 1) == '\n') {
                at++;
            }
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
    }
}
