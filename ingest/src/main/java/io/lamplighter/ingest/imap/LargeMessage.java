// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.BODYSTRUCTURE;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a large message without its attachments: the headers of every part and the bodies of text and calendar parts,
 * put together as the message they come from. What is left out is marked as {@code ReducedMessage} marks it.
 */
final class LargeMessage {

    private static final int MOST_TEXT = 1024 * 1024;
    private static final int MOST_PARTS = 200;
    private static final String CRLF = "\r\n";

    private final BODYSTRUCTURE structure;
    private final List<String> wanted = new ArrayList<>();
    private Map<String, byte[]> fetched = Map.of();

    private LargeMessage(BODYSTRUCTURE structure) {
        this.structure = structure;
    }

    /** The reduced message, or {@code null} when the server does not give it. */
    static byte @Nullable [] fetch(IMAPProtocol protocol, long uid) throws ProtocolException {
        BODYSTRUCTURE structure = structure(protocol, uid);
        if (structure == null || !structure.isMulti()) {
            return beginning(protocol, uid);
        }
        LargeMessage message = new LargeMessage(structure);
        message.plan(structure, "");
        message.fetched = bodies(protocol, uid, "BODY.PEEK[HEADER] " + String.join(" ", message.wanted));
        return message.fetched.containsKey("HEADER") ? message.assemble() : beginning(protocol, uid);
    }

    private static @Nullable BODYSTRUCTURE structure(IMAPProtocol protocol, long uid) throws ProtocolException {
        for (FetchResponse line : WholeMessages.fetch(protocol, Long.toString(uid), "UID BODYSTRUCTURE")) {
            BODYSTRUCTURE structure = line.getItem(BODYSTRUCTURE.class);
            if (structure != null) {
                return structure;
            }
        }
        return null;
    }

    /** For a message that is one huge part, or whose structure the server cannot tell: as much as could be text. */
    private static byte @Nullable [] beginning(IMAPProtocol protocol, long uid) throws ProtocolException {
        return bodies(protocol, uid, "BODY.PEEK[]<0." + MOST_TEXT + ">").get("");
    }

    private static Map<String, byte[]> bodies(IMAPProtocol protocol, long uid, String items) throws ProtocolException {
        Map<String, byte[]> bodies = new HashMap<>();
        for (FetchResponse line : WholeMessages.fetch(protocol, Long.toString(uid), "UID " + items)) {
            for (int i = 0; i < line.getItemCount(); i++) {
                if (line.getItem(i) instanceof BODY body && body.getByteArray() != null) {
                    bodies.put(body.getSection().toUpperCase(Locale.ROOT), body.getByteArray().getNewBytes());
                }
            }
        }
        return bodies;
    }

    private void plan(BODYSTRUCTURE part, String number) {
        BODYSTRUCTURE[] children = children(part);
        for (int i = 0; i < children.length && wanted.size() < MOST_PARTS; i++) {
            String child = number.isEmpty() ? Integer.toString(i + 1) : number + "." + (i + 1);
            wanted.add("BODY.PEEK[" + child + ".MIME]");
            if (children[i].isMulti()) {
                plan(children[i], child);
            } else if (isText(children[i])) {
                wanted.add("BODY.PEEK[" + child + "]<0." + MOST_TEXT + ">");
            }
        }
    }

    private static BODYSTRUCTURE[] children(BODYSTRUCTURE part) {
        return part.bodies == null ? new BODYSTRUCTURE[0] : part.bodies;
    }

    /** Whether the body is worth its octets: what the reader keeps, see {@code ReducedMessage}. */
    private static boolean isText(BODYSTRUCTURE part) {
        String type = (part.type + "/" + part.subtype).toLowerCase(Locale.ROOT);
        boolean attached = "attachment".equalsIgnoreCase(part.disposition);
        return type.equals("text/calendar") || type.equals("message/delivery-status")
                || type.equals("message/disposition-notification") || (type.startsWith("text/") && !attached);
    }

    private byte[] assemble() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(fetched.getOrDefault("HEADER", new byte[0]));
        write(structure, "", out);
        return out.toByteArray();
    }

    private void write(BODYSTRUCTURE part, String number, ByteArrayOutputStream out) {
        String boundary = part.cParams == null ? null : part.cParams.get("boundary");
        if (boundary == null) {
            return;
        }
        BODYSTRUCTURE[] children = children(part);
        for (int i = 0; i < children.length; i++) {
            String child = number.isEmpty() ? Integer.toString(i + 1) : number + "." + (i + 1);
            byte[] header = header(children[i], fetched.get(child + ".MIME"));
            ascii(out, CRLF + "--" + boundary + CRLF);
            byte[] body = fetched.get(child);
            if (children[i].isMulti()) {
                out.writeBytes(header);
                write(children[i], child, out);
            } else if (body != null) {
                out.writeBytes(header);
                out.writeBytes(body);
            } else {
                ascii(out, "X-Lamplighter-Omitted: " + decodedSize(children[i]) + CRLF);
                out.writeBytes(header);
            }
        }
        ascii(out, CRLF + "--" + boundary + "--" + CRLF);
    }

    /** The part's own header where the server gives it right, else one made of what BODYSTRUCTURE says. */
    private static byte[] header(BODYSTRUCTURE part, byte @Nullable [] given) {
        String type = part.type + "/" + part.subtype;
        String text = given == null ? "" : new String(given, StandardCharsets.ISO_8859_1).stripTrailing();
        // GreenMail answers BODY[1.2.MIME] with the header of part 1, and leaves out the empty line after any of them.
        if (!text.toLowerCase(Locale.ROOT).contains(type.toLowerCase(Locale.ROOT))) {
            text = "Content-Type: " + type + (part.cParams == null ? "" : part.cParams.toString())
                    + (part.encoding == null ? "" : CRLF + "Content-Transfer-Encoding: " + part.encoding);
        }
        return (text + CRLF + CRLF).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** BODYSTRUCTURE counts encoded octets (RFC 3501 §7.4.2): base64 in lines of 76 carries 57 octets in 78. */
    private static long decodedSize(BODYSTRUCTURE part) {
        return "base64".equalsIgnoreCase(part.encoding) ? part.size * 57L / 78 : part.size;
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
