// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.nio.charset.Charset;
import java.util.Arrays;

/** HZ-GB-2312 (RFC 1843): Chinese in seven bits between <code>~{</code> and <code>~}</code>. */
final class Hz {
    private static final Charset GB = Charset.forName("GB18030");

    private Hz() {}

    static String decode(byte[] bytes, int from, int to) {
        byte[] out = new byte[to - from];
        int length = 0;
        boolean chinese = false;
        for (int i = from; i < to; i++) {
            byte next = i + 1 < to ? bytes[i + 1] : 0;
            if (bytes[i] == '~' && (next == '{' || next == '}')) {
                chinese = next == '{';
                i++;
            } else if (bytes[i] == '~' && next == '~' && !chinese) {
                out[length++] = '~';
                i++;
            } else {
                // A line end shifts back, whatever was left open.
                chinese &= bytes[i] != '\n';
                out[length++] = (byte) (chinese ? bytes[i] | 0x80 : bytes[i]);
            }
        }
        return new String(Arrays.copyOf(out, length), GB);
    }
}
