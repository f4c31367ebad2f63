// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

import java.time.Duration;
import java.time.Instant;

/**
 * The pauses a provider asked for, and the requests that came before they were over. Thread-safe.
 *
 * <p>Requests that were on their way when the pause was asked for are nobody's fault: twice as many are forgiven as may be under
 * way at once. Who was alone is forgiven none.
 */
public final class Pauses {

    private final int atOnce;
    private Instant until = Instant.MIN;
    private int forgiven;
    private int impatient;

    /** @param atOnce how many requests may be under way */
    public Pauses(int atOnce) {
        this.atOnce = atOnce;
    }

    /** A request arrives. */
    public synchronized void asked(Instant now) {
        if (now.isBefore(until)) {
            if (forgiven > 0) {
                forgiven--;
            } else {
                impatient++;
            }
        }
    }

    /**
     * A request is answered with the wish for a pause.
     *
     * @param underWay how many requests are, this one among them
     */
    public synchronized void wished(Duration pause, Instant now, int underWay) {
        if (!now.isBefore(until)) {
            forgiven = underWay <= 1 ? 0 : 2 * atOnce;
        }
        Instant end = now.plus(pause);
        until = end.isAfter(until) ? end : until;
    }

    /** How many requests came too early. */
    public synchronized int impatient() {
        return impatient;
    }

    public synchronized void reset() {
        impatient = 0;
    }
}
