// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Whether a turn goes on, asked before every page: until its time is up, the mailbox is no longer ours, or something more urgent
 * waits. Every turn that may begin reads one page, so that none is in vain.
 */
final class Slice implements BooleanSupplier {

    private final HeldTurns.Held turn;
    private final Instant until;
    private final BooleanSupplier givesWay;
    private final Clock clock;
    private boolean begun;
    private boolean over;

    Slice(HeldTurns.Held turn, Instant until, BooleanSupplier givesWay, Clock clock) {
        this.turn = turn;
        this.until = until;
        this.givesWay = givesWay;
        this.clock = clock;
    }

    @Override
    public boolean getAsBoolean() {
        over = over || !clock.instant().isBefore(until) || !turn.isOurs() || Thread.currentThread().isInterrupted()
                || begun && givesWay.getAsBoolean();
        begun = true;
        return !over;
    }
}
