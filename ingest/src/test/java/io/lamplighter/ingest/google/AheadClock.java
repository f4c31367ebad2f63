// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is as wrong as it is told to be. */
final class AheadClock extends Clock {

    private final Clock right;
    private volatile Duration ahead = Duration.ZERO;

    AheadClock(Clock right) {
        this.right = right;
    }

    void isAheadBy(Duration duration) {
        ahead = duration;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
