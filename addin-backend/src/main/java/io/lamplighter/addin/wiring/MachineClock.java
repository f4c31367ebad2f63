// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import io.lamplighter.ingest.mailbox.ForwardClock;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * The clock of this machine, which goes on while it sleeps or is suspended: {@code System.nanoTime} stands still then
 * on Linux (clock_gettime(2), CLOCK_MONOTONIC), the wall clock does not, but may be set back.
 */
final class MachineClock implements ForwardClock {

    private final Clock wall;
    private long nanosSeen = System.nanoTime();
    private long wallSeen;
    private long passed;

    MachineClock(Clock wall) {
        this.wall = wall;
        this.wallSeen = wall.millis();
    }

    @Override
    public synchronized long millis() {
        long byNanos = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanosSeen);
        long byWall = wall.millis() - wallSeen;
        passed += Math.max(byNanos, byWall);
        nanosSeen += TimeUnit.MILLISECONDS.toNanos(byNanos);
        wallSeen += byWall;
        return passed;
    }
}
