// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

/** Comparing raw octets with names that are ASCII whatever the rest is. */
final class Ascii {
    private Ascii() {}

    static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /** @param name lower case */
    static boolean startsWith(byte[] bytes, int at, int end, String name) {
        if (end - at < name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (lower(bytes[at + i]) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean isPlain(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the line that begins at {@code at} ends: the offset of its LF, or {@code end}. */
    static int lineEnd(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    static int hex(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int l = lower(c);
        return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
    }
}
