// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.origin.Failure.Reason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why mail was refused, by what mail systems write (their words first, then RFC 3463's codes, which many misuse). */
final class Reasons {
    private record Phrases(Reason reason, List<String> words) {}

    /** In this order: a refusal for spam often says "rejected", a full mailbox often says "unavailable". */
    private static final List<Phrases> TABLE = List.of(
            new Phrases(Reason.MAILBOX_FULL,
                    List.of("mailbox full", "mailbox is full", "over quota", "overquota", "quota exceeded",
                            "exceeded storage", "quota has been",
                            "exceeded their quota", "full mailbox", "mailbox exceeds", "disk quota", "storage limit",
                            "over the maximum allowed", "inbox is full", "insufficient storage", "over its quota",
                            "mailbox would exceed", "exceeds allowed size", "exceed the quota", "quota is full",
                            "user is over", "mail quota", "out of storage", "too much mail", "not enough storage",
                            "volume of mail", "mailfolder is full", "容量")),
            new Phrases(Reason.MOVED,
                    List.of("has moved", "has been replaced by", "new address is", "changed his", "no longer uses this",
                            "hasmoved", "address has changed", "has migrated to")),
            new Phrases(Reason.SPAM,
                    List.of("spam message", "considered spam", "looks like spam", "identified as spam",
                            "detected as spam", "classified as spam", "spam content", "likely spam", "high spam",
                            "spam-like", "unsolicited mail",
                            "as spam", "spam score", "contains spam", "spam detected", "suspected spam", "bulk mail",
                            "unsolicited", "spamming", "spammy", "blocked by spam")),
            new Phrases(Reason.VIRUS, List.of("virus", "malware", "infected", "trojan")),
            new Phrases(Reason.AUTHENTICATION,
                    List.of("spf check", "dmarc", "dkim", "spf fail", "not authorized to use", "authentication check",
                            "authentication requirements", "unauthenticated", "spf record", "spf:",
                            "sender policy framework", "message not authenticated", "5.7.26", "5.7.23", "5.7.25")),
            new Phrases(Reason.BLOCKED,
                    List.of("blacklist", "black list", "blocklist", "block list", "spamhaus", "rbl", "dnsbl", "spamcop",
                            "reputation", "poor reput", "banned", "is listed", "listed at", "listed by", "your ip",
                            "client host", "ip address", "reverse dns", "ptr", "cannot find your hostname",
                            "denied by policy of", "refused to talk", "blocked using", "has been blocked",
                            "access denied. ip", "spam source", "barracudanetworks", "invalid hostname", "dynamic")),
            new Phrases(Reason.UNKNOWN_HOST, List.of("host unknown", "unknown host", "domain not found",
                    "no such domain", "domain does not exist", "host not found", "name or service not known",
                    "nxdomain", "domain name not found",
                    "non-existent host", "unrouteable mail domain", "bad destination mailbox", "bad destination system",
                    "invalid domain", "illegal host", "domain is invalid", "unroutable address", "unrouteable address",
                    "couldn't find any host", "host or domain name not found", "name server", "dns error",
                    "does not resolve", "could not be found, or was misspelled", "no route to domain")),
            new Phrases(Reason.TAKES_NO_MAIL,
                    List.of("null mx", "does not accept mail", "doesn't accept mail", "not accept any mail",
                            "smtp protocol returned a permanent error", "does not accept any", "no mx", "nullmx",
                            "no longer accepts mail", "not accepting mail", "doesn't accept messages",
                            "mail not accepted", "does not accept email")),
            new Phrases(Reason.SUSPENDED,
                    List.of("account disabled", "account is disabled", "suspended", "inactive", "disabled",
                            "deactivated", "temporarily unavailable. please", "account has been locked",
                            "mailbox unavailable for this", "not active", "account that you tried to reach is disabled",
                            "frozen", "discontinued", "recipient suspend", "expired account", "account expired",
                            "user is blocked")),
            new Phrases(Reason.REJECTED,
                    List.of("sender address", "sender rejected", "sender domain", "domain of sender", "sender is not",
                            "from address", "may not have permission", "not have permission", "sender denied",
                            "sender verify", "invalid sender", "5.1.8", "5.1.7")),
            new Phrases(Reason.UNKNOWN_USER, List.of("user unknown", "unknown user", "no such user",
                    "no such recipient", "no such address", "no such mailbox", "no such account", "does not exist",
                    "doesn't exist", "not found", "invalid recipient", "unknown recipient", "recipient unknown",
                    "unknown address", "address unknown", "invalid mailbox",
                    "mailbox unavailable", "mailbox not available", "no mailbox", "not a valid", "user not known",
                    "unknown local", "not known", "undeliverable address", "user doesn't have", "doesn't have a",
                    "does not have an account", "couldn't be found", "wasn't found", "no account", "not listed in",
                    "invalid user", "invalid address", "recipnotfound", "not our customer", "no longer available",
                    "no longer valid", "unknown mailbox", "no user", "isn't a valid", "recipient not found",
                    "user reject", "not exist", "bad address", "unknown account", "unknown or illegal alias",
                    "can't verify recipient", "vuser", "存在しない", "リストにありません", "存在しません", "invalid final delivery userid",
                    "見つかりませんでした", "user (", "this user", "no local mailbox", "mailbox name not allowed", "5.1.1",
                    "5.1.10", "5.1.351", "5.0.911")),
            new Phrases(Reason.TOO_BIG,
                    List.of("too big", "too large", "size limit", "message size", "exceeds maximum", "exceeds size",
                            "maximum size", "larger than", "exceeds the maximum", "fixed maximum message size")),
            new Phrases(Reason.NO_RELAY,
                    List.of("relaying denied", "relay access denied", "relay not permitted", "not permitted to relay",
                            "unable to relay", "no relaying", "relaying not allowed", "insecure mail relay",
                            "relay denied", "relaying mail")),
            new Phrases(Reason.BUSY,
                    List.of("too many connections", "too many concurrent", "too many messages", "too many sessions",
                            "throttl", "rate limit", "too fast", "deferred due to", "too much load", "try again later",
                            "concurrent connections", "exceeded the rate", "unusual rate")),
            new Phrases(Reason.EXPIRED,
                    List.of("delivery expired", "message expired", "expired", "retry timeout", "has been delayed",
                            "delivery time", "giving up", "too long", "could not be delivered for", "delivery attempts",
                            "will be retried", "not been delivered", "still trying", "delivery failed 20",
                            "warning: message")),
            new Phrases(Reason.NETWORK,
                    List.of("connection timed out", "connection refused", "network unreachable", "no route to host",
                            "connection reset", "lost connection", "timed out", "timeout", "mail loop", "too many hops",
                            "hop count", "loops back", "establish an smtp connection", "dns lookup", "looping",
                            "unreachable", "connect to")),
            new Phrases(Reason.POLICY,
                    List.of("policy", "not allowed", "prohibited", "administrative", "5.7.1", "not permitted",
                            "security", "starttls", "tls")),
            new Phrases(Reason.CONTENT,
                    List.of("content", "attachment", "duplicate header", "header", "mime", "format")),
            new Phrases(Reason.SYSTEM,
                    List.of("system error", "local error", "configuration", "out of memory", "disk full", "i/o error",
                            "temporary failure", "internal error", "no space", "can't create", "server error",
                            "local configuration", "mailer error")),
            new Phrases(Reason.UNKNOWN_USER, List.of("address rejected", "recipient rejected", "rejected recipient")));

    private Reasons() {}

    /**
     * @param diagnosis what the refusing system said
     * @param status RFC 3463 code, or empty
     * @param words what the report tells people, which counts only where the diagnosis says nothing
     */
    static Reason of(String diagnosis, String status, String words, String action) {
        Reason said = byWords(diagnosis);
        if (said == Reason.UNKNOWN_USER && (isAfterData(diagnosis) || isAfterData(words))) {
            return Reason.FILTERED;
        }
        if (said == null && action.toLowerCase(Locale.ROOT).startsWith("delayed")) {
            return Reason.EXPIRED;
        }
        if (said == null) {
            said = byStatus(status);
        }
        if (said == null) {
            said = byWords(words);
        }
        return said == null ? Reason.OTHER : said;
    }

    /** Mobile carriers say "unknown user" to mail their filters refuse, but only once they have seen its content. */
    private static boolean isAfterData(String diagnosis) {
        String lower = diagnosis.toLowerCase(Locale.ROOT);
        return lower.contains("end of data") || lower.contains(">>> data") || lower.contains("to data command")
                || lower.contains("after data") || lower.contains("\ndata\n");
    }

    private static @Nullable Reason byWords(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Phrases phrases : TABLE) {
            for (String word : phrases.words) {
                if (lower.contains(word)) {
                    return phrases.reason;
                }
            }
        }
        return null;
    }

    /** RFC 3463 §3. */
    private static @Nullable Reason byStatus(String status) {
        return switch (status.isEmpty() ? "" : status.substring(1)) {
            case ".1.1", ".1.3", ".1.10", ".1.0" -> Reason.UNKNOWN_USER;
            case ".1.2", ".4.3" -> Reason.UNKNOWN_HOST;
            case ".1.6" -> Reason.MOVED;
            case ".2.1" -> Reason.SUSPENDED;
            case ".2.2" -> Reason.MAILBOX_FULL;
            case ".2.3", ".3.4" -> Reason.TOO_BIG;
            case ".3.0", ".3.1", ".3.2", ".3.5" -> Reason.SYSTEM;
            case ".4.4" -> status.startsWith("5") ? Reason.UNKNOWN_HOST : Reason.NETWORK;
            case ".4.1", ".4.2", ".4.6" -> Reason.NETWORK;
            case ".4.7" -> Reason.EXPIRED;
            case ".6.0", ".6.1", ".6.2", ".6.3" -> Reason.CONTENT;
            case ".7.0", ".7.1" -> Reason.POLICY;
            default -> null;
        };
    }
}
