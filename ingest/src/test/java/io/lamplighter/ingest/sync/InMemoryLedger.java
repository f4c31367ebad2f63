// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.sync;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A ledger without a database: keeps sources and positions. */
public final class InMemoryLedger implements Ledger {

    private final Map<MailboxId, Cursor> positions = new HashMap<>();
    private final Map<MailboxId, Set<String>> sources = new HashMap<>();
    private int commits;

    @Override
    public Cursor position(MailboxId mailbox, String connector) {
        return positions.getOrDefault(mailbox, Cursor.start(connector));
    }

    @Override
    public Recorded commit(ReadPage page) {
        if (!position(page.mailbox(), page.from().connector()).equals(page.from())) {
            throw new PositionMoved(page.mailbox());
        }
        commits++;
        positions.put(page.mailbox(), page.next());
        int added = 0;
        for (Reading reading : page.readings()) {
            if (reading instanceof Reading.Unreadable unreadable
                    && kept(page.mailbox()).add(unreadable.source().value())) {
                added++;
            }
        }
        return new Recorded(0, 0, 0, added, 0);
    }

    @Override
    public void rewind(MailboxId mailbox, String why) {
        positions.remove(mailbox);
    }

    List<String> sources(MailboxId mailbox) {
        return new ArrayList<>(kept(mailbox));
    }

    int commits() {
        return commits;
    }

    private Set<String> kept(MailboxId mailbox) {
        return sources.computeIfAbsent(mailbox, m -> new LinkedHashSet<>());
    }
}
