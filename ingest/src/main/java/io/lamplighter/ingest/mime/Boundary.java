// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the delimiter lines of one multipart (RFC 2046 §5.1.1). Skips through attachments instead of reading them
 * (Horspool's search).
 */
final class Boundary {
    private final byte[] bytes;
    private final byte[] mark;
    private final byte[] skip = new byte[256];

    /** Of the delimiter found last: where its line begins, where the next one begins, whether it closes. */
    private int lineStart;
    private int next;
    private boolean closing;

    Boundary(byte[] bytes, String name) {
        this.bytes = bytes;
        this.mark = ("--" + name).getBytes(StandardCharsets.ISO_8859_1);
        int longest = Math.min(mark.length, Byte.MAX_VALUE);
        Arrays.fill(skip, (byte) longest);
        for (int i = 0; i < mark.length - 1; i++) {
            skip[mark[i] & 0xFF] = (byte) Math.min(mark.length - 1 - i, Byte.MAX_VALUE);
        }
    }

    boolean find(int from, int end) {
        int last = mark.length - 1;
        int at = from;
        while (at + last < end) {
            if (bytes[at + last] == mark[last] && matches(at) && isDelimiter(at, from, end)) {
                return true;
            }
            at += skip[bytes[at + last] & 0xFF];
        }
        return false;
    }

    private boolean matches(int at) {
        for (int i = 0; i < mark.length - 1; i++) {
            if (bytes[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** At the beginning of a line, and nothing but the closing hyphens and blanks after it. */
    private boolean isDelimiter(int at, int from, int end) {
        if (at > from && bytes[at - 1] != '\n') {
            return false;
        }
        int i = at + mark.length;
        closing = i + 1 < end && bytes[i] == '-' && bytes[i + 1] == '-';
        i += closing ? 2 : 0;
        int lf = Ascii.lineEnd(bytes, i, Math.min(end, i + 200));
        // Behind closing hyphens anything may stand: gateways glue their footers there.
        while (!closing && i < lf) {
            if (!Ascii.isSpace(bytes[i])) {
                return false;
            }
            i++;
        }
        lineStart = at;
        next = Math.min(end, lf + 1);
        return true;
    }

    /** Where the part before the delimiter ends: the line end before it belongs to the delimiter. */
    int partEnd(int from) {
        int end = lineStart;
        if (end > from && bytes[end - 1] == '\n') {
            end--;
            if (end > from && bytes[end - 1] == '\r') {
                end--;
            }
        }
        return end;
    }

    int next() {
        return next;
    }

    boolean isClosing() {
        return closing;
    }
}
