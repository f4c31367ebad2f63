// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody answered whom nobody vouches for (RFC 9112), read no further than is wanted.
 *
 * @param headers by their names in lower case; of several with one name the last
 */
public record OutsideAnswer(int status, Map<String, String> headers, byte[] body) {

    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_LINES = 200;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})\\s*(;.*)?");

    public OutsideAnswer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /** @param name in lower case */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The first line alone. */
    static int status(InputStream in) throws IOException {
        Matcher status = STATUS.matcher(line(in));
        if (!status.matches()) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(status.group(1));
    }

    /**
     * All of it.
     *
     * @param most how many octets its body may have
     * @throws IOException if it has more, or ends too early
     */
    static OutsideAnswer read(InputStream in, int most) throws IOException {
        int status = status(in);
        Map<String, String> headers = headers(in);
        // RFC 9110 §15.2: what comes before the answer.
        while (status / 100 == 1) {
            status = status(in);
            headers = headers(in);
        }
        return new OutsideAnswer(status, headers, body(in, status, headers, most));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        int lines = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || ++lines > MOST_LINES) {
                throw new IOException("the answer is not HTTP");
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** RFC 9112 §6.3. */
    private static byte[] body(InputStream in, int status, Map<String, String> headers, int most) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks(in, most);
        }
        String length = headers.getOrDefault("content-length", "");
        if (length.isEmpty()) {
            byte[] body = in.readNBytes(most + 1);
            mustNotExceed(body.length, most);
            return body;
        }
        if (!length.matches("\\d{1,9}")) {
            throw new IOException("the answer is not HTTP");
        }
        mustNotExceed(Integer.parseInt(length), most);
        return exactly(in, Integer.parseInt(length));
    }

    /** RFC 9112 §7.1. */
    private static byte[] chunks(InputStream in, int most) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Matcher size = CHUNK.matcher(line(in));
            if (!size.matches()) {
                throw new IOException("the answer is not HTTP");
            }
            int octets = Integer.parseInt(size.group(1), 16);
            if (octets == 0) {
                return body.toByteArray();
            }
            mustNotExceed(body.size() + octets, most);
            body.write(exactly(in, octets));
            line(in);
        }
    }

    private static byte[] exactly(InputStream in, int octets) throws IOException {
        byte[] read = in.readNBytes(octets);
        if (read.length < octets) {
            throw new EOFException("the answer ends too early");
        }
        return read;
    }

    private static void mustNotExceed(int octets, int most) throws IOException {
        if (octets > most) {
            throw new IOException("the answer is too long");
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.size() >= LONGEST_LINE) {
                throw new IOException("the answer is not HTTP");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
