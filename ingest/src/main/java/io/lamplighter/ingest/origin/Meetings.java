// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Origin.Kind;
import io.lamplighter.ingest.mime.Part;
import java.util.List;
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

    /** Outlook's subjects of answers, in the languages of its users. */
    private static boolean isAnswer(String subject) {
        for (String start : ANSWERS) {
            if (subject.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static final List<String> ANSWERS = List.of("accepted", "declined", "tentative", "zugesagt", "abgelehnt",
            "mit vorbehalt", "accepté", "refusé", "provisoire", "aceptada", "aceptado", "rechazad", "accettat",
            "rifiutat",
            "aceite", "recusad", "geaccepteerd", "geweigerd", "zaakceptowan", "odrzucon", "принято", "отклонен",
            "accepterat",
            "avböjt", "수락", "거절", "已接受", "已拒绝", "已拒絕", "承諾", "辞退");

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
            return new Origin(isAnswer(evidence.subject()) ? Kind.RECEIPT : Kind.INVITATION,
                    "meeting (Content-Class: calendarmessage)");
        }
        // Without the header: everything is in TNEF, and only the subject is left to tell.
        int colon = evidence.subject().indexOf(':');
        return colon > 0 && colon < 24 && evidence.hasPart("application/ms-tnef") && isAnswer(evidence.subject())
                ? new Origin(Kind.RECEIPT, "answer to an invitation (subject, TNEF)")
                : null;
    }
}
