// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The octets of a text part to text with {@code \n} line ends. */
final class PartText {
    private static final int HEAD = 2_048;
    private static final Pattern META_CHARSET = Pattern
            .compile("<meta[^>]{0,200}charset\\s{0,5}=\\s{0,5}[\"']?([\\w-]{2,40})");

    private PartText() {}

    static String of(byte[] bytes, int from, int to, TransferEncoding encoding, @Nullable String charset,
            boolean html) {
        if (encoding == TransferEncoding.IDENTITY) {
            return lines(decoded(bytes, from, to, charset, html));
        }
        byte[] octets = encoding.decode(bytes, from, to);
        return lines(decoded(octets, 0, octets.length, charset, html));
    }

    private static String decoded(byte[] bytes, int from, int to, @Nullable String charset, boolean html) {
        String name = charset == null && html ? metaCharset(bytes, from, to) : charset;
        return Charsets.decode(bytes, from, to, name);
    }

    /** What an HTML document says about itself counts only when the part says nothing. */
    private static @Nullable String metaCharset(byte[] bytes, int from, int to) {
        String head = new String(bytes, from, Math.min(to - from, HEAD), StandardCharsets.ISO_8859_1);
        Matcher meta = META_CHARSET.matcher(head.toLowerCase(Locale.ROOT));
        return meta.find() ? meta.group(1) : null;
    }

    static String lines(String text) {
        if (text.indexOf('\r') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (int cr = text.indexOf('\r'); cr >= 0; cr = text.indexOf('\r', from)) {
            out.append(text, from, cr).append('\n');
            from = cr + 1;
            if (from < text.length() && text.charAt(from) == '\r' && from + 1 < text.length()
                    && text.charAt(from + 1) == '\n') {
                // CR CR LF: a gateway turned CR LF into CR LF once more.
                from++;
            }
            if (from < text.length() && text.charAt(from) == '\n') {
                from++;
            }
        }
        return out.append(text, from, text.length()).toString();
    }
}
