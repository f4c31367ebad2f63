// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files as they travelled before MIME: {@code begin 644 name}, lines of up to 45 octets, {@code end}. */
final class Uuencode {
    private static final int MOST = 100;

    private Uuencode() {}

    /** A file found in text; {@code from} and {@code to} enclose it with its first and last line. */
    record Found(int from, int to, String name, long size) {}

    static List<Found> all(String text) {
        List<Found> files = new ArrayList<>(0);
        Optional<Found> file = find(text, 0);
        while (file.isPresent() && files.size() < MOST) {
            files.add(file.get());
            file = find(text, file.get().to);
        }
        return files;
    }

    /** The text without the files in it. */
    static String without(String text) {
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (Found file : all(text)) {
            rest.append(text, from, file.from);
            from = file.to;
        }
        return from == 0 ? text : rest.append(text, from, text.length()).toString();
    }

    private static Optional<Found> find(String text, int start) {
        int at = text.startsWith("begin ", start) ? start : next(text, start);
        while (at >= 0) {
            Optional<Found> found = at(text, at);
            if (found.isPresent()) {
                return found;
            }
            at = next(text, at);
        }
        return Optional.empty();
    }

    private static int next(String text, int from) {
        int at = text.indexOf("\nbegin ", from);
        return at < 0 ? -1 : at + 1;
    }

    private static Optional<Found> at(String text, int at) {
        int lineEnd = lineEnd(text, at);
        String[] words = text.substring(at, lineEnd).strip().split(" ", 3);
        if (words.length < 3 || words[1].length() < 3 || !words[1].chars().allMatch(c -> c >= '0' && c <= '7')) {
            return Optional.empty();
        }
        long size = 0;
        int line = lineEnd + 1;
        while (line < text.length()) {
            int end = lineEnd(text, line);
            int octets = octets(text, line, end);
            if (octets < 0) {
                break;
            }
            size += octets;
            line = end + 1;
        }
        if (size == 0 || !text.startsWith("end", line)) {
            return Optional.empty();
        }
        return Optional.of(new Found(at, Math.min(text.length(), lineEnd(text, line) + 1), words[2], size));
    }

    /** How many octets a line says it holds, -1 if it is no encoded line. */
    private static int octets(String text, int from, int to) {
        int end = to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
        if (end == from) {
            return 0;
        }
        int octets = text.charAt(from) - 32 & 63;
        int needed = (octets + 2) / 3 * 4;
        boolean fits = end - from - 1 >= needed - 4 && end - from - 1 <= needed + 2;
        return fits && text.charAt(from) <= '`' && text.charAt(from) >= ' ' ? octets : -1;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    static byte[] decode(byte[] bytes, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream((to - from) * 3 / 4);
        int at = from;
        while (at < to) {
            int end = Ascii.lineEnd(bytes, at, to);
            if (!Ascii.startsWith(bytes, at, end, "begin ") && !Ascii.startsWith(bytes, at, end, "end")) {
                line(bytes, at, end, out);
            }
            at = end + 1;
        }
        return out.toByteArray();
    }

    private static void line(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
        int left = to > from ? bytes[from] - 32 & 63 : 0;
        for (int i = from + 1; left > 0 && i < to; i += 4) {
            int group = 0;
            for (int k = 0; k < 4; k++) {
                group = group << 6 | (i + k < to ? bytes[i + k] - 32 & 63 : 0);
            }
            for (int k = 16; k >= 0 && left > 0; k -= 8, left--) {
                out.write(group >> k);
            }
        }
    }
}
