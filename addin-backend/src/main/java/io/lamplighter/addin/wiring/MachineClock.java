// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.wiring;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Milliseconds that never go back, and go on while the machine sleeps or is suspended: {@code System.nanoTime} stands still then
 * on Linux (clock_gettime(2), CLOCK_MONOTONIC), the wall clock does not, but may be set back.
 */
final class ForwardClock {

    private final Clock wall;
    private long nanosSeen = System.nanoTime();
    private long wallSeen;
    private long passed;

    ForwardClock(Clock wall) {
        this.wall = wall;
        this.wallSeen = wall.millis();
    }

    synchronized long millis() {
        long byNanos = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanosSeen);
        long byWall = wall.millis() - wallSeen;
        passed += Math.max(byNanos, byWall);
        nanosSeen += TimeUnit.MILLISECONDS.toNanos(byNanos);
        wallSeen += byWall;
        return passed;
    }
}
