// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Base64 (RFC 2045 §6.8) with whatever came in between: line ends, junk, padding in the middle, padding forgotten. */
final class Base64 {
    private static final byte[] VALUES = values();
    private static final int PAD = -2;

    private Base64() {}

    static byte[] decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return decode(bytes, 0, bytes.length);
    }

    static byte[] decode(byte[] bytes, int from, int to) {
        byte[] out = new byte[(int) ((to - from) * 3L / 4) + 3];
        int length = 0;
        int group = 0;
        int held = 0;
        for (int i = from; i < to; i++) {
            int value = VALUES[bytes[i] & 0xFF];
            if (value >= 0) {
                group = group << 6 | value;
                if (++held == 4) {
                    out[length++] = (byte) (group >> 16);
                    out[length++] = (byte) (group >> 8);
                    out[length++] = (byte) group;
                    held = 0;
                }
            } else if (value == PAD) {
                length = flush(out, length, group, held);
                held = 0;
                if (!goesOn(bytes, i + 1, to)) {
                    break;
                }
            }
        }
        length = flush(out, length, group, held);
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    private static int flush(byte[] out, int length, int group, int held) {
        int next = length;
        if (held >= 2) {
            int bits = group << 6 * (4 - held);
            out[next++] = (byte) (bits >> 16);
            if (held == 3) {
                out[next++] = (byte) (bits >> 8);
            }
        }
        return next;
    }

    /** After padding: more base64 may follow, or a footer some gateway wrote below in plain words. */
    private static boolean goesOn(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == '=' || Ascii.isSpace(bytes[i]))) {
            i++;
        }
        int start = i;
        while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
            if (VALUES[bytes[i] & 0xFF] == -1) {
                return false;
            }
            i++;
        }
        return i > start && (i - start) % 4 == 0;
    }

    /** How many octets {@link #decode} would give. Regular lines are measured, not read. */
    static long size(byte[] bytes, int from, int to) {
        int lf = Ascii.lineEnd(bytes, from, Math.min(to, from + 1_000));
        int line = lf + 1 - from;
        if (lf >= to || line < 5 || !isRegular(bytes, from, to, line)) {
            return decode(bytes, from, to).length;
        }
        int ends = bytes[lf - 1] == '\r' ? 2 : 1;
        // The last full line may be padded and may be followed by anything.
        int full = (to - from) / line - 1;
        return (long) full * (line - ends) / 4 * 3 + decode(bytes, from + full * line, to).length;
    }

    private static boolean isRegular(byte[] bytes, int from, int to, int line) {
        int ends = bytes[from + line - 2] == '\r' ? 2 : 1;
        if ((line - ends) % 4 != 0) {
            return false;
        }
        for (int i = from + line - 1; i < to; i += line) {
            if (bytes[i] != '\n' || VALUES[bytes[i - ends] & 0xFF] < 0 && i + line < to) {
                return false;
            }
        }
        return true;
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['='] = PAD;
        return values;
    }
}
