// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import java.util.Locale;

/**
 * One content line (RFC 5545 §3.1), brought to a form that every parser reads alike: name in capitals, each parameter
 * once and in quotes, nothing in between.
 *
 * <p>Needed because ical4j 4.4 takes a list of quoted values for the end of the parameters, and reads the rest of an
 * attendee as his address.
 */
final class ContentLine {
    private static final int MOST_PARAMETERS = 50;
    private static final int LONGEST_PARAMETER = 4_000;

    private final String line;
    private final StringBuilder normal = new StringBuilder();
    private int parameters;

    private ContentLine(String line) {
        this.line = line;
    }

    /** @param colon as {@link #colon} found it */
    static String normal(String line, int colon) {
        return new ContentLine(line).normal(colon);
    }

    /** Where the value begins; negative where the line is none. A quote that is never closed protects nothing. */
    static int colon(String line) {
        boolean quoted = false;
        int length = line.length();
        for (int i = 0; i < length; i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ':' && !quoted) {
                return i;
            }
        }
        return quoted ? line.indexOf(':') : -1;
    }

    /** The name; empty where what stands there cannot be one. */
    static String name(String line) {
        int end = 0;
        while (end < line.length() && isNameCharacter(line.charAt(end))) {
            end++;
        }
        int next = end;
        while (next < line.length() && line.charAt(next) == ' ') {
            next++;
        }
        boolean named = end > 0 && next < line.length() && (line.charAt(next) == ':' || line.charAt(next) == ';');
        return named ? line.substring(0, end).toUpperCase(Locale.ROOT) : "";
    }

    private static boolean isNameCharacter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    private String normal(int colon) {
        normal.append(name(line));
        String pending = "";
        int begin = line.indexOf(';');
        while (begin >= 0 && begin < colon) {
            int end = end(begin + 1, colon);
            String piece = line.substring(begin + 1, end);
            int equals = piece.indexOf('=');
            boolean starts = equals > 0 && name(piece.substring(0, equals).strip() + ":").length() > 0;
            if (starts || pending.isEmpty()) {
                parameter(pending);
                pending = starts ? piece : bare(piece);
            } else {
                // A semicolon nobody quoted.
                pending = pending + ";" + piece;
            }
            begin = end;
        }
        parameter(pending);
        return normal.append(':').append(plain(line.substring(colon + 1))).toString();
    }

    /** vCalendar 1.0 writes an encoding without its name. */
    private static String bare(String piece) {
        String value = piece.strip().toUpperCase(Locale.ROOT);
        return value.equals("QUOTED-PRINTABLE") || value.equals("BASE64") ? "ENCODING=" + value : "";
    }

    private int end(int from, int colon) {
        boolean quoted = false;
        for (int i = from; i < colon; i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        if (quoted) {
            int semicolon = line.indexOf(';', from);
            return semicolon >= 0 && semicolon < colon ? semicolon : colon;
        }
        return colon;
    }

    private void parameter(String piece) {
        int equals = piece.indexOf('=');
        if (equals <= 0 || parameters++ >= MOST_PARAMETERS) {
            return;
        }
        String value = plain(piece.substring(equals + 1, Math.min(piece.length(), equals + 1 + LONGEST_PARAMETER)));
        normal.append(';').append(piece.substring(0, equals).strip().toUpperCase(Locale.ROOT)).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                // ical4j takes it for C's escape.
                normal.append("\\\\");
            } else if (c != '"') {
                normal.append(c);
            }
        }
        normal.append('"');
    }

    private static String plain(String text) {
        boolean clean = text.chars().allMatch(c -> c >= ' ' || c == '\t');
        return clean ? text : text.replaceAll("[\\x00-\\x08\\x0A-\\x1F]", " ");
    }
}
