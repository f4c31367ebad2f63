// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Raw field values to text: unfolding, 8-bit octets that should not be there, white space. */
final class HeaderText {
    private HeaderText() {}

    /** @param declared the charset the message names, asked for only when octets are neither ASCII nor UTF-8 */
    static String unfolded(byte[] bytes, int from, int to, Supplier<@Nullable String> declared) {
        int start = from;
        while (start < to && Ascii.isBlank(bytes[start])) {
            start++;
        }
        boolean plain = true;
        boolean folded = false;
        for (int i = start; i < to; i++) {
            byte b = bytes[i];
            plain &= b >= 0;
            folded |= b < ' ' && b >= 0;
        }
        if (plain && !folded) {
            return new String(bytes, start, to - start, StandardCharsets.ISO_8859_1);
        }
        String text = plain
                ? new String(bytes, start, to - start, StandardCharsets.ISO_8859_1)
                : eightBit(bytes, start, to, declared);
        return folded ? unfold(text) : text;
    }

    private static String eightBit(byte[] bytes, int from, int to, Supplier<@Nullable String> declared) {
        // RFC 6532: header fields may be UTF-8. Nothing else may be, but is.
        return Utf8.isValid(bytes, from, to)
                ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
                : Charsets.decode(bytes, from, to, declared.get());
    }

    private static String unfold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                boolean blankFollows = i + 1 < text.length() && Ascii.isSpace(text.charAt(i + 1));
                if (!blankFollows) {
                    out.append(' ');
                }
            } else if (c != 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Encoded words decoded, control characters gone, runs of white space folded into one blank. */
    static String decoded(String raw) {
        return folded(EncodedWords.decode(raw));
    }

    static String folded(String text) {
        int i = 0;
        int length = text.length();
        boolean blank = true;
        for (; i < length; i++) {
            char c = text.charAt(i);
            boolean space = isFolding(c);
            if (c != ' ' && space || space && blank) {
                break;
            }
            blank = space;
        }
        if (i == length && (length == 0 || !blank)) {
            return text;
        }
        return rebuilt(text);
    }

    private static String rebuilt(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isFolding(c)) {
                out.append(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        int length = out.length();
        return length > 0 && out.charAt(length - 1) == ' ' ? out.substring(0, length - 1) : out.toString();
    }

    private static boolean isFolding(char c) {
        return c <= ' ' || c == 127 || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }
}
