// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** A session with a provider of the test's making that has changes and nothing else. */
@FunctionalInterface
interface ChangesOnly extends MailboxSession {

    @Override
    default List<Change> fetch(Collection<SourceId> sources) {
        return List.of();
    }

    @Override
    default List<Listed> listed(LocalDate first, LocalDate last) {
        return List.of();
    }

    @Override
    default void close() {}
}
