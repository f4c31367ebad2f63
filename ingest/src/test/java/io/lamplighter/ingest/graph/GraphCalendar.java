// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.time.Instant;
import java.util.function.Supplier;

/** The calendar of a simulated mailbox. */
public final class GraphCalendar {

    GraphCalendar(GraphMailbox mailbox, Supplier<Instant> now) {}
}
