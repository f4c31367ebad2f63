// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A bucket of units that are taken before a call is made and come back when the window is over. A bucket that fills
 * steadily would let through twice its size in its first minute; this one never does in any. Thread-safe.
 */
final class Allowance {

    /** @param from when the first of it was taken, {@code at} when the last */
    private record Spent(Instant from, Instant at, int units) {}

    /** What is taken within it comes back together. */
    private static final int SLICES = 60;

    private final Clock clock;
    private final int limit;
    private final Duration window;
    private final Duration slice;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private int inWindow;
    private Instant closedUntil = Instant.MIN;

    Allowance(int limit, Duration window, Clock clock) {
        this.clock = clock;
        this.limit = limit;
        this.slice = window.dividedBy(SLICES);
        // A slice more: Google's minute begins when the call arrives, not when it was sent.
        this.window = window.plus(slice);
    }

    /**
     * @throws MailboxFailure.TryLater if it is not there, saying when it will be; nothing is taken then
     */
    void take(int units) {
        take(units, 0);
    }

    /** @param left how much must be left over for what is more urgent */
    synchronized void take(int units, int left) {
        require(units + left);
        Instant now = clock.instant();
        Spent last = spent.peekLast();
        if (last != null && Duration.between(last.from(), now).abs().compareTo(slice) < 0) {
            spent.removeLast();
            // The earlier moment would let go too early.
            spent.addLast(new Spent(last.from(), now.isAfter(last.at()) ? now : last.at(), last.units() + units));
        } else {
            spent.addLast(new Spent(now, now, units));
        }
        inWindow += units;
    }

    synchronized void require(int units) {
        int wanted = Math.min(units, limit);
        Instant now = clock.instant();
        forget(now);
        if (now.isBefore(closedUntil)) {
            Duration wait = Duration.between(now, closedUntil);
            throw new MailboxFailure.TryLater("Google asked us to wait. Reading goes on in " + (wait.toSeconds() + 1)
                    + " s.", wait, null);
        }
        if (inWindow + wanted <= limit) {
            return;
        }
        int back = 0;
        for (Spent one : spent) {
            back += one.units();
            if (inWindow - back + wanted <= limit) {
                Duration wait = Duration.between(now, one.at().plus(window));
                throw MailboxFailure.TryLater
                        .allowanceSpent("As much was read of this mailbox as Google allows for now.", wait);
            }
        }
    }

    /** Google asked for a pause: nothing is asked before it is over, whoever asks, and whatever was pushed meanwhile. */
    synchronized void close(Duration pause) {
        Instant until = clock.instant().plus(pause);
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    /** What may be taken in the long run. */
    long perMinute() {
        return limit * 60L / Math.max(1, window.toSeconds());
    }

    synchronized int left() {
        Instant now = clock.instant();
        forget(now);
        return now.isBefore(closedUntil) ? 0 : Math.max(0, limit - inWindow);
    }

    synchronized boolean isUntouched() {
        Instant now = clock.instant();
        forget(now);
        return spent.isEmpty() && !now.isBefore(closedUntil);
    }

    private void forget(Instant now) {
        while (!spent.isEmpty() && !spent.getFirst().at().plus(window).isAfter(now)) {
            inWindow -= spent.removeFirst().units();
        }
    }
}
