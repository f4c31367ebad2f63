// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Origin.Kind;
import io.lamplighter.ingest.mime.Part;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Mail that carries a meeting (RFC 6047): invitations, and the answers to them. */
final class Meetings {
    private static final int METHOD_WITHIN = 4_000;

    private Meetings() {}

    static @Nullable Origin judge(Evidence evidence) {
        for (Part part : evidence.parts()) {
            if (part.type().equals("text/calendar")) {
                return switch (method(part)) {
                    case "reply", "refresh" ->
                        new Origin(Kind.RECEIPT, "answer to an invitation (text/calendar; method=REPLY)");
                    case "request", "cancel", "counter", "declinecounter", "add", "publish" ->
                        new Origin(Kind.INVITATION,
                                "meeting (text/calendar; method=" + method(part).toUpperCase(Locale.ROOT) + ")");
                    default -> null;
                };
            }
        }
        return exchange(evidence);
    }

    private static String method(Part part) {
        String declared = part.typeParameter("method");
        if (!declared.isEmpty()) {
            return declared;
        }
        String text = part.text();
        String head = text.substring(0, Math.min(text.length(), METHOD_WITHIN)).toLowerCase(Locale.ROOT);
        int at = head.indexOf("\nmethod:");
        int end = at < 0 ? -1 : head.indexOf('\n', at + 1);
        return end < 0 ? "" : head.substring(at + 8, end).strip();
    }

    /** Exchange names the class of a message whose meeting lies hidden in TNEF. */
    private static @Nullable Origin exchange(Evidence evidence) {
        String type = evidence.field("content-class");
        if (type.startsWith("urn:content-classes:calendarmessage")) {
            return evidence.hasPart("application/ms-tnef")
                    ? new Origin(Kind.INVITATION, "meeting (Content-Class: calendarmessage)")
                    : null;
        }
        return null;
    }
}
