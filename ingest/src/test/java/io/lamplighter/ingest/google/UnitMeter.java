// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts what one user's data was asked for in any window of time, as strictly as can be. */
final class UnitMeter {

    private record Spent(Instant at, int units) {}

    private final int limit;
    private final Duration window;
    private final Clock clock;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private int inWindow;
    private int peak;
    private long total;
    private int refusals;

    UnitMeter(int limit, Duration window, Clock clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
    }

    /** @return whether it is within the quota; what is not is not charged */
    boolean charge(int units) {
        Instant now = clock.instant();
        while (!spent.isEmpty() && !spent.getFirst().at().plus(window).isAfter(now)) {
            inWindow -= spent.removeFirst().units();
        }
        if (inWindow + units > limit) {
            refusals++;
            return false;
        }
        spent.addLast(new Spent(now, units));
        inWindow += units;
        total += units;
        peak = Math.max(peak, inWindow);
        return true;
    }

    int peak() {
        return peak;
    }

    long total() {
        return total;
    }

    int refusals() {
        return refusals;
    }
}
