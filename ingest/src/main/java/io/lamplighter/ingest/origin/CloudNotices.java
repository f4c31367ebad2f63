// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.mime.Part;
import io.lamplighter.ingest.origin.Failure.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amazon SES reports as JSON, and some let it be sent to their mailbox. Read without a parser: it is one line of known names. */
final class CloudNotices {
    private static final int MOST = 500;
    private static final int LONGEST = 100_000;
    private static final Pattern TYPE = Pattern
            .compile("\"(?:notification|event)Type\"\\s{0,5}:\\s{0,5}\"(Bounce|Complaint|Delivery)\"");
    private static final Pattern RECIPIENT = Pattern.compile("\\{[^{}]{0,4000}\"emailAddress\"[^{}]{0,4000}\\}");

    private CloudNotices() {}

    /** {@code Bounce}, {@code Complaint}, {@code Delivery}, or empty. */
    static String type(Part part) {
        if (!part.type().equals("text/plain") || !part.text().startsWith("{")) {
            return "";
        }
        Matcher type = TYPE.matcher(shortened(part));
        return type.find() ? type.group(1) : "";
    }

    static List<Failure> failures(Part part) {
        String type = type(part);
        List<Failure> failures = new ArrayList<>(1);
        Matcher recipients = RECIPIENT.matcher(type.equals("Delivery") || type.isEmpty() ? "" : shortened(part));
        while (recipients.find() && failures.size() < MOST) {
            String recipient = ReportWords.address(value(recipients.group(), "emailAddress"));
            String diagnosis = value(recipients.group(), "diagnosticCode");
            String status = StatusBlocks.code(diagnosis, value(recipients.group(), "status"));
            failures.add(type.equals("Complaint")
                    ? new Failure(recipient, Reason.FEEDBACK, "")
                    : new Failure(recipient, Reasons.of(
                            Refusal.of(diagnosis, "", status, value(recipients.group(), "action"))), status));
        }
        return failures;
    }

    private static String shortened(Part part) {
        return part.text().substring(0, Math.min(part.text().length(), LONGEST));
    }

    private static String value(String object, String name) {
        int at = object.indexOf("\"" + name + "\"");
        int from = at < 0 ? -1 : object.indexOf('"', at + name.length() + 2);
        int to = from < 0 ? -1 : object.indexOf('"', from + 1);
        return to < 0 ? "" : object.substring(from + 1, to);
    }
}
