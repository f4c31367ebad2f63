// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.SourceId;

/** The calendar of one run. */
final class CalendarReading {

    static final String PREFIX = "events/";

    private CalendarReading() {}

    static SourceId source(String id) {
        return new SourceId(PREFIX + id);
    }
}
