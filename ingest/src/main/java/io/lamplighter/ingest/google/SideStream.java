// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

/** What an account has beside mail. It must never keep mail from being read. */
interface SideStream {

    /** Where it stands, to be compared. */
    Object position(GoogleCursor cursor);

    /** Returns what comes next; nothing and the same place if there is nothing. */
    Step next(GoogleCursor cursor);
}
