// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import io.lamplighter.ingest.origin.Failure.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why mail was refused: by the provider's own number, by what was said, by RFC 3463's code, in this order, because
 * many misuse the codes, and few the words.
 */
final class Reasons {
    /** Codes that many send for anything; words below the line may know better. */
    private static final Set<Reason> VAGUE = EnumSet.of(Reason.SYSTEM_ERROR, Reason.SECURITY_ERROR, Reason.EXPIRED,
            Reason.SUSPEND, Reason.NETWORK_ERROR, Reason.HOST_UNKNOWN, Reason.USER_UNKNOWN);
    /** What a host that says 5.1.1 may still mean. */
    private static final Set<Reason> OVER_UNKNOWN = EnumSet.of(Reason.BLOCKED, Reason.SPAM_DETECTED);

    private static final Pattern ADDRESS_REJECTED = Pattern.compile("(?:address|recipient) (?:rejected|refused)");

    private Reasons() {}

    static Reason of(Refusal refusal) {
        Reason said = judged(refusal);
        if (said == null && !refusal.told().isEmpty()) {
            said = judged(refusal.asTold());
        }
        if (said != null) {
            return said;
        }
        if (refusal.action().startsWith("delayed") || refusal.action().startsWith("expired")) {
            return Reason.EXPIRED;
        }
        return refusal.said().isEmpty() && refusal.told().isEmpty() ? Reason.UNDEFINED : Reason.ON_HOLD;
    }

    private static @Nullable Reason judged(Refusal refusal) {
        Reason reason = ProviderCodes.reason(refusal.said());
        if (reason == null) {
            reason = clear(refusal);
        }
        return reason == null ? vague(refusal, StatusCodes.reason(refusal.status())) : reason;
    }

    private static @Nullable Reason clear(Refusal refusal) {
        Reason code = StatusCodes.reason(refusal.status());
        for (RefusalWords words : RefusalWords.CLEAR) {
            if (words.areIn(refusal.said())) {
                Reason meant = words.isSure() ? words.reason() : weighed(words.reason(), code, refusal);
                if (meant == Reason.HOST_UNKNOWN && refusal.status().startsWith("4")) {
                    // What fails for now proves nothing: the name server may be ill.
                    return Reason.NETWORK_ERROR;
                }
                if (meant != null) {
                    return meant == Reason.MESG_TOO_BIG && code == Reason.EXCEED_LIMIT ? code : meant;
                }
            }
        }
        return null;
    }

    /**
     * "User unknown" is certain where the code says it too, or where it answers the recipient's address. Filters that
     * have seen the content say it as well: whoever takes that for a dead address gives up a living one.
     */
    private static @Nullable Reason weighed(Reason reason, @Nullable Reason code, Refusal refusal) {
        if (reason != Reason.USER_UNKNOWN) {
            return reason;
        }
        if (code == Reason.USER_UNKNOWN || refusal.command().equals("rcpt")) {
            return code == Reason.SUSPEND || code == Reason.HAS_MOVED ? code : Reason.USER_UNKNOWN;
        }
        if (code == Reason.HOST_UNKNOWN || code == Reason.NOT_ACCEPT || code == Reason.HAS_MOVED) {
            return code;
        }
        return refusal.isBeforeRecipient() ? null : Reason.FILTERED;
    }

    private static @Nullable Reason vague(Refusal refusal, @Nullable Reason code) {
        if (code != null && !VAGUE.contains(code)) {
            return code;
        }
        Reason said = byWords(RefusalWords.VAGUE, refusal.said());
        if (said == null && code != null) {
            said = byWords(RefusalWords.VAGUE, refusal.told());
        }
        if (said != null && (code != Reason.USER_UNKNOWN || OVER_UNKNOWN.contains(said))) {
            return said;
        }
        if (refusal.command().equals("mail") && (code == null || code == Reason.SECURITY_ERROR)) {
            return Reason.REJECTED;
        }
        return code == null ? byForm(refusal) : code;
    }

    private static @Nullable Reason byWords(List<RefusalWords> table, String said) {
        for (RefusalWords words : table) {
            if (words.areIn(said)) {
                return words.reason();
            }
        }
        return null;
    }

    /** Where neither words nor codes are known. */
    private static @Nullable Reason byForm(Refusal refusal) {
        String reply = refusal.reply();
        if (refusal.type().startsWith("x-unix") || refusal.type().startsWith("x-postfix")) {
            return Reason.MAILER_ERROR;
        }
        if (reply.startsWith("0", 1) && reply.charAt(2) > '0') {
            return Reason.SYNTAX_ERROR;
        }
        // "Recipient address rejected" and no more: a word for any refusal, but in answer to the address it is the address.
        if (ADDRESS_REJECTED.matcher(refusal.said()).find()) {
            return weighed(Reason.USER_UNKNOWN, null, refusal);
        }
        // RFC 7504: 521 and 556 are for hosts that take no mail; RFC 5248: 525 goes with 5.7.13.
        return switch (reply) {
            case "521", "556" -> Reason.NOT_ACCEPT;
            case "525" -> Reason.SUSPEND;
            default -> refusal.command().equals("ehlo") || refusal.command().equals("helo")
                    ? Reason.BLOCKED
                    : refusal.command().equals("mail") ? Reason.REJECTED : null;
        };
    }
}
