// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

/**
 * Measures pauses and leases. Not a {@link java.time.Clock}, which tells dates: that is set, and a pause measured with it would
 * then not end, or a lease would seem to last that another node has taken over.
 */
@FunctionalInterface
public interface ForwardClock {

    /** Milliseconds since some moment or other; never less than before. */
    long millis();
}
