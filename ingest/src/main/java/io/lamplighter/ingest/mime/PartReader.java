// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a message apart. Every part lies inside its parent, so whatever is missing or repeated, reading ends. */
final class PartReader {
    private static final int DEEPEST = 30;
    private static final int MOST_PARTS = 1_000;
    private static final String PLAIN = "text/plain";

    private final byte[] bytes;
    private final Warnings warnings;
    private int parts;

    PartReader(byte[] bytes, Warnings warnings) {
        this.bytes = bytes;
        this.warnings = warnings;
    }

    Part read() {
        return part(start(), bytes.length, 0, PLAIN);
    }

    /** Empty lines before the first field are not the end of an empty header block. */
    private int start() {
        int at = Utf8.mark(bytes, 0, bytes.length);
        while (at < bytes.length && Ascii.isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private Part part(int start, int end, int depth, String assumed) {
        parts++;
        Headers headers = Headers.read(bytes, start, end);
        ContentField type = type(headers, assumed);
        if (!type.startsWith("multipart")) {
            return new Part(bytes, headers, end, type, List.of());
        }
        List<Part> children = depth < DEEPEST ? children(headers, type, end, depth) : List.of();
        if (depth >= DEEPEST) {
            warnings.add("parts nested too deep");
        }
        return new Part(bytes, headers, end, children.isEmpty() ? asText(type) : type, children);
    }

    /** A multipart without parts is read as the text it turned out to be. */
    private static ContentField asText(ContentField type) {
        return new ContentField(PLAIN, type.parameters());
    }

    private static ContentField type(Headers headers, String assumed) {
        String field = headers.raw("content-type");
        if (field.isEmpty()) {
            return new ContentField(assumed, List.of());
        }
        ContentField type = ContentField.parse(field);
        int slash = type.value().indexOf('/');
        if (slash > 0 && slash < type.value().length() - 1) {
            return type;
        }
        return new ContentField(substitute(type), type.parameters());
    }

    private static String substitute(ContentField type) {
        if (type.parameter("boundary") != null || type.startsWith("multipart")) {
            return "multipart/mixed";
        }
        return switch (type.value()) {
            case "html", "text/html/" -> "text/html";
            case "", "text", "plain", "text/", "message" -> PLAIN;
            default -> "application/octet-stream";
        };
    }

    private List<Part> children(Headers headers, ContentField type, int end, int depth) {
        String assumed = type.is("multipart/digest") ? "message/rfc822" : PLAIN;
        String name = type.parameter("boundary");
        List<Part> children = name == null || name.isBlank()
                ? List.of()
                : split(name.stripTrailing(), headers.bodyStart(), end, depth, assumed);
        if (children.isEmpty()) {
            String seen = seenBoundary(headers.bodyStart(), end);
            children = seen == null ? List.of() : split(seen, headers.bodyStart(), end, depth, assumed);
            warnings.add(seen == null ? "multipart without parts" : "boundary not declared as it is used");
        }
        return children;
    }

    private List<Part> split(String name, int from, int end, int depth, String assumed) {
        Boundary boundary = new Boundary(bytes, name);
        List<Part> children = new ArrayList<>(3);
        boolean found = boundary.find(from, end);
        while (found && !boundary.isClosing()) {
            if (parts >= MOST_PARTS) {
                warnings.add("too many parts");
                break;
            }
            int start = boundary.next();
            found = boundary.find(start, end);
            if (!found) {
                warnings.add("multipart is not closed");
            }
            int stop = found ? boundary.partEnd(start) : end;
            if (found || stop > start) {
                children.add(part(start, stop, depth + 1, assumed));
            }
        }
        return children;
    }

    /** The line that looks like a delimiter, where the declared one does not occur: {@code --…} before {@code Content-…}. */
    private @Nullable String seenBoundary(int from, int end) {
        int at = from;
        while (at < end) {
            int lf = Ascii.lineEnd(bytes, at, end);
            if (lf - at > 3 && lf - at < 200 && bytes[at] == '-' && bytes[at + 1] == '-'
                    && Ascii.startsWith(bytes, lf + 1, end, "content-")) {
                return new String(bytes, at + 2, lf - at - 2, StandardCharsets.ISO_8859_1).stripTrailing();
            }
            at = lf + 1;
        }
        return null;
    }
}
