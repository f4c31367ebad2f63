// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

/** Which way an interaction went, seen from the sales team. */
public enum Direction {
    /** From the buyer's side to us: shows that the buyer is interested. */
    INBOUND,
    /** From us to the buyer's side: shows that the rep works the deal. */
    OUTBOUND,
    /** Among ourselves. */
    INTERNAL
}
