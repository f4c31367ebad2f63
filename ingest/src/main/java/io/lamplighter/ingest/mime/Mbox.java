// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Takes an mbox file apart (RFC 4155). A message begins at a {@code From } line that follows an empty line and holds a
 * time or is followed by a field; writers that forgot to quote such lines in bodies are forgiven as far as that goes.
 */
public final class Mbox {
    private static final Pattern SEPARATOR = Pattern.compile("From .*\\d:\\d\\d.*");
    /** Thunderbird writes a hyphen for the sender; a sentence that begins with From has neither. */
    private static final Pattern ENVELOPE = Pattern.compile("From (?:-|\\S+@\\S+|.*\\d:\\d\\d).*");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}:.*");
    private static final byte[] NOTHING = {};
    private static final int LONGEST_SEPARATOR = 300;

    private final InputStream in;
    private final Consumer<byte[]> messages;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    /** A {@code From } line without a time: the line after it tells whether it separates. */
    private byte[] doubtful = NOTHING;
    private boolean first = true;
    private boolean started;
    private boolean afterEmpty = true;

    private Mbox(InputStream in, Consumer<byte[]> messages) {
        this.in = in;
        this.messages = messages;
    }

    /** Hands over one message after another; only one is held at a time. */
    public static void read(InputStream in, Consumer<byte[]> messages) throws IOException {
        new Mbox(new BufferedInputStream(in, 1 << 16), messages).run();
    }

    private void run() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                take(line.toByteArray());
                line.reset();
            }
        }
        if (line.size() > 0) {
            take(line.toByteArray());
        }
        settle("");
        finish();
    }

    private void take(byte[] read) {
        byte[] line = first ? Arrays.copyOfRange(read, Utf8.mark(read, 0, read.length), read.length) : read;
        first = false;
        String text = line.length < LONGEST_SEPARATOR ? new String(line, StandardCharsets.ISO_8859_1).strip() : "";
        settle(text);
        if (afterEmpty && text.startsWith("From ") && ENVELOPE.matcher(text).matches()) {
            if (SEPARATOR.matcher(text).matches()) {
                begin();
            } else {
                doubtful = line;
            }
        } else {
            add(line);
        }
        afterEmpty = line.length <= 2 && text.isEmpty();
    }

    private void settle(String next) {
        if (doubtful.length > 0) {
            byte[] line = doubtful;
            doubtful = NOTHING;
            if (FIELD.matcher(next).matches()) {
                begin();
            } else {
                add(line);
            }
        }
    }

    private void begin() {
        finish();
        started = true;
    }

    private void add(byte[] line) {
        if (started) {
            int quote = isQuoted(line) ? 1 : 0;
            message.write(line, quote, line.length - quote);
        }
    }

    /** {@code >From } was {@code From } once (mboxrd). */
    private static boolean isQuoted(byte[] line) {
        int i = 0;
        while (i < line.length && line[i] == '>') {
            i++;
        }
        return i > 0 && Ascii.startsWith(line, i, line.length, "from ") && line[i] == 'F';
    }

    private void finish() {
        if (started && message.size() > 0) {
            messages.accept(message.toByteArray());
        }
        message.reset();
    }
}
