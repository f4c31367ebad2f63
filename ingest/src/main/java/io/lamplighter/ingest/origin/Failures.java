// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.mime.Headers;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a bounce says about each recipient (RFC 3464 §2.3), or what its free text says. */
public final class Failures {
    private static final int LONGEST_TEXT = 20_000;

    private static final Pattern RETURNED_ID = Pattern
            .compile("(?im)^(?:message-id:)?[ \\t]{0,20}<([^<>\\s]{1,900})>");

    private Failures() {}

    /** One for each recipient; empty where the message is no bounce or names nobody. */
    public static List<Failure> in(Message message) {
        List<Part> parts = new ArrayList<>();
        collect(message.root(), parts);
        ReportWords words = ReportWords.of(parts);
        List<Failure> failures = new ArrayList<>(1);
        boolean reported = false;
        for (Part part : parts) {
            switch (part.type()) {
                case "message/delivery-status", "message/global-delivery-status" -> {
                    reported |= part.text().contains("ction:");
                    StatusBlocks.read(part.text(), words, failures);
                }
                case "text/plain" -> failures.addAll(CloudNotices.failures(part));
                case "message/feedback-report" -> failures.add(complaint(part.text(), parts));
                default -> {
                    // Says nothing about recipients.
                }
            }
        }
        if (!failures.isEmpty() || reported) {
            return failures;
        }
        if (message.subject().startsWith("complaint about message from")) {
            return List.of(new Failure(returnedTo(parts), Failure.Reason.FEEDBACK, ""));
        }
        if (message.subject().equalsIgnoreCase("unsubscribe")) {
            return List
                    .of(new Failure(ReportWords.address(message.headers().raw("from")), Failure.Reason.FEEDBACK, ""));
        }
        return unmarked(message, parts, words);
    }

    /** Reports in the wrong kind of part: pasted into the text, or inside the message that came back. */
    private static List<Failure> unmarked(Message message, List<Part> parts, ReportWords words) {
        List<Failure> failures = new ArrayList<>(1);
        for (Part part : parts) {
            if (failures.isEmpty() && (part.isText() || part.isMessage() && words.saysNothing())) {
                String text = part.text();
                StatusBlocks.readInside(text.substring(0, Math.min(text.length(), LONGEST_TEXT)), words, failures);
            }
        }
        return failures.isEmpty()
                ? words.failures(message.headers().raw("x-failed-recipients"),
                        ReportWords.address(message.headers().raw("to")))
                : failures;
    }

    /** The Message-ID of the message that came back, without brackets (RFC 3462 §2); empty where the report does not show it. */
    public static Optional<String> returnedId(Message message) {
        List<Part> parts = new ArrayList<>();
        collect(message.root(), parts);
        for (Part part : parts) {
            Headers embedded = part.embeddedHeaders();
            String shown = embedded != null
                    ? embedded.raw("message-id")
                    : part.type().equals("text/rfc822-headers") ? part.text() : "";
            Matcher id = RETURNED_ID.matcher(shown.substring(0, Math.min(shown.length(), LONGEST_TEXT)));
            if (id.find()) {
                return Optional.of(id.group(1));
            }
        }
        return Optional.empty();
    }

    private static void collect(Part part, List<Part> parts) {
        parts.add(part);
        part.children().forEach(child -> collect(child, parts));
    }

    private static Failure complaint(String report, List<Part> parts) {
        String recipient = ReportWords.address(StatusBlocks.field(report, "original-rcpt-to"));
        return new Failure(recipient.isEmpty() ? returnedTo(parts) : recipient, Failure.Reason.FEEDBACK, "");
    }

    /** To whom the message went that came back. */
    private static String returnedTo(List<Part> parts) {
        for (Part part : parts) {
            Headers embedded = part.embeddedHeaders();
            String to = embedded != null
                    ? embedded.raw("to")
                    : part.type().equals("text/rfc822-headers") ? StatusBlocks.field(part.text(), "to") : "";
            if (!to.isEmpty()) {
                return ReportWords.address(to);
            }
        }
        return "";
    }
}
