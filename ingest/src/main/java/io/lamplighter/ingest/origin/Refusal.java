// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All a report tells about one recipient, ready to be judged.
 *
 * @param said what the refusing system said: lower case, white space folded
 * @param told what the report tells people about it, likewise
 * @param type whose diagnosis it is: {@code smtp}, {@code x-unix}, empty
 * @param status RFC 3463 code, or empty
 * @param action RFC 3464 §2.3.3, or empty
 * @param command the SMTP command that was refused ({@code rcpt}, {@code data}), or empty
 */
record Refusal(String said, String told, String type, String status, String action, String command) {
    private static final int LONGEST = 8_000;
    private static final Pattern REPLY = Pattern.compile("(?<![\\w.#-])([45]\\d\\d)(?=[\\s-])");
    private static final Pattern CONTINUED = Pattern.compile("(?<![\\w.])([45]\\d\\d)-");
    private static final String NAMES = "(rcpt|mail|data|helo|ehlo|quit|auth|starttls)";

    /** Postfix, Exim, DragonFly, Yahoo, X3 and X6 each name the command in their own way. */
    private static final Pattern NAMED = Pattern.compile("in reply to (?:end of )?" + NAMES
            + "|error from remote (?:mail )?(?:server|mailer) after (?:end of |pipelined |sending )?" + NAMES
            + "|did not like our (?:final )?" + NAMES + "|\\[" + NAMES + "_(?:to|from)\\]|smtp:" + NAMES
            + "|while (?:performing the |sending (?:end of )?)" + NAMES + "|accept your message \\(" + NAMES + "\\)");
    /** Sendmail and those who print the dialogue. */
    private static final Pattern DIALOGUE = Pattern.compile(">>> " + NAMES + "(?:(?!>>>|<<<).){0,1000}<<< [45]\\d\\d");

    static Refusal of(String diagnosis, String told, String status, String action) {
        int semicolon = diagnosis.indexOf(';');
        boolean typed = semicolon > 0 && semicolon < 20 && diagnosis.lastIndexOf(' ', semicolon) < 0;
        String type = typed ? diagnosis.substring(0, semicolon).toLowerCase(Locale.ROOT) : "";
        String said = folded(typed ? diagnosis.substring(semicolon + 1) : diagnosis);
        String words = folded(told);
        // Postfix tells people more: which host said it, and to which command.
        String start = said.substring(0, Math.min(said.length(), 30));
        boolean quoted = start.length() > 8 && words.length() > said.length() && words.length() < said.length() + 200
                && words.contains(start);
        String command = command(said);
        return new Refusal(quoted ? words : said, words, type, status, action.strip().toLowerCase(Locale.ROOT),
                command.isEmpty() ? command(words) : command);
    }

    /** The same, judged by what people are told. */
    Refusal asTold() {
        return new Refusal(told, "", type, status, action, command);
    }

    private static String folded(String text) {
        String folded = text.substring(0, Math.min(text.length(), LONGEST)).replaceAll("\\s+", " ")
                .replace('\u2019', '\'').strip().toLowerCase(Locale.ROOT);
        Matcher first = CONTINUED.matcher(folded);
        if (!first.find()) {
            return folded;
        }
        // RFC 5321 §4.2.1: each line of an answer repeats its code, in the middle of a sentence.
        String again = " " + first.group(1) + "[ -](?:[245]\\.\\d{1,3}\\.\\d{1,3} ?)?";
        return folded.substring(0, first.end()) + folded.substring(first.end()).replaceAll(again, " ");
    }

    private static String command(String text) {
        Matcher named = NAMED.matcher(text);
        if (named.find()) {
            for (int group = 1; group <= named.groupCount(); group++) {
                if (named.group(group) != null) {
                    return named.group(group);
                }
            }
        }
        return qmail(text);
    }

    /** qmail-remote.c says it in words. */
    private static String qmail(String text) {
        if (text.contains("does not like recipient")) {
            return "rcpt";
        }
        if (text.contains("but sender was rejected")) {
            return "mail";
        }
        if (text.contains("failed after i sent the message") || text.contains("failed on data command")) {
            return "data";
        }
        if (text.contains("my name was rejected") || text.contains("greeting failed")
                || text.contains("refused to talk to me") || text.contains("after initial connection")) {
            return "helo";
        }
        Matcher dialogue = DIALOGUE.matcher(text);
        return dialogue.find() ? dialogue.group(1) : gmail(text);
    }

    /** Gmail's older reports number the state of the dialogue. */
    private static String gmail(String text) {
        int at = text.indexOf("(state ");
        int end = at < 0 ? -1 : text.indexOf(')', at);
        return switch (end < 0 || end > at + 10 ? "" : text.substring(at + 7, end)) {
            case "6" -> "mail";
            case "8", "9", "12" -> "auth";
            case "13" -> "ehlo";
            case "14" -> "rcpt";
            case "15", "17", "18" -> "data";
            default -> "";
        };
    }

    /** RFC 5321 §4.2; empty where none is given. */
    String reply() {
        Matcher reply = REPLY.matcher(said);
        return reply.find() ? reply.group(1) : "";
    }

    boolean isBeforeRecipient() {
        return command.equals("helo") || command.equals("ehlo") || command.equals("mail") || command.equals("auth");
    }
}
