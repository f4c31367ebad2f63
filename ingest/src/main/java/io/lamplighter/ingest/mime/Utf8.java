// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

/** Whether octets are UTF-8. Text in another charset that is valid UTF-8 by chance is rare enough to be ignored. */
final class Utf8 {
    private Utf8() {}

    static boolean isValid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int length = sequence(bytes, i, to);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** Where the text begins behind a byte order mark, if there is one. */
    static int mark(byte[] bytes, int from, int to) {
        boolean marked = to - from >= 3 && bytes[from] == (byte) 0xEF && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
        return marked ? from + 3 : from;
    }

    /** The share of octets above ASCII that belong to valid sequences is at least nine in ten. */
    static boolean isMostlyValid(byte[] bytes, int from, int to) {
        int good = 0;
        int bad = 0;
        int i = from;
        while (i < to) {
            int length = sequence(bytes, i, to);
            if (length == 0) {
                bad++;
                i++;
            } else {
                good += length > 1 ? length : 0;
                i += length;
            }
        }
        return good >= 9 * bad;
    }

    /** The length of the sequence at {@code i}, 0 if there is none (RFC 3629 §4). */
    private static int sequence(byte[] bytes, int i, int to) {
        int b = bytes[i];
        if (b >= 0) {
            return 1;
        }
        int length = b >= (byte) 0xC2 && b <= (byte) 0xDF ? 2 : b <= (byte) 0xEF && b >= (byte) 0xE0 ? 3 : 0;
        if (length == 0 && b >= (byte) 0xF0 && b <= (byte) 0xF4) {
            length = 4;
        }
        if (length == 0 || i + length > to || !follows(bytes, i, length)) {
            return 0;
        }
        int second = bytes[i + 1] & 0xFF;
        boolean overlong = b == (byte) 0xE0 && second < 0xA0 || b == (byte) 0xF0 && second < 0x90;
        boolean outside = b == (byte) 0xED && second > 0x9F || b == (byte) 0xF4 && second > 0x8F;
        return overlong || outside ? 0 : length;
    }

    private static boolean follows(byte[] bytes, int i, int length) {
        for (int k = 1; k < length; k++) {
            if (bytes[i + k] >= (byte) 0xC0) {
                return false;
            }
        }
        return true;
    }
}
