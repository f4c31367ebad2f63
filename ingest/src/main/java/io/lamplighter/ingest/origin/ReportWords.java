// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.mime.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a bounce tells people, without the copy of the original below it. */
final class ReportWords {
    private static final int MOST = 500;
    private static final int MOST_TOLD = 50;
    private static final int LONGEST = 20_000;
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+=#%/'-]{1,80}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}");

    /** A line with nothing but an address, or an address and a colon, begins what is said about it. */
    private static final Pattern HEAD = Pattern.compile("(?m)^[ \\t]{0,20}(?:[45]\\d\\d )?[<\"]?(" + ADDRESS.pattern()
            + ")[>\"]?[ \\t]{0,20}(?:\\((?:expanded|generated|ultimately generated) from[^()]{0,200}\\)[ \\t]{0,20})?"
            // Exchange 2003: "anna@buyer.example on Mon, 2 Mar 2026 10:00:00".
            + "(?:\\.\\.\\.|:|;|$|on (?=[A-Z][a-z]{2}, )|(?=[\\[(]))");
    private static final Pattern GAP = Pattern.compile("\\S[^\\n]*\\n[ \\t]*\\n");

    /** The line above the copy of the original; the same words in a sentence mean nothing. */
    private static final Pattern ORIGINAL = Pattern
            .compile("(?im)^[ \\t>*=_-]{0,40}(?:below (?:this line )?is a copy of"
                    + "|this is a copy of (?:the|your) message|(?:unsent|returned|original|your original) message(?! was| is| has)"
                    + "|(?:the )?headers? of the original|message headers?\\b|received: |return-path: )");

    private final String words;
    private final Set<String> recipients = new LinkedHashSet<>();

    private ReportWords(String words) {
        this.words = words;
        Matcher heads = HEAD.matcher(words);
        while (heads.find() && recipients.size() < MOST) {
            recipients.add(heads.group(1));
        }
    }

    static ReportWords of(List<Part> parts) {
        for (Part part : parts) {
            if (part.isText() && !part.type().equals("text/rfc822-headers")) {
                String text = part.text();
                String own = withoutOriginal(text.substring(0, Math.min(text.length(), LONGEST)));
                return new ReportWords(part.type().equals("text/html") ? own.replaceAll("<[^>]{0,500}>", " ") : own);
            }
        }
        return new ReportWords("");
    }

    private static String withoutOriginal(String text) {
        Matcher original = ORIGINAL.matcher(text);
        return text.length() > 40 && original.find(40) ? text.substring(0, original.start()) : text;
    }

    static String address(String text) {
        Matcher address = ADDRESS.matcher(text);
        return address.find() ? address.group() : "";
    }

    /** Some forward a bounce under an empty letter of their own. */
    boolean saysNothing() {
        return address(words).isEmpty();
    }

    /** What is said about one recipient: reports often speak of several. Everything, where that is not told apart. */
    String about(String recipient) {
        String said = segment(recipient);
        return said.isEmpty() ? words : said;
    }

    /** What stands below or behind the recipient's own line, empty where there is none. */
    String segment(String recipient) {
        Matcher heads = HEAD.matcher(words);
        while (!recipient.isEmpty() && heads.find()) {
            if (heads.group(1).equals(recipient)) {
                String said = behind(recipient, heads.end());
                if (!said.isBlank()) {
                    return said;
                }
            }
        }
        return "";
    }

    /** Up to the next recipient's line or the empty line that ends it. */
    private String behind(String recipient, int from) {
        Matcher next = HEAD.matcher(words);
        int end = words.length();
        for (int at = from; at <= words.length() && next.find(at); at = next.end()) {
            if (!next.group(1).equals(recipient)) {
                end = next.start();
                break;
            }
        }
        String said = words.substring(from, end);
        Matcher gap = GAP.matcher(said);
        return gap.find() ? said.substring(0, gap.end() - 1) : said;
    }

    /** Sendmail reports the first line of an answer; the dialogue it prints for people has all of them. */
    String whole(String diagnosis) {
        int semicolon = diagnosis.indexOf(';');
        String answer = diagnosis.substring(semicolon + 1).strip();
        int at = answer.length() < 10 ? -1 : words.indexOf("<<< " + answer);
        StringBuilder whole = new StringBuilder(diagnosis);
        for (String line : at < 0 ? new String[0] : words.substring(at).split("\n", 40)) {
            if (!line.startsWith("<<< ")) {
                break;
            }
            whole.append(' ').append(line, 4, line.length());
        }
        return whole.toString();
    }

    /**
     * @param named the field in which Exim and Gmail name the recipients; may be empty
     * @param own to whom the report was sent, who is not the one it was about
     */
    List<Failure> failures(String named, String own) {
        String first = address(named);
        if (recipients.size() == 1 && (first.isEmpty() || recipients.contains(first))) {
            return List.of(single(recipients.iterator().next(), behindHead()));
        }
        if (recipients.size() > 1) {
            return each();
        }
        String recipient = first.isEmpty() ? address(words.replace(own.isEmpty() ? "@" : own, "")) : first;
        return recipient.isEmpty() && words.isBlank() ? List.of() : List.of(single(recipient, words));
    }

    /** Gmail and others tell the details some paragraphs below the address. */
    private String behindHead() {
        Matcher head = HEAD.matcher(words);
        return head.find() ? words.substring(head.end()) : words;
    }

    private Failure single(String recipient, String said) {
        String code = StatusBlocks.code(words, "");
        return new Failure(recipient, Reasons.of(Refusal.of(said.isBlank() ? words : said, words, code, "")), code);
    }

    private List<Failure> each() {
        List<Failure> failures = new ArrayList<>(recipients.size());
        for (String recipient : recipients) {
            String said = segment(recipient);
            // Where nothing is said below the address, it was said above all of them.
            String code = StatusBlocks.code(said.isBlank() ? words : said, "");
            String told = failures.size() < MOST_TOLD ? words : "";
            failures.add(new Failure(recipient, Reasons.of(Refusal.of(said, told, code, "")), code));
        }
        return failures;
    }
}
