// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down why a turn did not come to its end, and says when the mailbox is tried again. */
final class Setbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Setbacks.class);

    private final Mailboxes mailboxes;
    private final MailboxRunner.Pace pace;
    private final Clock clock;

    Setbacks(Mailboxes mailboxes, MailboxRunner.Pace pace, Clock clock) {
        this.mailboxes = mailboxes;
        this.pace = pace;
        this.clock = clock;
    }

    /** @return when it is tried again; empty where somebody has to act first */
    Optional<Instant> refused(MailboxTurn run, MailboxFailure failure) {
        run.mustBeOurs();
        run.endsAs(failure);
        MailboxId mailbox = run.mailbox().id();
        LOG.atWarn().addKeyValue("mailbox", mailbox).addKeyValue("failure", failure.getClass().getSimpleName())
                .log("mailbox could not be read");
        return Optional.ofNullable(switch (failure) {
            case MailboxFailure.StartOver again -> clock.instant();
            case MailboxFailure.TryLater later -> failed(run, later.advice(), later.after(), later.after());
            case MailboxFailure.ChangeSettings wrong -> failed(run, wrong.advice(), pace.retryAtMost(), Duration.ZERO);
            case MailboxFailure.SignInAgain gone -> {
                // Trying a refused password again and again locks accounts: a person has to act first.
                run.turn().store(() -> mailboxes.failed(mailbox, clock.instant(), gone.advice(), Optional.empty()));
                yield null;
            }
        });
    }

    /** Whatever it was, nothing of the page was stored; the mailbox must not stop being read because of it. */
    Instant ours(MailboxTurn run, RuntimeException fault) {
        LOG.atError().addKeyValue("mailbox", run.mailbox().id()).setCause(withoutContent(fault))
                .log("a run failed by our fault");
        return failed(run, "Lamplighter itself failed while reading (" + fault.getClass().getSimpleName()
                + "). It tries again; tell your administrator if this stays.", Duration.ZERO, Duration.ZERO);
    }

    /** Messages of database errors quote rows: only the kinds and places of an error may reach a log. */
    private static Throwable withoutContent(Throwable error) {
        IllegalStateException bare = new IllegalStateException(error.getClass().getName());
        bare.setStackTrace(error.getStackTrace());
        Throwable cause = error.getCause();
        if (cause != null && cause != error) {
            bare.initCause(withoutContent(cause));
        }
        return bare;
    }

    private Instant failed(MailboxTurn run, String why, Duration atLeast, Duration asked) {
        Instant now = clock.instant();
        Duration sofar = run.mailbox().failingSince().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        // Waiting as long again as it has been failing doubles the wait each time.
        Duration wait = clamp(sofar, pace.retryAfter(), pace.retryAtMost());
        Instant next = now.plus(atLeast.compareTo(wait) > 0 ? atLeast : wait);
        run.turn().store(() -> mailboxes.failed(run.mailbox().id(), now, why, Optional.of(next), asked));
        return next;
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0) {
            return least;
        }
        return value.compareTo(most) > 0 ? most : value;
    }
}
