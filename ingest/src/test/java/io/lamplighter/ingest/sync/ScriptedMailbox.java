// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mailbox that does what the test tells it. */
final class ScriptedMailbox implements MailboxConnector {

    private final MailboxId mailbox;
    private final List<Change> changes = new ArrayList<>();
    private final List<Integer> readFrom = new ArrayList<>();
    private List<String> notices = List.of();
    private int pageSize = 100;
    private int sessions;
    private int pagesBeforeFailure;
    private @Nullable MailboxFailure failure;

    ScriptedMailbox(MailboxId mailbox) {
        this.mailbox = mailbox;
    }

    ScriptedMailbox holds(String... sources) {
        for (String source : sources) {
            happens(new Change.Appeared(new SourceId(source), Instant.EPOCH, Change.Place.RECEIVED,
                    source.getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }

    void happens(Change change) {
        changes.add(change);
    }

    ScriptedMailbox inPagesOf(int size) {
        pageSize = size;
        return this;
    }

    ScriptedMailbox noticing(String notice) {
        notices = List.of(notice);
        return this;
    }

    ScriptedMailbox failingOnceAfterPages(int pages, MailboxFailure with) {
        pagesBeforeFailure = pages;
        failure = with;
        return this;
    }

    /** How often it was connected to. */
    int sessions() {
        return sessions;
    }

    /** The places that were asked for, in order. */
    List<Integer> readFrom() {
        return readFrom;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public MailboxSession open(MailboxId opened) {
        if (!opened.equals(mailbox)) {
            throw new IllegalArgumentException("another mailbox");
        }
        sessions++;
        return new Session();
    }

    private final class Session implements MailboxSession {

        @Override
        public ChangePage changesAfter(Cursor cursor) {
            int from = cursor.isStart() ? 0 : Integer.parseInt(cursor.token());
            readFrom.add(from);
            MailboxFailure now = failure;
            if (now != null && pagesBeforeFailure-- == 0) {
                failure = null;
                throw now;
            }
            int to = Math.min(changes.size(), from + pageSize);
            return new ChangePage(changes.subList(from, to), new Cursor(name(), 1, Integer.toString(to)),
                    to < changes.size(),
                    (long) changes.size() - to, notices);
        }

        @Override
        public List<Change> fetch(Collection<SourceId> sources) {
            return changes.stream().filter(c -> c instanceof Change.Appeared a && sources.contains(a.source()))
                    .toList();
        }

        @Override
        public List<Listed> listed(LocalDate first, LocalDate last) {
            return changes.stream().filter(Change.Appeared.class::isInstance).map(Change.Appeared.class::cast)
                    .map(a -> new Listed(a.source(), LocalDate.ofInstant(a.receivedAt(), ZoneOffset.UTC)))
                    .filter(l -> !l.day().isBefore(first) && !l.day().isAfter(last)).toList();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
