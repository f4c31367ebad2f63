// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.time.Instant;
import java.util.Set;

/**
 * How far transcripts are read.
 *
 * @param from meetings that ended before it are done with
 * @param done meetings that ended later and are done with all the same
 */
record TalksPosition(Instant from, Set<String> done) {

    static final TalksPosition START = new TalksPosition(Instant.EPOCH, Set.of());

    TalksPosition {
        done = Set.copyOf(done);
    }
}
