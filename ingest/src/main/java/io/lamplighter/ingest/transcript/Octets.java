// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.transcript;

import io.lamplighter.ingest.mime.Charsets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The text of a file that does not say how it is encoded. */
final class Octets {
    private static final int SAMPLE = 2_000;

    private Octets() {}

    /** Lines end with LF, no NUL, no byte order mark. */
    static String text(byte[] content, int length) {
        String text = decoded(content, length);
        String marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        // Some exports write CR CR LF: a CRLF file that was once more written as text.
        String lines = marked.replace("\r\r\n", "\n").replace("\r\n", "\n").replace('\r', '\n');
        return lines.replace('\u2028', '\n').replace('\u0085', '\n').replace("\0", "");
    }

    private static String decoded(byte[] content, int length) {
        Charset wide = wide(content, Math.min(length, SAMPLE));
        return wide == StandardCharsets.UTF_8
                // One broken octet makes no other charset of a file.
                ? Charsets.decode(content, 0, length, "utf-8")
                : new String(content, 0, length, wide);
    }

    /** Notepad's "Unicode", with its mark or without: every other octet of plain letters is zero. */
    private static Charset wide(byte[] content, int length) {
        if (length >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (length >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            even += content[i] == 0 ? 1 : 0;
            odd += content[i + 1] == 0 ? 1 : 0;
        }
        int pairs = length / 2;
        if (pairs > 4 && odd * 10 > pairs && even * 20 < odd) {
            return StandardCharsets.UTF_16LE;
        }
        return pairs > 4 && even * 10 > pairs && odd * 20 < even ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }
}
