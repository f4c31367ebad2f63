// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples.world;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A MIME part ready to be sent: all of it is ASCII with CRLF.
 *
 * <p>Put together by hand, because boundaries made by a library differ from run to run.
 */
record Part(String headers, String body) {

    private static final String CRLF = "\r\n";
    private static final int LONGEST_LINE = 76;
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(LONGEST_LINE, CRLF.getBytes(
            StandardCharsets.US_ASCII));

    /** @param type with its parameters, which say that it is UTF-8 */
    static Part text(String type, String text) {
        String lines = (text + "\n").replaceAll("\\R", CRLF);
        byte[] octets = lines.getBytes(StandardCharsets.UTF_8);
        String encoding = encoding(lines, octets);
        String body = switch (encoding) {
            case "7bit" -> lines;
            case "base64" -> BASE64.encodeToString(octets) + CRLF;
            default -> quotedPrintable(octets);
        };
        return new Part("Content-Type: " + type + CRLF + "Content-Transfer-Encoding: " + encoding + CRLF, body);
    }

    private static String encoding(String lines, byte[] octets) {
        if (octets.length > lines.length() * 4 / 3) {
            return "base64";
        }
        boolean plain = octets.length == lines.length() && lines.lines().allMatch(l -> l.length() <= LONGEST_LINE);
        return plain ? "7bit" : "quoted-printable";
    }

    private static String quotedPrintable(byte[] octets) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream out = MimeUtility.encode(encoded, "quoted-printable")) {
            out.write(octets);
        } catch (MessagingException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return encoded.toString(StandardCharsets.US_ASCII);
    }

    static Part file(Letter.Attached file) {
        byte[] octets = new byte[file.size()];
        Arrays.fill(octets, (byte) ' ');
        // RFC 2231 §4: the name in UTF-8, percent-encoded where it is not ASCII.
        String name = isAscii(file.name())
                ? "filename=\"" + file.name() + '"'
                : "filename*=UTF-8''" + percentEncoded(file.name());
        return new Part("Content-Type: " + file.type() + CRLF + "Content-Disposition: attachment;" + CRLF + ' ' + name
                + CRLF + "Content-Transfer-Encoding: base64" + CRLF, BASE64.encodeToString(octets) + CRLF);
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = Character.isLetterOrDigit(octet) || octet == '.' || octet == '-' || octet == '_';
            encoded.append(plain ? Character.toString(octet) : String.format("%%%02X", octet));
        }
        return encoded.toString();
    }

    /** @param subtype with its parameters: {@code alternative} */
    static Part of(String subtype, String boundary, List<Part> parts) {
        StringBuilder body = new StringBuilder();
        for (Part part : parts) {
            body.append("--").append(boundary).append(CRLF).append(part.headers).append(CRLF).append(part.body)
                    .append(CRLF);
        }
        return new Part("Content-Type: multipart/" + subtype + ";" + CRLF + " boundary=\"" + boundary + '"' + CRLF,
                body.append("--").append(boundary).append("--").append(CRLF).toString());
    }
}
