// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.nio.charset.StandardCharsets;

/** UTF-7 (RFC 2152), which old Outlook sent and Java does not know. */
final class Utf7 {
    private Utf7() {}

    static String decode(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '+') {
                out.append(c);
                continue;
            }
            int start = i;
            while (i < text.length() && isBase64(text.charAt(i))) {
                i++;
            }
            if (i == start) {
                out.append('+');
            } else {
                byte[] units = Base64.decode(text.substring(start, i));
                out.append(new String(units, 0, units.length / 2 * 2, StandardCharsets.UTF_16BE));
            }
            if (i < text.length() && text.charAt(i) == '-') {
                i++;
            }
        }
        return out.toString();
    }

    private static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }
}
