// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.sync.InMemoryLedger;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An in-memory ledger that also knows what is stored: each source once, and gone when it is gone. */
final class GraphLedger implements Ledger {

    private final InMemoryLedger positions = new InMemoryLedger();
    private final Map<String, Reading> stored = new LinkedHashMap<>();
    private int swept;

    @Override
    public Cursor position(MailboxId mailbox, String connector) {
        return positions.position(mailbox, connector);
    }

    @Override
    public Recorded commit(ReadPage page) {
        positions.commit(new ReadPage(page.mailbox(), page.from(), page.next(), List.of(), page.remaining()));
        page.readings().forEach(this::store);
        return Recorded.NOTHING;
    }

    private void store(Reading reading) {
        switch (reading) {
            case Reading.Captured captured -> stored.put(captured.source().value(), captured);
            case Reading.Planned planned -> stored.put(planned.source().value(), planned);
            case Reading.Spoken spoken -> stored.put(spoken.recording().source().value(), spoken);
            case Reading.Attended attended -> stored.put(attended.report().source().value(), attended);
            case Reading.Unreadable unreadable -> stored.put(unreadable.source().value(), unreadable);
            case Reading.LeftOut left -> stored.putIfAbsent(left.source().value(), left);
            case Reading.Gone gone -> stored.remove(gone.source().value());
            case Reading.Remaining remaining -> {
                swept++;
                stored.keySet().removeIf(source -> source.startsWith(remaining.prefix())
                        && remaining.present().stream().noneMatch(s -> s.value().equals(source)));
            }
        }
    }

    @Override
    public void rewind(MailboxId mailbox, String why) {
        positions.rewind(mailbox, why);
    }

    int swept() {
        return swept;
    }

    /** The subjects of all mail there is, one for each copy. */
    List<String> subjects() {
        return stored.values().stream().filter(Reading.Captured.class::isInstance).map(Reading.Captured.class::cast)
                .map(captured -> captured.interaction().subject()).toList();
    }

    List<String> unreadable() {
        return stored.values().stream().filter(Reading.Unreadable.class::isInstance)
                .map(Reading.Unreadable.class::cast).map(Reading.Unreadable::reason).toList();
    }

    List<Reading.Planned> meetings() {
        return stored.values().stream().filter(Reading.Planned.class::isInstance).map(Reading.Planned.class::cast)
                .toList();
    }

    List<Reading.Attended> attendance() {
        return stored.values().stream().filter(Reading.Attended.class::isInstance).map(Reading.Attended.class::cast)
                .toList();
    }

    List<Reading.Spoken> transcripts() {
        return stored.values().stream().filter(Reading.Spoken.class::isInstance).map(Reading.Spoken.class::cast)
                .toList();
    }

    List<String> sources() {
        return List.copyOf(stored.keySet());
    }
}
