// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.MailboxSession.Listed;
import java.time.LocalDate;
import java.util.List;

/** What an account has beside mail. It must never keep mail from being read. */
interface SideStream {

    /** Where it stands, to be compared. */
    Object position(GoogleCursor cursor);

    /** What it has of these days, where the provider counts it. */
    default List<Listed> listed(LocalDate first, LocalDate last) {
        return List.of();
    }

    /** Returns what comes next; nothing and the same place if there is nothing. */
    Step next(GoogleCursor cursor);
}
