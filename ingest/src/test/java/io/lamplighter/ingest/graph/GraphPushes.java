// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.time.Instant;
import java.util.function.Supplier;

/** Subscriptions and the calls they make. */
public final class GraphPushes {

    GraphPushes(Supplier<Instant> now) {}

    void happened(GraphMailbox mailbox, String kind, String change, String id) {}

    Reply answer(Call call) {
        return Reply.error(404, "ResourceNotFound");
    }
}
