// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.Origin;
import io.lamplighter.ingest.Origin.Kind;
import io.lamplighter.ingest.mime.Part;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reports that say what they are: delivery status (RFC 3464), disposition (RFC 8098), feedback (RFC 5965). */
final class Reports {
    private Reports() {}

    static @Nullable Origin judge(Evidence evidence) {
        for (Part part : evidence.parts()) {
            Origin origin = judge(part, evidence);
            if (origin != null) {
                return origin;
            }
        }
        // RFC 2369 §3.2: mail programs ask for it on behalf of their users. The answer to give is silence.
        if (evidence.subject().equals("unsubscribe") && evidence.field("auto-submitted").startsWith("auto-")) {
            return new Origin(Kind.BOUNCE, "a recipient unsubscribes (Auto-Submitted)");
        }
        // Hotmail's complaints are no reports by their type.
        return evidence.subject().startsWith("complaint about message from") && evidence.hasPart("message/rfc822")
                ? new Origin(Kind.BOUNCE, "complaint of a recipient (subject)")
                : null;
    }

    private static @Nullable Origin judge(Part part, Evidence evidence) {
        return switch (part.type()) {
            case "message/delivery-status", "message/global-delivery-status" -> delivery(part.text());
            case "message/disposition-notification", "message/global-disposition-notification" ->
                new Origin(Kind.RECEIPT, "read receipt (message/disposition-notification)");
            case "message/feedback-report" ->
                new Origin(Kind.BOUNCE, "complaint of a recipient (message/feedback-report)");
            case "multipart/report" -> reportType(part, evidence);
            // Only where it is all there is: text files that came along are not opened for it.
            case "text/plain" -> evidence.parts().size() == 1 ? notice(CloudNotices.type(part)) : null;
            default -> null;
        };
    }

    private static @Nullable Origin notice(String type) {
        return switch (type) {
            case "Bounce" -> new Origin(Kind.BOUNCE, "notice of Amazon SES (Bounce)");
            case "Complaint" -> new Origin(Kind.BOUNCE, "notice of Amazon SES (Complaint)");
            case "Delivery" -> new Origin(Kind.RECEIPT, "notice of Amazon SES (Delivery)");
            default -> null;
        };
    }

    private static @Nullable Origin reportType(Part part, Evidence evidence) {
        return switch (part.typeParameter("report-type")) {
            case "disposition-notification" -> new Origin(Kind.RECEIPT, "read receipt (multipart/report)");
            case "feedback-report" -> new Origin(Kind.BOUNCE, "complaint of a recipient (multipart/report)");
            case "delivery-status" -> evidence.hasPart("message/delivery-status")
                    || evidence.hasPart("message/global-delivery-status")
                            ? null
                            : new Origin(Kind.BOUNCE, "delivery report (multipart/report)");
            default -> null;
        };
    }

    /** RFC 3464 §2.3.3: a report may also say that all went well. */
    private static Origin delivery(String status) {
        String lower = status.toLowerCase(Locale.ROOT);
        boolean good = lower.contains("action: delivered") || lower.contains("action: relayed")
                || lower.contains("action: expanded");
        boolean bad = lower.contains("action: failed") || lower.contains("action: delayed");
        return good && !bad
                ? new Origin(Kind.RECEIPT, "report of successful delivery (message/delivery-status)")
                : new Origin(Kind.BOUNCE, "delivery report (message/delivery-status)");
    }
}
