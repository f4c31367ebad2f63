// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.metrics.CaptureMeters;
import io.lamplighter.addin.metrics.MailboxOfLine;
import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.ledger.JdbcLedger;
import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.crm.mailbox.TurnOver;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/** Lets one mailbox have its turn, writes down how it went, and says when its next turn is. */
public final class MailboxRunner {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxRunner.class);
    private static final int RECALLED_AT_ONCE = 200;
    private static final Duration LEFT_TO_ANOTHER = Duration.ofSeconds(5);

    private final Map<String, MailboxConnector> connectors;
    private final Mailboxes mailboxes;
    private final OurAddresses own;
    private final JdbcLedger ledger;
    private final Recalls recalls;
    private final Reconciler reconciler;
    private final FurtherBack furtherBack;
    private final HeldMail held;
    private final HeldTurns turns;
    private final CaptureMeters meters;
    private final Setbacks setbacks;
    private final Pace pace;
    private final ZoneId zone;
    private final Clock clock;

    /**
     * When mailboxes are read.
     *
     * @param pollEvery how long to wait after a run that came to the end; longer where somebody tells what happens
     * @param told whether something happened since it was asked before, according to who tells it
     * @param slice after so long another mailbox has its turn
     * @param givesWay whether one of which there is more to read ends its turn before, asked between its pages
     */
    public record Pace(Function<MailboxId, Duration> pollEvery, Predicate<MailboxId> told, Duration slice,
            Predicate<MailboxState> givesWay, Duration retryAfter, Duration retryAtMost) {}

    /** What is stored about mailboxes and what they hold. */
    public record Books(Mailboxes mailboxes, OurAddresses own, JdbcLedger ledger, Recalls recalls,
            Reconciler reconciler, FurtherBack furtherBack, HeldMail held, HeldTurns turns, CaptureMeters meters) {}

    /** @param zone for clock times without a zone, in calendars */
    public MailboxRunner(List<MailboxConnector> connectors, Books books, Pace pace, ZoneId zone, Clock clock) {
        this.connectors = connectors.stream().collect(Collectors.toMap(MailboxConnector::name, Function.identity()));
        this.mailboxes = books.mailboxes();
        this.own = books.own();
        this.ledger = books.ledger();
        this.recalls = books.recalls();
        this.reconciler = books.reconciler();
        this.furtherBack = books.furtherBack();
        this.held = books.held();
        this.turns = books.turns();
        this.meters = books.meters();
        this.setbacks = new Setbacks(books.mailboxes(), pace, clock);
        this.pace = pace;
        this.zone = zone;
        this.clock = clock;
    }

    /** Returns when to come back; empty when the mailbox is gone, paused or needs somebody to sign in. */
    public Optional<Instant> run(MailboxId mailbox) {
        Optional<MailboxState> state = mailboxes.find(mailbox).filter(one -> one.mayBeRead() && !one.needsSignIn());
        if (state.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> rests = state.get().restsUntil().filter(until -> until.isAfter(clock.instant()));
        if (rests.isPresent() && state.get().failingSince().isPresent()) {
            // Whatever woke it, a pause that the provider asked for is kept. One that we make because history took what may be
            // read in a while is not: something was kept for what is new, and that is read first.
            return rests;
        }
        Optional<HeldTurns.Held> turn = turns.take(mailbox);
        if (turn.isEmpty()) {
            return Optional.of(clock.instant().plus(LEFT_TO_ANOTHER));
        }
        try (HeldTurns.Held held = turn.get()) {
            return turnOf(new MailboxTurn(state.get(), held, sync(state.get(), held)));
        }
    }

    private Optional<Instant> turnOf(MailboxTurn run) {
        MailboxId mailbox = run.mailbox().id();
        String connector = run.mailbox().connector();
        Instant begin = clock.instant();
        // For the lines of others, such as the database pool's; ours name the mailbox themselves.
        try (MDC.MDCCloseable inLog = MDC.putCloseable(MailboxOfLine.TURN_OF, mailbox.toString())) {
            return run.watched(meters, () -> run(run));
        } catch (TurnOver | Ledger.PositionMoved other) {
            run.endsAs("taken-over");
            LOG.atWarn().addKeyValue("mailbox", mailbox)
                    .log("another node has taken this mailbox over; nothing more is stored here");
            return Optional.of(clock.instant().plus(LEFT_TO_ANOTHER));
        } catch (DataAccessResourceFailureException | TransactionException unreachable) {
            run.endsAs("cut-off");
            LOG.atWarn().addKeyValue("mailbox", mailbox).addKeyValue("error", unreachable.getClass().getSimpleName())
                    .log("cut off from the database; the mailbox is left to whoever reaches it");
            return Optional.of(clock.instant().plus(LEFT_TO_ANOTHER));
        } finally {
            meters.turn(connector, run.outcome(), Duration.between(begin, clock.instant()));
        }
    }

    private Optional<Instant> run(MailboxTurn run) {
        MailboxId mailbox = run.mailbox().id();
        Slice slice = new Slice(run.turn(), clock.instant().plus(pace.slice()),
                () -> pace.givesWay().test(run.mailbox()), clock);
        try {
            Outcome outcome = run.sync().run(mailbox, slice, new ToldMeanwhile(mailbox, pace.told(), clock));
            return Optional.ofNullable(after(outcome, run));
        } catch (TurnOver | Ledger.PositionMoved | DataAccessResourceFailureException | TransactionException other) {
            throw other;
        } catch (MailboxFailure whileConnecting) {
            return setbacks.refused(run, whileConnecting);
        } catch (RuntimeException ours) {
            run.mustBeOurs();
            return Optional.of(setbacks.ours(run, ours));
        }
    }

    /**
     * Reads one message again.
     *
     * @throws MailboxFailure if the mailbox cannot be reached, or is being read
     */
    void readAgain(MailboxId mailbox, SourceId source) {
        MailboxState state = mailboxes.find(mailbox).orElse(null);
        if (state == null) {
            return;
        }
        try (HeldTurns.Held turn = turns.take(mailbox).orElseThrow(() -> new MailboxFailure.TryLater(
                "This mailbox is being read right now. Try again in a minute.", LEFT_TO_ANOTHER, null))) {
            sync(state, turn).repair(mailbox, List.of(source));
        }
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

    private MailboxSync sync(MailboxState mailbox, HeldTurns.Held turn) {
        return new MailboxSync(connector(mailbox), new InteractionReader(own.now(), zone)::read,
                meters.counted(ledger.during(turn.turn()), mailbox));
    }

    private MailboxConnector connector(MailboxState mailbox) {
        MailboxConnector connector = connectors.get(mailbox.connector());
        if (connector == null) {
            throw new IllegalStateException("no connector named " + mailbox.connector());
        }
        return connector;
    }

    private @Nullable Instant after(Outcome outcome, MailboxTurn run) {
        Instant now = clock.instant();
        MailboxId mailbox = run.mailbox().id();
        return switch (outcome) {
            case Outcome.UpToDate done -> {
                run.endsAs("up-to-date");
                Instant next = now.plus(pace.pollEvery().apply(mailbox));
                run.turn().store(() -> mailboxes.succeeded(mailbox, now, next, done.notices()));
                if (run.mailbox().historyCompleteAt().isEmpty()) {
                    reconciler.historyWasRead(mailbox);
                }
                boolean listed = furtherBack.step(run.turn(), connector(run.mailbox()), run.sync());
                boolean more = recall(run) || listed;
                if (!more) {
                    held.tryAgain(run);
                    reconciler.reconcileIfDue(run, connector(run.mailbox()), true);
                }
                yield more ? now : next;
            }
            case Outcome.Unfinished some -> {
                run.endsAs("unfinished");
                run.turn().store(() -> mailboxes.goesOn(mailbox, now));
                reconciler.reconcileIfDue(run, connector(run.mailbox()), false);
                yield now;
            }
            case Outcome.Failed refused -> setbacks.refused(run, refused.failure()).orElse(null);
        };
    }

    /** Reads again what has become of interest; returns whether there may be more of it. */
    private boolean recall(MailboxTurn run) {
        MailboxId mailbox = run.mailbox().id();
        List<Recalls.Call> waiting = recalls.calls(mailbox, RECALLED_AT_ONCE);
        if (waiting.isEmpty()) {
            return false;
        }
        run.sync().repair(mailbox, waiting.stream().map(Recalls.Call::source).toList());
        run.turn().store(() -> recalls.done(mailbox, waiting));
        return waiting.size() == RECALLED_AT_ONCE;
    }
}
