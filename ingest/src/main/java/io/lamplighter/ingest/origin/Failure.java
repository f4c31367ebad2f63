// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.util.Locale;
import java.util.Objects;

/**
 * A recipient a bounce speaks of, and why the mail did not arrive.
 *
 * @param recipient as the report names it; empty where it names none
 * @param status the enhanced status code (RFC 3463), empty where none is given
 */
public record Failure(String recipient, Reason reason, String status) {

    /** Why, in Sisimai's classes: those who know bounces know these words. */
    public enum Reason {
        /** The mailbox does not exist. */
        USER_UNKNOWN(true),
        /** The domain does not exist. */
        HOST_UNKNOWN(true),
        /** The person is elsewhere now. */
        HAS_MOVED(true),
        /** The host or domain takes no mail at all. */
        NOT_ACCEPT(true),
        /** The mailbox exists, but has no room. */
        MAILBOX_FULL,
        /** The mailbox is closed for now: unpaid, unused, locked. */
        SUSPEND,
        /** Refused after its content was seen, or by the recipient's own rules; often said as "user unknown". */
        FILTERED,
        /** Taken for spam. */
        SPAM_DETECTED,
        /** A virus was found, or feared. */
        VIRUS_DETECTED,
        /** The sending host is on a list of refused ones. */
        BLOCKED,
        /** The sending host or domain has a bad name. */
        BAD_REPUTATION,
        /** The sending host has no name in the DNS, or a wrong one. */
        REQUIRE_PTR,
        /** SPF, DKIM or DMARC failed. */
        AUTH_FAILURE,
        /** The sender's address was refused. */
        REJECTED,
        /** The recipient's organisation does not want such mail. */
        POLICY_VIOLATION,
        /** Encryption or signing in failed, or "not authorised" without a better word. */
        SECURITY_ERROR,
        /** The host that was asked does not forward for strangers. */
        NO_RELAYING,
        /** Larger than the host takes. */
        MESG_TOO_BIG,
        /** Larger than this recipient takes. */
        EXCEED_LIMIT,
        /** Something in the content could not be digested. */
        CONTENT_ERROR,
        /** The message breaks RFC 5322. */
        NOT_COMPLIANT_RFC,
        /** The SMTP dialogue or an address in it was malformed. */
        SYNTAX_ERROR,
        /** Too many connections or recipients at once. */
        TOO_MANY_CONN,
        /** Too much in too short a time. */
        SPEEDING,
        /** Tried for days, or still trying. */
        EXPIRED,
        /** The way to the host is broken. */
        NETWORK_ERROR,
        /** The host is broken. */
        SYSTEM_ERROR,
        /** The host's disk is full. */
        SYSTEM_FULL,
        /** A program behind the mailbox failed. */
        MAILER_ERROR,
        /** Something is said, but nothing that tells why. */
        ON_HOLD,
        /** Nothing is said. */
        UNDEFINED,
        /** It did arrive, and the recipient complained about it. */
        FEEDBACK;

        private final boolean hard;

        Reason() {
            this(false);
        }

        Reason(boolean hard) {
            this.hard = hard;
        }

        /** Sisimai's word for it, such as {@code mailboxfull}. */
        public String word() {
            return name().replace("_", "").toLowerCase(Locale.ROOT);
        }
    }

    public Failure {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(status, "status");
    }

    /** Whether the address will never work again: only then may it be marked as wrong. */
    public boolean isHard() {
        return reason.hard;
    }
}
