// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a delivery status (RFC 3464 §2): one about the message, one about each recipient. */
final class StatusBlocks {
    private static final int MOST = 500;
    /** Beyond so many recipients only their own blocks count: nobody reads such a report. */
    private static final int MOST_TOLD = 50;
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])[245]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");
    private static final Pattern INSIDE = Pattern
            .compile("(?im)^(?:reporting-mta|final-recipient|original-recipient):");

    private StatusBlocks() {}

    /** Blocks are parted by empty lines; the first is about the message, but some writers merge it with the next. */
    static void read(String status, ReportWords words, List<Failure> failures) {
        for (String block : status.strip().split("\n[ \t]*\n", MOST)) {
            String recipient = ReportWords.address(field(block, "final-recipient"));
            String original = ReportWords.address(field(block, "original-recipient"));
            String action = field(block, "action");
            String code = first(field(block, "status"));
            if (recipient.isEmpty() && original.isEmpty() && code.isEmpty() || isGood(action)) {
                continue;
            }
            String about = failures.size() < MOST_TOLD ? words.about(recipient) : "";
            String diagnosis = words.whole(field(block, "diagnostic-code"));
            String better = code(diagnosis.isEmpty() ? words.segment(recipient) : diagnosis, code);
            failures.add(new Failure(original.isEmpty() ? recipient : original,
                    Reasons.of(Refusal.of(diagnosis, about, better, action)), better));
        }
    }

    /** Blocks somewhere in a text. */
    static void readInside(String text, ReportWords words, List<Failure> failures) {
        Matcher start = INSIDE.matcher(text);
        if (start.find() && text.toLowerCase(Locale.ROOT).indexOf("\nstatus:", start.start()) > 0) {
            read(text.substring(start.start()), words, failures);
        }
    }

    static String field(String block, String name) {
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

    /** Gateways write 5.0.0 where the diagnosis knows better. */
    static String code(String diagnosis, String code) {
        if (!code.isEmpty() && !code.endsWith(".0.0")) {
            return code;
        }
        String better = first(diagnosis);
        return better.isEmpty() ? code : better;
    }

    private static String first(String text) {
        Matcher status = STATUS.matcher(text);
        return status.find() ? status.group() : "";
    }

    private static boolean isGood(String action) {
        String lower = action.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("delivered") || lower.startsWith("relayed") || lower.startsWith("expanded");
    }
}
