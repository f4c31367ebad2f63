// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A ledger of one mailbox without a database: what was captured stays captured, what is left out is known. */
public final class Copies implements Ledger {

    private final Map<String, Reading> copies = new TreeMap<>();
    private Cursor position = Cursor.start("");

    @Override
    public Cursor position(MailboxId mailbox, String connector) {
        return position.isStart() ? Cursor.start(connector) : position;
    }

    @Override
    public Recorded commit(ReadPage page) {
        position = page.next();
        page.readings().forEach(this::store);
        return Recorded.NOTHING;
    }

    private void store(Reading reading) {
        switch (reading) {
            case Reading.Captured copy -> copies.put(copy.source().value(), copy);
            case Reading.LeftOut left -> copies.putIfAbsent(left.source().value(), left);
            case Reading.Gone gone -> copies.remove(gone.source().value());
            case Reading.Remaining rest -> copies.keySet().removeIf(source -> source.startsWith(rest.prefix())
                    && !rest.present().contains(new SourceId(source)));
            case Reading.Unreadable broken -> throw new AssertionError(broken.reason());
            case Reading.Planned ofACalendar -> {
            }
            case Reading.Spoken ofACalendar -> {
            }
            case Reading.Attended ofACalendar -> {
            }
        }
    }

    @Override
    public void rewind(MailboxId mailbox, String why) {
        position = Cursor.start("");
    }

    public List<SourceId> sources() {
        return copies.keySet().stream().map(SourceId::new).toList();
    }

    public List<SourceId> leftOut() {
        return copies.entrySet().stream().filter(e -> e.getValue() instanceof Reading.LeftOut)
                .map(e -> new SourceId(e.getKey())).toList();
    }

    /** Of all that was captured, each copy once. */
    public List<String> subjects() {
        return copies.values().stream().filter(Reading.Captured.class::isInstance).map(Reading.Captured.class::cast)
                .map(copy -> copy.interaction().subject()).toList();
    }
}
