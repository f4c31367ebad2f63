// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.util.List;

/** Answers for calendars and online meetings. */
final class CalendarRoutes {

    CalendarRoutes(Rounds rounds) {}

    Reply answer(GraphMailbox mailbox, List<String> path, Call call) {
        return Reply.error(404, "ErrorItemNotFound");
    }
}
