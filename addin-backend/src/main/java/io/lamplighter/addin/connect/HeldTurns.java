// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.mailbox.Turn;
import io.lamplighter.crm.mailbox.TurnOver;
import io.lamplighter.crm.mailbox.Turns;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.ForwardClock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns this node has, all renewed by one statement. What could not be renewed in time is broken off: whoever reads is
 * interrupted before another node may begin, and what it still had to store is refused by the turn's number.
 */
public final class HeldTurns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldTurns.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Turns turns;
    private final Turns renewals;
    private final String node;
    private final Duration lease;
    private final ForwardClock clock;
    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2,
            Thread.ofVirtual().name("held-turns").factory());

    /**
     * @param renewals the same turns, over connections that nothing else keeps busy
     * @param lease how long a turn lasts if nothing is heard of this node
     */
    public HeldTurns(Turns turns, Turns renewals, String node, Duration lease, ForwardClock clock) {
        this.turns = turns;
        this.renewals = renewals;
        this.node = node;
        this.lease = lease;
        this.clock = clock;
    }

    public void start() {
        long every = lease.toMillis() / 6;
        timer.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
        // On a thread of its own: a database that hangs holds up the renewal, not this.
        timer.scheduleWithFixedDelay(this::breakOffInTime, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A turn that this node has; to be closed by the thread that took it. */
    final class Held implements AutoCloseable {

        private final Turn turn;
        private final Thread reader = Thread.currentThread();
        private volatile long renewedAt;
        private boolean over;

        private Held(Turn turn, long renewedAt) {
            this.turn = turn;
            this.renewedAt = renewedAt;
        }

        Turn turn() {
            return turn;
        }

        /** Whether nobody else can have begun a turn yet. */
        synchronized boolean isOurs() {
            return !over && !isTooOld();
        }

        private boolean isTooOld() {
            return clock.millis() - renewedAt > lease.toMillis() * 5 / 6;
        }

        /**
         * Stores something in a transaction of its own.
         *
         * @throws TurnOver if a later turn has begun; nothing was stored
         */
        void store(Runnable writes) {
            turns.store(turn, writes);
        }

        private synchronized void breakOff() {
            if (!over) {
                over = true;
                LOG.atWarn().addKeyValue("mailbox", turn.mailbox())
                        .log("cut off from the database; reading no further");
                reader.interrupt();
            }
        }

        @Override
        public void close() {
            held.remove(this);
            boolean ours;
            synchronized (this) {
                ours = !over;
                // From here on nobody interrupts this thread on behalf of this turn.
                over = true;
            }
            if (ours) {
                end(turn);
            } else {
                // It was meant for what is over now.
                Thread.interrupted();
            }
        }
    }

    private void end(Turn turn) {
        try {
            turns.end(turn);
        } catch (RuntimeException notReached) {
            LOG.atDebug().addKeyValue("mailbox", turn.mailbox()).addKeyValue("error", notReached.getClass().getName())
                    .log("a turn could not be ended; it ends with its lease");
        }
    }

    /** Begins a turn; empty while somebody else reads the mailbox, and when it is gone. */
    Optional<Held> take(MailboxId mailbox) {
        long asked = clock.millis();
        Optional<Held> taken = turns.take(mailbox, node, lease).map(turn -> new Held(turn, asked));
        taken.ifPresent(held::add);
        return taken;
    }

    void renew() {
        try {
            List<Held> ours = held.stream().filter(Held::isOurs).toList();
            long asked = clock.millis();
            Set<Turn> renewed = renewals.renew(turns(ours), lease);
            for (Held one : ours) {
                if (renewed.contains(one.turn)) {
                    one.renewedAt = asked;
                } else if (held.contains(one)) {
                    one.breakOff();
                }
            }
        } catch (RuntimeException notReached) {
            LOG.atWarn().addKeyValue("error", notReached.getClass().getName()).log("turns could not be renewed");
        }
    }

    private static Collection<Turn> turns(List<Held> some) {
        return some.stream().map(Held::turn).toList();
    }

    void breakOffInTime() {
        held.stream().filter(one -> !one.isOurs()).forEach(Held::breakOff);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
