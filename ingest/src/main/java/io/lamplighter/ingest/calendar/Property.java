// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;

/** One property of a component; parameters by their name in capitals, values as written. */
record Property(String name, Map<String, String> parameters, String value) {

    /** Empty where it is not given. */
    String parameter(String key) {
        return parameters.getOrDefault(key, "").strip();
    }

    /** RFC 6868 undone, and the backslashes that RFC 5545 has no use for in parameters but programs write. */
    String parameterText(String key) {
        String value = parameter(key);
        if (value.indexOf('^') >= 0) {
            value = value.replace("^n", " ").replace("^'", "\"").replace("^^", "^");
        }
        value = value.indexOf('\\') >= 0 ? unescaped(value).replace('\n', ' ') : value;
        boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        return (quoted ? value.substring(1, value.length() - 1) : value).strip();
    }

    /** TEXT (RFC 5545 §3.3.11), with {@code \n} line ends. */
    String text() {
        boolean encoded = parameter("ENCODING").toUpperCase(Locale.ROOT).equals("QUOTED-PRINTABLE");
        String text = encoded ? quotedPrintable() : value;
        return unescaped(text).replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            switch (next) {
                case 'n', 'N' -> plain.append('\n');
                case '\\', ',', ';', ':', '"' -> plain.append(next);
                default -> {
                    plain.append(c);
                    continue;
                }
            }
            i++;
        }
        return plain.toString();
    }

    private String quotedPrintable() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int high = c == '=' && i + 2 < value.length() + 0 ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(value.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                octets.write(high * 16 + low);
                i += 2;
            } else {
                octets.writeBytes(String.valueOf(c).getBytes(charset()));
            }
        }
        return octets.toString(charset());
    }

    private Charset charset() {
        try {
            return parameter("CHARSET").isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(parameter("CHARSET"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
