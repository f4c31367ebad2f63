// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.util.Arrays;

/** Quoted-printable (RFC 2045 §6.7); what is no valid escape stays as it stands. */
final class QuotedPrintable {
    private QuotedPrintable() {}

    static byte[] decode(byte[] bytes, int from, int to) {
        byte[] out = new byte[to - from];
        int length = 0;
        int i = from;
        while (i < to) {
            byte b = bytes[i];
            if (b == '=') {
                int octet = octet(bytes, i, to);
                if (octet >= 0) {
                    out[length++] = (byte) octet;
                    i += 3;
                    continue;
                }
                int next = softBreak(bytes, i, to);
                if (next >= 0) {
                    i = next;
                    continue;
                }
            } else if (b == '\n') {
                length = withoutTrailingBlanks(out, length);
            }
            out[length++] = b;
            i++;
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    private static int octet(byte[] bytes, int i, int to) {
        if (i + 2 >= to) {
            return -1;
        }
        int high = Ascii.hex(bytes[i + 1]);
        int low = Ascii.hex(bytes[i + 2]);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** Where the text goes on after {@code =} and a line end, blanks between them allowed; -1 if there is no line end. */
    private static int softBreak(byte[] bytes, int i, int to) {
        int at = i + 1;
        while (at < to && (Ascii.isBlank(bytes[at]) || bytes[at] == '\r')) {
            at++;
        }
        if (at == to) {
            return at;
        }
        return bytes[at] == '\n' ? at + 1 : -1;
    }

    /** RFC 2045 §6.7 rule 3: blanks at the end of an encoded line were added on the way. */
    private static int withoutTrailingBlanks(byte[] out, int length) {
        boolean cr = length > 0 && out[length - 1] == '\r';
        int end = cr ? length - 1 : length;
        int kept = end;
        while (kept > 0 && Ascii.isBlank(out[kept - 1])) {
            kept--;
        }
        if (kept < end && cr) {
            out[kept++] = '\r';
            return kept;
        }
        return kept < end ? kept : length;
    }
}
