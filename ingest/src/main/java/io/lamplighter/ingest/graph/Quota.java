// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * Keeps the requests to one mailbox within its limits. Who would exceed them is told when to come back: waiting is the
 * schedule's. Only the places for requests under way are waited for, and they are free again within seconds.
 */
final class Quota {

    private static final int SLICES = 60;

    /** What reading history leaves: enough for several looks at what is new, and what they find. */
    private static final int FOR_NEWS = 400;

    private final GraphLimits limits;
    private final Clock clock;
    private final Semaphore places;
    private final Deque<Slice> slices = new ArrayDeque<>();
    private Instant closedUntil = Instant.MIN;

    private static final class Slice {

        private final long number;
        private int requests;

        Slice(long number) {
            this.number = number;
        }
    }

    Quota(GraphLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.places = new Semaphore(limits.atOnce(), true);
    }

    /** To be followed by {@link #leave}. */
    void enter() {
        try {
            places.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MailboxFailure.TryLater("Reading was stopped.", Duration.ZERO, stopped);
        }
        try {
            count();
        } catch (MailboxFailure exhausted) {
            places.release();
            throw exhausted;
        }
    }

    void leave() {
        places.release();
    }

    /** The provider asked for a pause: nothing is sent before it is over, whoever asks. */
    synchronized void close(Duration pause) {
        Instant until = clock.instant().plus(pause);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    /**
     * To be asked before history is read on: mail that arrives meanwhile must not wait for minutes because of it.
     *
     * @param requests that the next step of history may cost
     * @throws MailboxFailure.TryLater where less than that and what is kept for news is left, with when there is enough again
     */
    synchronized void leaveForNews(int requests) {
        int most = Math.max(1, limits.requests() / 20);
        require(Math.min(FOR_NEWS, most) + Math.min(requests, most));
    }

    private void require(int wanted) {
        long now = clock.instant().toEpochMilli();
        long width = width();
        while (!slices.isEmpty() && end(slices.getFirst(), width) <= now) {
            slices.removeFirst();
        }
        int over = slices.stream().mapToInt(s -> s.requests).sum() + wanted - limits.requests();
        for (Slice one : slices) {
            if (over <= 0) {
                return;
            }
            over -= one.requests;
            if (over <= 0) {
                throw MailboxFailure.TryLater.allowanceSpent(
                        "As much was read of this mailbox as Microsoft allows for now.",
                        Duration.ofMillis(end(one, width) - now));
            }
        }
    }

    private long width() {
        return Math.max(1, limits.per().toMillis() / SLICES);
    }

    private synchronized void count() {
        Instant now = clock.instant();
        if (now.isBefore(closedUntil)) {
            throw new MailboxFailure.TryLater("Microsoft asked us to wait before we read this mailbox again.",
                    Duration.between(now, closedUntil), null);
        }
        require(1);
        long slice = now.toEpochMilli() / width();
        if (slices.isEmpty() || slices.getLast().number != slice) {
            slices.addLast(new Slice(slice));
        }
        slices.getLast().requests++;
    }

    /** When the last request of a slice counts no longer. */
    private long end(Slice slice, long width) {
        return (slice.number + 1) * width + limits.per().toMillis();
    }
}
