// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.MailboxSync;
import io.lamplighter.ingest.sync.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one mailbox have its turn, writes down how it went, and says when its next turn is. */
public final class MailboxRunner {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxRunner.class);
    private static final int RECALLED_AT_ONCE = 200;

    private final Map<String, MailboxConnector> connectors;
    private final Mailboxes mailboxes;
    private final OurAddresses own;
    private final Ledger ledger;
    private final Recalls recalls;
    private final Reconciler reconciler;
    private final FurtherBack furtherBack;
    private final Pace pace;
    private final ZoneId zone;
    private final Clock clock;

    /**
     * When mailboxes are read.
     *
     * @param pollEvery how long to wait after a run that came to the end; longer where somebody tells what happens
     * @param slice after so long another mailbox has its turn
     */
    public record Pace(Function<MailboxId, Duration> pollEvery, Duration slice, Duration retryAfter,
            Duration retryAtMost) {}

    /** What is stored about mailboxes and what they hold. */
    public record Books(Mailboxes mailboxes, OurAddresses own, Ledger ledger, Recalls recalls,
            Reconciler reconciler, FurtherBack furtherBack) {}

    /** @param zone for clock times without a zone, in calendars */
    public MailboxRunner(List<MailboxConnector> connectors, Books books, Pace pace, ZoneId zone, Clock clock) {
        this.connectors = connectors.stream().collect(Collectors.toMap(MailboxConnector::name, Function.identity()));
        this.mailboxes = books.mailboxes();
        this.own = books.own();
        this.ledger = books.ledger();
        this.recalls = books.recalls();
        this.reconciler = books.reconciler();
        this.furtherBack = books.furtherBack();
        this.pace = pace;
        this.zone = zone;
        this.clock = clock;
    }

    /** Returns when to come back; empty when the mailbox is gone, paused or needs somebody to sign in. */
    public Optional<Instant> run(MailboxId mailbox) {
        Optional<MailboxState> state = mailboxes.find(mailbox).filter(MailboxState::mayBeRead);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        MailboxSync sync = sync(state.get());
        Instant until = clock.instant().plus(pace.slice());
        try {
            Outcome outcome = sync.run(mailbox,
                    () -> clock.instant().isBefore(until) && !Thread.currentThread().isInterrupted());
            return Optional.ofNullable(after(outcome, state.get(), sync));
        } catch (Ledger.PositionMoved other) {
            LOG.atInfo().addKeyValue("mailbox", mailbox)
                    .log("another node is reading this mailbox; leaving it to that one");
            return Optional.of(clock.instant().plus(pace.pollEvery().apply(mailbox)));
        } catch (MailboxFailure whileConnecting) {
            return Optional.ofNullable(refused(state.get(), whileConnecting));
        } catch (RuntimeException ours) {
            // Whatever it was, nothing of the page was stored; the mailbox must not stop being read because of it.
            LOG.atError().addKeyValue("mailbox", mailbox).setCause(withoutContent(ours))
                    .log("a run failed by our fault");
            return Optional.of(
                    failed(state.get(), "Lamplighter itself failed while reading (" + ours.getClass().getSimpleName()
                            + "). It tries again; tell your administrator if this stays.", Duration.ZERO,
                            Duration.ZERO));
        }
    }

    /**
     * Reads one message again.
     *
     * @throws MailboxFailure if the mailbox cannot be reached
     */
    void readAgain(MailboxId mailbox, SourceId source) {
        mailboxes.find(mailbox).ifPresent(state -> sync(state).repair(mailbox, List.of(source)));
    }

    /**
     * One message as the provider has it now, attachments reduced; nothing of it is stored.
     *
     * @return empty where it is gone, or the provider does not give it
     * @throws MailboxFailure if the mailbox cannot be reached
     */
    Optional<byte[]> raw(MailboxId mailbox, SourceId source) {
        Optional<MailboxState> state = mailboxes.find(mailbox);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        try (MailboxSession session = connector(state.get()).open(mailbox)) {
            return session.fetch(List.of(source)).stream().filter(Change.Appeared.class::isInstance)
                    .map(change -> ((Change.Appeared) change).mime()).findFirst();
        }
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

    private MailboxSync sync(MailboxState mailbox) {
        return new MailboxSync(connector(mailbox), new InteractionReader(own.now(), zone)::read, ledger);
    }

    private MailboxConnector connector(MailboxState mailbox) {
        MailboxConnector connector = connectors.get(mailbox.connector());
        if (connector == null) {
            throw new IllegalStateException("no connector named " + mailbox.connector());
        }
        return connector;
    }

    private @Nullable Instant after(Outcome outcome, MailboxState mailbox, MailboxSync sync) {
        Instant now = clock.instant();
        return switch (outcome) {
            case Outcome.UpToDate done -> {
                Instant next = now.plus(pace.pollEvery().apply(mailbox.id()));
                mailboxes.succeeded(mailbox.id(), now, next, done.notices());
                boolean listed = furtherBack.step(mailbox.id(), connector(mailbox), sync);
                boolean more = recall(mailbox, sync) || listed;
                if (!more) {
                    reconciler.reconcileIfDue(mailbox.id(), connector(mailbox), sync);
                }
                yield more ? now : next;
            }
            case Outcome.Unfinished some -> {
                mailboxes.goesOn(mailbox.id(), now);
                yield now;
            }
            case Outcome.Failed refused -> refused(mailbox, refused.failure());
        };
    }

    /** Reads again what has become of interest; returns whether there may be more of it. */
    private boolean recall(MailboxState mailbox, MailboxSync sync) {
        List<SourceId> waiting = recalls.waiting(mailbox.id(), RECALLED_AT_ONCE);
        if (waiting.isEmpty()) {
            return false;
        }
        sync.repair(mailbox.id(), waiting);
        recalls.done(mailbox.id(), waiting);
        return waiting.size() == RECALLED_AT_ONCE;
    }

    private @Nullable Instant refused(MailboxState mailbox, MailboxFailure failure) {
        LOG.atWarn().addKeyValue("mailbox", mailbox.id()).addKeyValue("failure", failure.getClass().getSimpleName())
                .log("mailbox could not be read");
        return switch (failure) {
            case MailboxFailure.StartOver again -> clock.instant();
            case MailboxFailure.TryLater later -> failed(mailbox, later.advice(), later.after(), later.after());
            case MailboxFailure.ChangeSettings wrong -> failed(mailbox, wrong.advice(), pace.retryAtMost(), Duration.ZERO);
            case MailboxFailure.SignInAgain gone -> {
                // Trying a refused password again and again locks accounts: a person has to act first.
                mailboxes.failed(mailbox.id(), clock.instant(), gone.advice(), Optional.empty());
                yield null;
            }
        };
    }

    private Instant failed(MailboxState mailbox, String why, Duration atLeast, Duration asked) {
        Instant now = clock.instant();
        Duration sofar = mailbox.failingSince().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
        // Waiting as long again as it has been failing doubles the wait each time.
        Duration wait = clamp(sofar, pace.retryAfter(), pace.retryAtMost());
        Instant next = now.plus(atLeast.compareTo(wait) > 0 ? atLeast : wait);
        mailboxes.failed(mailbox.id(), now, why, Optional.of(next), asked);
        return next;
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0) {
            return least;
        }
        return value.compareTo(most) > 0 ? most : value;
    }
}
