// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.SourceId;
import java.util.Collection;
import java.util.List;

/** A connection to one mailbox, good for one run. Used by one thread at a time. */
public interface MailboxSession extends AutoCloseable {

    /**
     * Returns changes after {@code cursor}: what is new first, then history, newest first, so that the last weeks are
     * known within seconds while years follow.
     *
     * @throws MailboxFailure if the page could not be read; nothing about it may be stored
     */
    ChangePage changesAfter(Cursor cursor);

    /**
     * Reads single messages again, for repair and for history that has become of interest. What is no longer there comes
     * back as {@link Change.Vanished}.
     *
     * @throws MailboxFailure if they could not be read
     */
    List<Change> fetch(Collection<SourceId> sources);

    /** Gives the connection back. Never throws. */
    @Override
    void close();
}
