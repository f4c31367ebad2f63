// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Messages packed into a part: signed around (RFC 8551 §3.5.2), or cut into several mails (RFC 2046 §5.2.2). */
final class Wrapped {
    private Wrapped() {}

    /** The names are for old gateways, which write application/octet-stream (RFC 8551 §3.2.1). */
    static boolean isSmime(Part part) {
        return part.type().equals("application/pkcs7-mime") || part.type().equals("application/x-pkcs7-mime")
                || part.type().equals("application/octet-stream")
                        && part.name().toLowerCase(Locale.ROOT).endsWith(".p7m");
    }

    static boolean isPartial(Part part) {
        return part.type().equals("message/partial");
    }

    /** Whether the words inside are read, so that the part must be kept. */
    static boolean isOpen(Part part) {
        return opened(part, new Warnings()) != null;
    }

    /** The message inside; null where there is none to be read. */
    static @Nullable Part opened(Part part, Warnings warnings) {
        if (part.bodyEnd() > part.textEnd() || part.bodyEnd() <= part.bodyStart()) {
            return null;
        }
        if (isPartial(part)) {
            // The first piece begins with the header of the whole message; the others begin anywhere.
            return part.typeParameter("number").equals("1") ? new PartReader(part.content(), warnings).read() : null;
        }
        byte[] signed = isSmime(part) ? Cms.signedContent(part.content()) : null;
        return signed == null ? null : new PartReader(signed, warnings).read();
    }

    /** What is to be known of a part that is wrapped. */
    static String warning(Part part) {
        if (isPartial(part)) {
            String total = part.typeParameter("total");
            return "piece " + number(part.typeParameter("number")) + (total.isEmpty() ? "" : " of " + number(total))
                    + " of a message cut into several (message/partial; id " + id(part.typeParameter("id")) + ")";
        }
        return isEncrypted(part) ? "encrypted (S/MIME)" : "signed (S/MIME)";
    }

    static boolean isEncrypted(Part part) {
        return part.typeParameter("smime-type").contains("enveloped") || Omitted.wasEncrypted(part)
                || Cms.isEncrypted(part.content());
    }

    /** Goes where people read it: no more than an id. */
    private static String id(String value) {
        return value.substring(0, Math.min(value.length(), 100)).replaceAll("[^\\w.@+=$-]", "?");
    }

    private static String number(String value) {
        return value.length() < 6 && value.chars().allMatch(Character::isDigit) ? value : "?";
    }
}
