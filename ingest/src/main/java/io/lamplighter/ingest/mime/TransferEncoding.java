// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.util.Arrays;

/** How a body was made fit for the way (RFC 2045 §6). */
enum TransferEncoding {
    IDENTITY, BASE64, QUOTED_PRINTABLE, UUENCODE;

    /** Unknown names and misspellings of 7bit and 8bit mean that nothing was done. */
    static TransferEncoding of(String field) {
        if (field.isEmpty()) {
            return IDENTITY;
        }
        return switch (Ascii.lower(field.charAt(0))) {
            case '7', '8' -> IDENTITY;
            default -> byName(letters(field));
        };
    }

    private static TransferEncoding byName(String letters) {
        if (letters.contains("base64")) {
            return BASE64;
        }
        if (letters.contains("quotedprint")) {
            return QUOTED_PRINTABLE;
        }
        return letters.startsWith("xuu") || letters.startsWith("uu") ? UUENCODE : IDENTITY;
    }

    private static String letters(String field) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < Math.min(field.length(), 100); i++) {
            int c = Ascii.lower(field.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                letters.append((char) c);
            }
        }
        return letters.toString();
    }

    byte[] decode(byte[] bytes, int from, int to) {
        return switch (this) {
            case IDENTITY -> Arrays.copyOfRange(bytes, from, to);
            case BASE64 -> Base64.decode(bytes, from, to);
            case QUOTED_PRINTABLE -> QuotedPrintable.decode(bytes, from, to);
            case UUENCODE -> Uuencode.decode(bytes, from, to);
        };
    }

    long decodedSize(byte[] bytes, int from, int to) {
        return switch (this) {
            case IDENTITY -> to - from;
            case BASE64 -> Base64.size(bytes, from, to);
            case QUOTED_PRINTABLE, UUENCODE -> decode(bytes, from, to).length;
        };
    }
}
