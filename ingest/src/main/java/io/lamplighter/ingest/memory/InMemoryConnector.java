// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.memory;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Mailboxes in memory: a list of changes each, handed out in order. The cursor is the number of changes read. */
public final class InMemoryConnector implements MailboxConnector {

    private final int pageSize;
    private final Map<MailboxId, List<Change>> mailboxes = new ConcurrentHashMap<>();

    public InMemoryConnector(int pageSize) {
        this.pageSize = pageSize;
    }

    /** Lets something happen in a mailbox. */
    public void happens(MailboxId mailbox, Change change) {
        mailboxes.computeIfAbsent(mailbox, id -> new ArrayList<>()).add(change);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public MailboxSession open(MailboxId mailbox) {
        return new Session(List.copyOf(mailboxes.getOrDefault(mailbox, List.of())));
    }

    private final class Session implements MailboxSession {

        private final List<Change> changes;

        Session(List<Change> changes) {
            this.changes = changes;
        }

        @Override
        public ChangePage changesAfter(Cursor cursor) {
            int from = cursor.isStart() ? 0 : Integer.parseInt(cursor.token());
            int to = Math.min(changes.size(), from + pageSize);
            return new ChangePage(changes.subList(from, to), new Cursor(name(), 1, Integer.toString(to)),
                    to < changes.size(), (long) changes.size() - to, List.of());
        }

        @Override
        public List<Change> fetch(Collection<SourceId> sources) {
            return sources.stream().map(this::latest).toList();
        }

        private Change latest(SourceId source) {
            Change latest = new Change.Vanished(source);
            for (Change change : changes) {
                if (change instanceof Change.Appeared appeared && appeared.source().equals(source)
                        || change instanceof Change.Vanished vanished && vanished.source().equals(source)) {
                    latest = change;
                }
            }
            return latest;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
