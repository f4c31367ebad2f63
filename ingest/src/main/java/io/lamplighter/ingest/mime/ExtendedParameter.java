// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins and decodes parameter values in pieces and with a charset (RFC 2231 §3-4). */
final class ExtendedParameter {
    private record Piece(int order, boolean encoded, String value) {}

    private ExtendedParameter() {}

    static @Nullable String join(List<ContentField.Parameter> parameters, String name) {
        List<Piece> pieces = new ArrayList<>();
        for (ContentField.Parameter parameter : parameters) {
            String rest = parameter.name().startsWith(name + "*")
                    ? parameter.name().substring(name.length() + 1)
                    : null;
            if (rest != null) {
                add(pieces, rest, parameter.value());
            }
        }
        pieces.sort(Comparator.comparingInt(Piece::order));
        return pieces.isEmpty() ? null : joined(pieces);
    }

    /** @param stars what follows the first star: empty, {@code 0}, {@code 0*} */
    private static void add(List<Piece> pieces, String stars, String value) {
        boolean encoded = stars.isEmpty() || stars.endsWith("*");
        String digits = stars.endsWith("*") ? stars.substring(0, stars.length() - 1) : stars;
        if (digits.length() <= 4 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int order = digits.isEmpty() ? 0 : Integer.parseInt(digits);
            if (pieces.stream().noneMatch(p -> p.order == order)) {
                pieces.add(new Piece(order, encoded, value));
            }
        }
    }

    private static String joined(List<Piece> pieces) {
        Piece first = pieces.getFirst();
        int language = first.encoded ? first.value.indexOf('\'') : -1;
        int end = language < 0 ? -1 : first.value.indexOf('\'', language + 1);
        String charset = end < 0 ? null : first.value.substring(0, language);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        boolean anyEncoded = false;
        for (Piece piece : pieces) {
            String value = piece == first && end >= 0 ? piece.value.substring(end + 1) : piece.value;
            // Senders mark the first piece only, or none at all.
            boolean percents = piece.encoded || charset != null && value.indexOf('%') >= 0;
            anyEncoded |= percents;
            write(octets, value, percents);
        }
        byte[] bytes = octets.toByteArray();
        return anyEncoded
                ? Charsets.decode(bytes, 0, bytes.length, charset == null || charset.isBlank() ? null : charset)
                : new String(bytes, StandardCharsets.UTF_8);
    }

    private static void write(ByteArrayOutputStream octets, String value, boolean percents) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (percents && c == '%' && i + 2 < value.length() && Ascii.hex(value.charAt(i + 1)) >= 0
                    && Ascii.hex(value.charAt(i + 2)) >= 0) {
                octets.write(Ascii.hex(value.charAt(i + 1)) * 16 + Ascii.hex(value.charAt(i + 2)));
                i += 2;
            } else if (c < 128) {
                octets.write(c);
            } else {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
