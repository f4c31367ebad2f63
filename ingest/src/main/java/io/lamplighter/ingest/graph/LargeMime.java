// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.Part;
import io.lamplighter.ingest.mime.ReducedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a message without ever holding its attachments: Graph gives a message as one stream, which may be 150 MB long. What
 * is small is read whole; of what is large, headers and texts are kept as they pass by, and what is left out is marked as
 * {@code ReducedMessage} marks it.
 */
final class LargeMime {

    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^;\\s\"]{1,200}))",
            Pattern.CASE_INSENSITIVE);
    private static final int SMALL = 512 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADER = 128 * 1024;
    private static final int MOST_TEXT = 1024 * 1024;
    private static final int MOST_KEPT = 4 * 1024 * 1024;
    private static final int MOST_PARTS = 200;

    private enum Passing {
        HEADER,
        /** Text, which is kept. */
        KEPT,
        /** What is before, between and behind the parts. */
        IDLE,
        /** The header of a message in the message, which is kept. */
        EMBEDDED,
        /** Everything else, which is counted. */
        DROPPED
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    private final ByteArrayOutputStream header = new ByteArrayOutputStream(2 * 1024);
    private final ByteArrayOutputStream embedded = new ByteArrayOutputStream();
    private final List<String> boundaries = new ArrayList<>();
    private Passing passing = Passing.HEADER;
    private boolean base64;
    private boolean cutInALine;
    private long dropped;
    private long kept;
    private int parts;

    private LargeMime() {}

    static byte[] read(InputStream in) throws IOException {
        byte[] start = in.readNBytes(SMALL);
        if (start.length < SMALL) {
            return ReducedMessage.of(start);
        }
        LargeMime message = new LargeMime();
        message.pass(new Lines(start, in));
        return ReducedMessage.of(message.out.toByteArray());
    }

    private void pass(Lines lines) throws IOException {
        boolean beginsLine = true;
        for (byte[] line = lines.next(); line.length > 0; line = lines.next()) {
            if (!beginsLine || passing == Passing.HEADER || !isBoundary(line)) {
                take(line, beginsLine);
            }
            beginsLine = line[line.length - 1] == '\n';
        }
        endPart();
    }

    private void take(byte[] line, boolean beginsLine) {
        switch (passing) {
            case HEADER -> header(line, beginsLine);
            case KEPT -> {
                if (kept < MOST_TEXT && out.size() < MOST_KEPT) {
                    out.writeBytes(line);
                    kept += line.length;
                    cutInALine = line[line.length - 1] != '\n';
                }
            }
            case EMBEDDED -> {
                if (beginsLine && isEmpty(line) || embedded.size() > MOST_HEADER) {
                    passing = Passing.DROPPED;
                }
                embedded.writeBytes(line);
                cutInALine = line[line.length - 1] != '\n';
            }
            case DROPPED -> dropped += base64 ? letters(line) : line.length;
            case IDLE -> {
            }
        }
    }

    private void header(byte[] line, boolean beginsLine) {
        if (beginsLine && isEmpty(line)) {
            decide();
        } else if (header.size() < MOST_HEADER) {
            header.writeBytes(line);
        }
    }

    /** What to do with the body that follows. */
    private void decide() {
        Part part = Message.read(header.toByteArray()).root();
        String boundary = boundary(part.headers().raw("content-type").strip());
        base64 = part.headers().raw("content-transfer-encoding").strip().equalsIgnoreCase("base64");
        dropped = 0;
        kept = 0;
        if (!boundary.isEmpty()) {
            boundaries.add(boundary);
            writeHeader();
            passing = Passing.IDLE;
        } else if (isRead(part) && out.size() < MOST_KEPT) {
            writeHeader();
            passing = Passing.KEPT;
        } else {
            passing = part.isMessage() ? Passing.EMBEDDED : Passing.DROPPED;
        }
    }

    /** By the header alone: a part without children is none to the reader. Empty where it is not made of parts. */
    private static String boundary(String contentType) {
        Matcher named = BOUNDARY.matcher(contentType);
        return contentType.regionMatches(true, 0, "multipart/", 0, 10) && named.find()
                ? named.group(1) == null ? named.group(2) : named.group(1)
                : "";
    }

    /** As {@code ReducedMessage} decides it. */
    private static boolean isRead(Part part) {
        boolean attached = part.headers().raw("content-disposition").strip().toLowerCase(Locale.ROOT)
                .startsWith("attachment");
        return part.isText() && !attached || part.type().equals("text/calendar")
                || part.type().equals("application/ics") || part.type().startsWith("message/delivery-")
                || part.type().startsWith("message/disposition-") || part.type().equals("message/feedback-report");
    }

    private void writeHeader() {
        out.writeBytes(header.toByteArray());
        ascii("\r\n");
        header.reset();
    }

    private boolean isBoundary(byte[] line) {
        if (line.length < 3 || line[0] != '-' || line[1] != '-' || parts > MOST_PARTS) {
            return false;
        }
        String text = new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
        for (int depth = boundaries.size() - 1; depth >= 0; depth--) {
            String boundary = "--" + boundaries.get(depth);
            boolean closes = text.equals(boundary + "--");
            if (closes || text.equals(boundary)) {
                endPart();
                if (cutInALine) {
                    ascii("\r\n");
                    cutInALine = false;
                }
                out.writeBytes(line);
                boundaries.subList(closes ? depth : depth + 1, boundaries.size()).clear();
                passing = closes ? Passing.IDLE : Passing.HEADER;
                parts++;
                return true;
            }
        }
        return false;
    }

    private void endPart() {
        switch (passing) {
            case DROPPED, EMBEDDED -> {
                long size = base64 ? dropped * 3 / 4 : dropped;
                out.writeBytes(header.toByteArray());
                ascii("X-Lamplighter-Omitted: " + size + "\r\n\r\n");
                out.writeBytes(embedded.toByteArray());
                embedded.reset();
                header.reset();
            }
            case HEADER -> writeHeader();
            case KEPT, IDLE -> {
            }
        }
    }

    private static boolean isEmpty(byte[] line) {
        return line[0] == '\n' || line[0] == '\r';
    }

    private static int letters(byte[] line) {
        int letters = 0;
        for (byte octet : line) {
            letters += octet > ' ' && octet != '=' ? 1 : 0;
        }
        return letters;
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Lines with their ends; what is longer than any line of a mail comes in pieces. */
    private static final class Lines {

        private final InputStream rest;
        private byte[] buffer;
        private int at;

        Lines(byte[] start, InputStream rest) {
            this.buffer = start;
            this.rest = rest;
        }

        /** Empty at the end. */
        byte[] next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(100);
            while (line.size() < LONGEST_LINE && (at < buffer.length || fill())) {
                int end = at;
                int last = Math.min(buffer.length, at + LONGEST_LINE - line.size());
                while (end < last && buffer[end] != '\n') {
                    end++;
                }
                boolean ended = end < last;
                line.write(buffer, at, (ended ? end + 1 : end) - at);
                at = ended ? end + 1 : end;
                if (ended) {
                    break;
                }
            }
            return line.toByteArray();
        }

        private boolean fill() throws IOException {
            buffer = rest.readNBytes(64 * 1024);
            at = 0;
            return buffer.length > 0;
        }
    }
}
