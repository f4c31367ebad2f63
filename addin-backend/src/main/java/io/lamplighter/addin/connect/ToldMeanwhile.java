// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Whether news came in the middle of a turn, so that it goes before the rest of history. Looking for news costs a new session
 * with the provider: where mail comes every second that is not done for each.
 */
final class ToldMeanwhile implements BooleanSupplier {

    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(5);

    private final MailboxId mailbox;
    private final Predicate<MailboxId> told;
    private final Clock clock;
    private Instant quietUntil = Instant.MIN;

    ToldMeanwhile(MailboxId mailbox, Predicate<MailboxId> told, Clock clock) {
        this.mailbox = mailbox;
        this.told = told;
        this.clock = clock;
    }

    @Override
    public boolean getAsBoolean() {
        Instant now = clock.instant();
        if (now.isBefore(quietUntil) || !told.test(mailbox)) {
            return false;
        }
        quietUntil = now.plus(AT_MOST_EVERY);
        return true;
    }
}
