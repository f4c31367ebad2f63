// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outside world said no. Named by what to do next. The message is written for the person who has to act: what the
 * server answered and what to do; it never holds content of mail or a secret.
 */
public abstract sealed class MailboxFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    private MailboxFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.advice = message;
    }

    /** What happened and what to do; the same as the message, which is never missing here. */
    public String advice() {
        return advice;
    }

    /** The provider or the network is not able to answer now. */
    public static final class TryLater extends MailboxFailure {

        private static final long serialVersionUID = 1L;
        private final Duration after;

        public TryLater(String message, Duration after, @Nullable Throwable cause) {
            super(message, cause);
            this.after = after;
        }

        /** How long the provider asked us to wait; zero where it did not say. */
        public Duration after() {
            return after;
        }
    }

    /** The provider no longer knows the cursor: everything must be read again from {@code Cursor.start}. */
    public static final class StartOver extends MailboxFailure {

        private static final long serialVersionUID = 1L;

        public StartOver(String message) {
            super(message, null);
        }
    }

    /** The provider refuses us until somebody signs in again. Retrying would lock the account. */
    public static final class SignInAgain extends MailboxFailure {

        private static final long serialVersionUID = 1L;

        public SignInAgain(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The settings cannot work as they are: wrong host, a certificate for another name, a folder that is not there. */
    public static final class ChangeSettings extends MailboxFailure {

        private static final long serialVersionUID = 1L;

        public ChangeSettings(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
