// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

/**
 * Finds the fields of a header block (RFC 5322 §2.2, with the obsolete syntax of §4.5) and where the body begins.
 *
 * <p>Seen in mail: mbox {@code From } lines, fields folded without the leading blank, no empty line before the body.
 */
final class HeaderScan {
    private static final int LONGEST_NAME = 200;

    private final byte[] bytes;
    private final int end;
    private final Headers headers;

    /** Whether a line that is neither a field nor folded may belong to the field above: else it is passed over. */
    private boolean mayRunOn;

    HeaderScan(byte[] bytes, int end, Headers headers) {
        this.bytes = bytes;
        this.end = end;
        this.headers = headers;
    }

    void run(int start) {
        int at = start;
        while (at < end) {
            int lf = Ascii.lineEnd(bytes, at, end);
            int next = Math.min(lf + 1, end);
            int stop = trimmed(at, lf);
            if (stop == at) {
                headers.endsAt(at, next);
                return;
            }
            int colon = Ascii.isBlank(bytes[at]) ? -1 : colon(at, stop);
            if (colon > 0) {
                add(at, colon, stop);
            } else if (continues(at, stop, next)) {
                if (Ascii.isBlank(bytes[at]) || mayRunOn) {
                    headers.extendLast(stop);
                }
            } else if (!isEnvelope(at, stop)) {
                headers.endsAt(at, at);
                return;
            }
            at = next;
        }
        headers.endsAt(end, end);
    }

    private int trimmed(int at, int lf) {
        int stop = lf;
        while (stop > at && bytes[stop - 1] == '\r') {
            stop--;
        }
        return stop;
    }

    private void add(int at, int colon, int stop) {
        int nameEnd = colon;
        while (nameEnd > at && Ascii.isBlank(bytes[nameEnd - 1])) {
            nameEnd--;
        }
        headers.add(Headers.hash(bytes, at, nameEnd), at, colon + 1, stop);
        mayRunOn = Ascii.startsWith(bytes, at, nameEnd, "subject") || bytes[stop - 1] == ',' || bytes[stop - 1] == ';';
    }

    /** The colon after a field name, or -1: names are printable ASCII, blanks before the colon are obsolete but allowed. */
    private int colon(int at, int stop) {
        int i = at;
        int most = Math.min(stop, at + LONGEST_NAME);
        while (i < most && bytes[i] > ' ' && bytes[i] != ':' && bytes[i] != 127) {
            i++;
        }
        int nameEnd = i;
        while (i < most && Ascii.isBlank(bytes[i])) {
            i++;
        }
        return i < most && bytes[i] == ':' && nameEnd > at ? i : -1;
    }

    private boolean continues(int at, int stop, int next) {
        if (headers.isEmpty()) {
            return false;
        }
        if (Ascii.isBlank(bytes[at])) {
            return !isBlankLine(at, stop) || looksLikeHeader(next);
        }
        // Folded without the leading blank: only if the block clearly goes on after it.
        return !(bytes[at] == '-' && at + 1 < stop && bytes[at + 1] == '-') && looksLikeField(next);
    }

    private boolean isBlankLine(int at, int stop) {
        for (int i = at; i < stop; i++) {
            if (!Ascii.isSpace(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean looksLikeHeader(int at) {
        return at < end && (Ascii.isBlank(bytes[at]) || looksLikeField(at));
    }

    private boolean looksLikeField(int at) {
        return at < end && colon(at, trimmed(at, Ascii.lineEnd(bytes, at, end))) > 0;
    }

    private boolean isEnvelope(int at, int stop) {
        int from = at < stop && bytes[at] == '>' ? at + 1 : at;
        return headers.isEmpty() && Ascii.startsWith(bytes, from, stop, "from ");
    }
}
