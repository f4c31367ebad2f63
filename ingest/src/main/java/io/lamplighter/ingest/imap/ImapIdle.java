// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.ForwardClock;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.Requests;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection of its own to one folder of a mailbox, INBOX where it is read, and says when something came or went
 * (RFC 2177), there at once and in the other folders that are read when it looks at them in passing. It carries nothing: whoever is told reads from the stored position, so that a missed word costs time, not mail.
 *
 * <p>One virtual thread waits in a read; between two words of the server nothing of ours runs. Failures are followed by another
 * try after a wait that doubles, with chance in it. It ends by itself where the server cannot do this or lets us in no more:
 * then polling alone is left, which also tells people what is wrong.
 */
public final class ImapIdle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImapIdle.class);

    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

    private final ImapConnector connector;
    private final MailboxId mailbox;
    private final Runnable changed;
    private final Pace pace;
    private final ForwardClock clock;
    private final Thread thread;
    private volatile State state = State.CONNECTING;
    private volatile boolean stopped;
    private volatile @Nullable ImapConnection connection;
    private volatile @Nullable IdleLoop loop;

    /** How it stands. */
    public enum State {
        /** Being connected, or waiting to be connected again. */
        CONNECTING,
        /** The server tells us what happens. */
        WATCHING,
        /** The server does not offer it. */
        NOT_OFFERED,
        /** The server does not let us in until somebody acts. */
        REFUSED,
        /** Closed. */
        CLOSED
    }

    /**
     * When it does what.
     *
     * @param renewEvery how long one {@code IDLE} lasts: servers log a client off after 30 minutes (RFC 2177), routers forget
     *     connections earlier
     * @param answersWithin how soon the server must answer when it is renewed; if it does not, the connection is half open
     * @param retryAfter the wait after the first failure
     * @param lookEvery how often it looks at the folders that no {@code IDLE} watches
     */
    public record Pace(Duration renewEvery, Duration answersWithin, Duration retryAfter, Duration retryAtMost,
            Duration lookEvery) {

        public static final Pace USUAL = new Pace(Duration.ofMinutes(20), Duration.ofSeconds(30), Duration.ofSeconds(5),
                Duration.ofMinutes(10), Duration.ofMinutes(1));
    }

    private ImapIdle(ImapConnector connector, MailboxId mailbox, Runnable changed, Pace pace, ForwardClock clock) {
        this.connector = connector;
        this.mailbox = mailbox;
        this.changed = changed;
        this.pace = pace;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("idle-" + mailbox).unstarted(Requests.carrying(this::run));
    }

    /**
     * Begins to watch.
     *
     * @param changed called in the watcher's thread, several times for one event now and then; must be quick
     */
    public static ImapIdle watch(ImapConnector connector, MailboxId mailbox, Runnable changed, Pace pace,
            ForwardClock clock) {
        ImapIdle idle = new ImapIdle(connector, mailbox, changed, pace, clock);
        idle.thread.start();
        return idle;
    }

    public State state() {
        return state;
    }

    private void run() {
        int failures = 0;
        while (!stopped) {
            try {
                watch();
                return;
            } catch (MailboxFailure.SignInAgain refused) {
                end(State.REFUSED);
                // Reading is refused as well, and says so to people.
                changed.run();
                return;
            } catch (MailboxFailure broken) {
                boolean wasWatching = interrupted();
                failures = wasWatching ? 0 : failures + 1;
                LOG.atDebug().addKeyValue("mailbox", mailbox)
                        .addKeyValue("failure", broken.getClass().getSimpleName()).log("watching was interrupted");
            } catch (RuntimeException ours) {
                failures++;
                interrupted();
                // Its message may quote what the server said.
                LOG.atWarn().addKeyValue("mailbox", mailbox).addKeyValue("error", ours.getClass().getName())
                        .log("watching failed by our fault");
            } finally {
                closeConnection();
            }
            if (!stopped) {
                rest(failures);
            }
        }
    }

    /** Whoever relied on being told is told that it has to look itself; returns whether anybody did. */
    private boolean interrupted() {
        boolean wasWatching = state == State.WATCHING;
        if (!stopped) {
            state = State.CONNECTING;
            if (wasWatching) {
                changed.run();
            }
        }
        return wasWatching;
    }

    /** Returns only where the server does not offer it, or when closed. */
    private void watch() {
        ImapAccount account = connector.accounts().account(mailbox);
        Requests.announce("sign-in");
        ImapConnection opened = connector.connect(mailbox, account);
        connection = opened;
        if (stopped) {
            return;
        }
        if (!opened.offers("IDLE")) {
            end(State.NOT_OFFERED);
            return;
        }
        String folder = ImapFolders.chosen(opened.folders(), account).stream()
                .min((a, b) -> Boolean.compare(b.isInbox(), a.isInbox())).orElseThrow().name();
        OtherFolders others = new OtherFolders(all -> ImapFolders.chosen(all, account).stream().map(ImapFolder::name)
                .filter(name -> !name.equals(folder)).toList(), pace, clock);
        IdleLoop watching = new IdleLoop(opened, opened.examine(folder), pace, others);
        loop = watching;
        watching.begin();
        state = State.WATCHING;
        // What came while nobody watched was not told to anybody.
        changed.run();
        while (!stopped) {
            if (watching.happened() && !stopped) {
                changed.run();
            }
        }
    }

    private void rest(int failures) {
        Duration least = pace.retryAfter().multipliedBy(1L << Math.min(failures, 16));
        long most = Math.min(least.toMillis(), pace.retryAtMost().toMillis());
        try {
            // A server that was down is not called by everybody in the same second.
            Thread.sleep(Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1)));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    private void end(State last) {
        state = last;
        stopped = true;
    }

    private void closeConnection() {
        ImapConnection opened = connection;
        connection = null;
        loop = null;
        if (opened != null) {
            if (!stopped) {
                // LOGOUT would wait for a server that may be gone.
                opened.sockets().cut();
            }
            opened.close();
        }
    }

    /** Nothing is called after it returns, but what is being called may still be on its way. Takes leave of the server in passing. */
    @Override
    public void close() {
        stopped = true;
        if (state == State.CONNECTING || state == State.WATCHING) {
            state = State.CLOSED;
        }
        IdleLoop watching = loop;
        if (watching != null) {
            watching.end();
        }
        Thread.ofVirtual().start(this::cutWhoeverDoesNotAnswer);
    }

    private void cutWhoeverDoesNotAnswer() {
        try {
            if (!thread.join(LEAVE_WITHIN)) {
                ImapConnection opened = connection;
                if (opened != null) {
                    opened.sockets().cut();
                }
                thread.interrupt();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
