// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.memory;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                if (source(change).filter(source::equals).isPresent()) {
                    latest = change;
                }
            }
            return latest;
        }

        private static Optional<SourceId> source(Change change) {
            return switch (change) {
                case Change.Appeared appeared -> Optional.of(appeared.source());
                case Change.Planned planned -> Optional.of(planned.source());
                case Change.Spoken spoken -> Optional.of(spoken.source());
                case Change.Attended attended -> Optional.of(attended.source());
                case Change.Withheld withheld -> Optional.of(withheld.source());
                case Change.LeftOut left -> Optional.of(left.source());
                case Change.Vanished vanished -> Optional.of(vanished.source());
                case Change.Remaining remaining -> Optional.empty();
            };
        }

        @Override
        public List<Listed> listed(LocalDate first, LocalDate last) {
            Map<SourceId, Listed> there = new LinkedHashMap<>();
            for (Change change : changes) {
                switch (change) {
                    case Change.Appeared appeared -> there.put(appeared.source(),
                            new Listed(appeared.source(), day(appeared.receivedAt())));
                    case Change.Withheld withheld -> there.put(withheld.source(),
                            new Listed(withheld.source(), day(withheld.receivedAt())));
                    case Change.LeftOut left -> there.put(left.source(),
                            new Listed(left.source(), day(left.receivedAt()), left.reason()));
                    case Change.Vanished vanished -> there.remove(vanished.source());
                    case Change.Remaining remaining -> there.keySet().removeIf(
                            s -> s.value().startsWith(remaining.prefix()) && !remaining.present().contains(s));
                    case Change.Planned entry -> there.put(entry.source(),
                            new Listed(entry.source(), day(entry.addedAt())));
                    case Change.Spoken ofAMeeting -> {
                    }
                    case Change.Attended ofAMeeting -> {
                    }
                }
            }
            return there.values().stream().filter(one -> !one.day().isBefore(first) && !one.day().isAfter(last))
                    .toList();
        }

        private static LocalDate day(Instant at) {
            return LocalDate.ofInstant(at, ZoneOffset.UTC);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
