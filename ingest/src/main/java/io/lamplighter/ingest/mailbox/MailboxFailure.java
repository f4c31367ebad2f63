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

    /** The provider or the network is not able to answer now, or we have asked as much as we may. */
    public static final class TryLater extends MailboxFailure {

        private static final long serialVersionUID = 1L;
        private final Duration after;
        private final boolean refused;

        public TryLater(String message, Duration after, @Nullable Throwable cause) {
            this(message, after, true, cause);
        }

        private TryLater(String message, Duration after, boolean refused, @Nullable Throwable cause) {
            super(message, cause);
            this.after = after;
            this.refused = refused;
        }

        /**
         * As much was read as the provider allows for now. Nobody refused anything: we counted, and stopped before it had to.
         *
         * @param after when there is enough of it again to go on
         */
        public static TryLater allowanceSpent(String message, Duration after) {
            return new TryLater(message, after, false, null);
        }

        /** How long the provider asked us to wait, or its limits do; zero where it did not say. */
        public Duration after() {
            return after;
        }

        /** Whether something went wrong; otherwise this is how reading a large mailbox goes. */
        public boolean isRefusal() {
            return refused;
        }
    }

    /** The provider no longer knows the cursor: everything must be read again from {@code Cursor.start}. */
    public static final class StartOver extends MailboxFailure {

        private static final long serialVersionUID = 1L;

        public StartOver(String message) {
            super(message, null);
        }

        /** The stored place was damaged or tampered with. Where it leads nobody was asked. */
        public static StartOver notOurs() {
            return new StartOver(
                    "The place where reading had stopped is not one that Lamplighter wrote: it was damaged in the"
                            + " database, or somebody changed it. Nobody was asked for anything there.");
        }

        public static StartOver ofVersion(int version) {
            return new StartOver(
                    "The place where reading had stopped is in a form that this version of Lamplighter does not"
                            + " know (" + version + ").");
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
    public static sealed class ChangeSettings extends MailboxFailure {

        private static final long serialVersionUID = 1L;

        public ChangeSettings(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** An organisation does not let us in: none of its mailboxes can be read until its administrator does so again. */
    public static final class LetInAgain extends ChangeSettings {

        private static final long serialVersionUID = 1L;

        public LetInAgain(String message) {
            super(message, null);
        }
    }
}
