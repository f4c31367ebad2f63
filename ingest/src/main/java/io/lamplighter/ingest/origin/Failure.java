// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.origin;

import java.util.Objects;

/**
 * A recipient a bounce speaks of, and why the mail did not arrive.
 *
 * @param recipient as the report names it; empty where it names none
 * @param status the enhanced status code (RFC 3463), empty where none is given
 */
public record Failure(String recipient, Reason reason, String status) {

    /** Why, in classes that lead to different actions. */
    public enum Reason {
        /** The mailbox does not exist. */
        UNKNOWN_USER(true),
        /** The domain does not exist. */
        UNKNOWN_HOST(true),
        /** The person is elsewhere now. */
        MOVED(true),
        /** The domain takes no mail at all. */
        TAKES_NO_MAIL(true),
        MAILBOX_FULL, SUSPENDED, FILTERED, SPAM, BLOCKED, POLICY, REJECTED, AUTHENTICATION, TOO_BIG, VIRUS, NO_RELAY,
        EXPIRED, NETWORK, BUSY, SYSTEM, CONTENT, COMPLAINT, OTHER;

        private final boolean hard;

        Reason() {
            this(false);
        }

        Reason(boolean hard) {
            this.hard = hard;
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
