// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.util.List;

/** Which answer belongs to which address. */
final class GraphRoutes {

    private final MailRoutes mail;
    private final CalendarRoutes calendar;

    GraphRoutes(MailRoutes mail, CalendarRoutes calendar, GraphPushes pushes) {
        this.mail = mail;
        this.calendar = calendar;
    }

    /** @param path what follows the mailbox */
    Reply answer(GraphMailbox mailbox, List<String> path, Call call) {
        if (!call.method().equals("GET")) {
            // Nothing here is ever changed by whoever reads it.
            return Reply.error(405, "MethodNotAllowed");
        }
        return switch (path.getFirst()) {
            case "mailFolders" -> mail.folders(mailbox, path, call);
            case "messages" -> mail.message(mailbox, path, call);
            case "calendarView", "events", "onlineMeetings" -> calendar.answer(mailbox, path, call);
            default -> Reply.error(400, "BadRequest");
        };
    }
}
