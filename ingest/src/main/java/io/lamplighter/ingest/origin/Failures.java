// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.mime.Headers;
import io.lamplighter.ingest.mime.Message;
import io.lamplighter.ingest.mime.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a bounce says about each recipient (RFC 3464 §2.3), or what its free text says about the first one. */
public final class Failures {
    private static final int MOST = 500;
    private static final int LONGEST_TEXT = 20_000;
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+=#/'-]{1,80}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}");
    private static final Pattern STATUS = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");

    private static final Pattern HEAD = Pattern
            .compile("(?m)^[ \\t]{0,20}[<\"]?(" + ADDRESS.pattern() + ")[>\"]?[ \\t]{0,20}(?:\\.\\.\\.|:|;|$)");

    private static final Pattern GAP = Pattern.compile("\\S[^\\n]*\\n[ \\t]*\\n");

    private static final Pattern RETURNED_ID = Pattern
            .compile("(?im)^(?:message-id:)?[ \\t]{0,20}<([^<>\\s]{1,900})>");

    private Failures() {}

    /** One for each recipient; empty where the message is no bounce or names nobody. */
    public static List<Failure> in(Message message) {
        List<Part> parts = new ArrayList<>();
        collect(message.root(), parts);
        String words = words(parts);
        List<Failure> failures = new ArrayList<>(1);
        for (Part part : parts) {
            switch (part.type()) {
                case "message/delivery-status", "message/global-delivery-status" ->
                    blocks(part.text(), words, failures);
                case "message/feedback-report" -> failures.add(complaint(part.text()));
                default -> {
                    // Says nothing about recipients.
                }
            }
        }
        if (failures.isEmpty() && message.subject().startsWith("complaint about message from")) {
            return List.of(new Failure("", Failure.Reason.COMPLAINT, ""));
        }
        boolean reported = parts.stream()
                .anyMatch(part -> part.type().endsWith("delivery-status") && part.text().contains("ction:"));
        return failures.isEmpty() && !reported ? free(message, words) : failures;
    }

    /** The Message-ID of the message that came back, without brackets (RFC 3462 §2); empty where the report does not show it. */
    public static Optional<String> returnedId(Message message) {
        List<Part> parts = new ArrayList<>();
        collect(message.root(), parts);
        for (Part part : parts) {
            Headers embedded = part.embeddedHeaders();
            String shown = embedded != null
                    ? embedded.raw("Message-ID")
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

    /** The words for people, without the copy of the original below them. */
    private static String words(List<Part> parts) {
        for (Part part : parts) {
            if (part.isText() && !part.type().equals("text/rfc822-headers")) {
                String text = part.text();
                String own = withoutOriginal(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
                return part.type().equals("text/html") ? own.replaceAll("<[^>]{0,500}>", " ") : own;
            }
        }
        return "";
    }

    private static final List<String> ORIGINALS = List.of("below this line is a copy", "this is a copy of the message",
            "----- original message", "------ this is a copy", "original message follows", "your original message",
            "below is a copy of",
            "--- original message", "-----original", "message header", "returned message", "\nreceived: ",
            "\nreturn-path: ", "***** original");

    private static String withoutOriginal(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int end = text.length();
        for (String mark : ORIGINALS) {
            int at = lower.indexOf(mark);
            end = at > 40 && at < end ? at : end;
        }
        return text.substring(0, end);
    }

    /** Blocks are parted by empty lines; the first is about the message, but some writers merge it with the next. */
    private static void blocks(String status, String words, List<Failure> failures) {
        for (String block : status.strip().split("\n[ \t]*\n", MOST)) {
            String recipient = address(field(block, "final-recipient"));
            String original = address(field(block, "original-recipient"));
            String code = STATUS.matcher(field(block, "status")).results().map(r -> r.group()).findFirst().orElse("");
            if (recipient.isEmpty() && original.isEmpty() && code.isEmpty() || isGood(field(block, "action"))) {
                continue;
            }
            String diagnosis = field(block, "diagnostic-code");
            String better = code(diagnosis, code);
            failures.add(new Failure(original.isEmpty() ? recipient : original,
                    Reasons.of(diagnosis, better, about(recipient, words), field(block, "action")), better));
        }
    }

    /** What the words for people say about one recipient: they often speak of several. */
    private static String about(String recipient, String words) {
        Matcher heads = HEAD.matcher(words);
        while (!recipient.isEmpty() && heads.find()) {
            String said = segment(words, heads.end(1));
            if (heads.group(1).equals(recipient) && !said.isBlank()) {
                return said;
            }
        }
        return words;
    }

    /** Up to the next such line or the empty line that ends it. */
    private static String segment(String words, int from) {
        Matcher next = HEAD.matcher(words);
        int end = next.find(from) ? next.start() : words.length();
        String said = words.substring(from, end);
        Matcher gap = GAP.matcher(said);
        return gap.find() ? said.substring(0, gap.end() - 1) : said;
    }

    private static boolean isGood(String action) {
        String lower = action.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("delivered") || lower.startsWith("relayed") || lower.startsWith("expanded");
    }

    /** Gateways write 5.0.0 where the diagnosis knows better. */
    private static String code(String diagnosis, String code) {
        if (!code.isEmpty() && !code.endsWith(".0.0")) {
            return code;
        }
        Matcher better = STATUS.matcher(diagnosis);
        return better.find() ? better.group() : code;
    }

    private static String field(String block, String name) {
        StringBuilder value = new StringBuilder();
        boolean inside = false;
        for (String line : block.split("\n", 1_000)) {
            if (inside && !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
                value.append(' ').append(line.strip());
            } else {
                inside = line.regionMatches(true, 0, name + ":", 0, name.length() + 1) && value.isEmpty();
                value.append(inside ? line.substring(name.length() + 1).strip() : "");
            }
        }
        return value.toString();
    }

    private static String address(String field) {
        Matcher address = ADDRESS.matcher(field);
        return address.find() ? address.group() : "";
    }

    private static Failure complaint(String report) {
        return new Failure(address(field(report, "original-rcpt-to")), Failure.Reason.COMPLAINT, "");
    }

    private static List<Failure> free(Message message, String words) {
        String named = address(message.headers().raw("x-failed-recipients"));
        String recipient = named.isEmpty() ? address(words) : named;
        List<Failure> failures = segments(words);
        if (!failures.isEmpty() && (named.isEmpty() || failures.size() > 1)) {
            return failures;
        }
        String code = code(words, "");
        if (recipient.isEmpty() && code.isEmpty() && words.isBlank()) {
            return List.of();
        }
        return List.of(new Failure(recipient, Reasons.of(words, code, "", ""), code));
    }

    /** A line with nothing but an address, or an address and a colon, begins what is said about it. */
    private static List<Failure> segments(String words) {
        Matcher heads = HEAD.matcher(words);
        List<Failure> failures = new ArrayList<>(1);
        while (heads.find() && failures.size() < MOST) {
            String recipient = heads.group(1);
            if (failures.stream().noneMatch(f -> f.recipient().equals(recipient))) {
                String said = segment(words, heads.end(1));
                String code = code(said, "");
                // Where nothing is said below the address, it was said above all of them.
                failures.add(new Failure(recipient, Reasons.of(said, code, words, ""), code));
            }
        }
        return failures;
    }
}
