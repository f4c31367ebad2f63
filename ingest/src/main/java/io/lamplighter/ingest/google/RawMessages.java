// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.services.gmail.model.Message;
import io.lamplighter.ingest.mime.ReducedMessage;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Takes messages out of Gmail's answers while they come: as text in a JSON string one with a large file would be in
 * memory five times. Of large ones only a few are taken at a time, whichever mailbox they are in.
 */
final class RawMessages {

    /**
     * One message.
     *
     * @param about everything but its text
     * @param mime empty where there is none that could be decoded; without files where it is large
     */
    record Received(Message about, Optional<byte[]> mime) {}

    /** Beyond it a message is kept without its files, as over IMAP. */
    private static final int REDUCED = 512 * 1024;

    private static final int LARGE = 4 * 1024 * 1024;
    private static final int LARGE_AT_ONCE = 2;

    /** Gmail takes no message beyond 50 MB. */
    private static final int LARGEST = 80 * 1024 * 1024;

    private final Semaphore large = new Semaphore(LARGE_AT_ONCE);

    Received read(InputStream answer) throws IOException {
        Reading reading = new Reading(answer);
        try {
            reading.toTheEnd();
            Message about = WholeJson.read(reading.rest.toByteArray(), Message.class);
            return new Received(about, reading.mime().map(m -> m.length > REDUCED ? ReducedMessage.of(m) : m));
        } catch (IllegalArgumentException other) {
            throw new IOException("the answer is no message", other);
        } finally {
            reading.release();
        }
    }

    private final class Reading {

        private final InputStream answer;
        private final byte[] buffer = new byte[16 * 1024];
        private final ByteArrayOutputStream rest = new ByteArrayOutputStream(1024);
        private final ByteArrayOutputStream mime = new ByteArrayOutputStream(64 * 1024);
        private int length;
        private int at;
        private boolean found;
        private boolean broken;
        private boolean holds;

        Reading(InputStream answer) {
            this.answer = answer;
        }

        Optional<byte[]> mime() {
            return found && !broken && mime.size() > 0 ? Optional.of(mime.toByteArray()) : Optional.empty();
        }

        private int next() throws IOException {
            if (at == length) {
                length = answer.read(buffer);
                at = 0;
                if (length <= 0) {
                    length = 0;
                    return -1;
                }
            }
            return buffer[at++];
        }

        private int inside() throws IOException {
            int c = next();
            if (c < 0 && length == 0) {
                throw new EOFException("the answer ends within a text");
            }
            return c;
        }

        /** Copies everything but the value of {@code raw}. */
        void toTheEnd() throws IOException {
            boolean isKey = false;
            for (int c = next(); !(c < 0 && length == 0); c = next()) {
                if (c == '"') {
                    if (isKey && !found) {
                        rest.writeBytes(new byte[]{'"', '"'});
                        decode();
                        isKey = false;
                    } else {
                        isKey = text();
                    }
                } else {
                    rest.write(c);
                    isKey &= c == ':' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
                }
            }
        }

        /** Copies a text; whether it was {@code raw}. */
        private boolean text() throws IOException {
            int begin = rest.size();
            rest.write('"');
            for (int c = inside(); c != '"'; c = inside()) {
                rest.write(c);
                if (c == '\\') {
                    rest.write(inside());
                }
            }
            rest.write('"');
            return rest.size() - begin == 5 && rest.toString(StandardCharsets.UTF_8).endsWith("\"raw\"");
        }

        /** RFC 4648 §5; padding may be missing or escaped, and the other alphabet is not unheard of. */
        private void decode() throws IOException {
            found = true;
            int bits = 0;
            int count = 0;
            for (int c = inside(); c != '"'; c = inside()) {
                int character = c == '\\' ? escaped() : c;
                int value = value(character);
                if (value >= 0) {
                    bits = (bits << 6 | value) & 0xFFFFFF;
                    count += 6;
                    if (count >= 8) {
                        count -= 8;
                        keep(bits >> count);
                    }
                } else {
                    broken |= character != '=' && character > ' ';
                }
            }
        }

        private int escaped() throws IOException {
            int c = inside();
            if (c != 'u') {
                return c == '/' ? c : ' ';
            }
            int character = 0;
            for (int i = 0; i < 4; i++) {
                character = character << 4 | Math.max(0, Character.digit(inside(), 16));
            }
            return character;
        }

        private void keep(int octet) {
            if (mime.size() == LARGE && !holds) {
                large.acquireUninterruptibly();
                holds = true;
            }
            if (mime.size() < LARGEST) {
                mime.write(octet);
            } else {
                broken = true;
            }
        }

        void release() {
            if (holds) {
                large.release();
            }
        }
    }

    private static int value(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '-' || c == '+' ? 62 : c == '_' || c == '/' ? 63 : -1;
    }
}
