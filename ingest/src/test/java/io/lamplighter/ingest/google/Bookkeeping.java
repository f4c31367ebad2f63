// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A ledger without a database, as strict as one: keeps positions and what is stored of one mailbox, and counts. */
final class Bookkeeping implements Ledger {

    private final Map<MailboxId, Cursor> positions = new HashMap<>();
    private final Map<String, Reading> stored = new TreeMap<>();
    private final Map<String, Integer> given = new TreeMap<>();
    private final List<String> order = new ArrayList<>();
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
        positions.put(page.mailbox(), page.next());
        commits++;
        page.readings().forEach(this::record);
        return Recorded.NOTHING;
    }

    private void record(Reading reading) {
        switch (reading) {
            case Reading.Captured copy -> store(copy.source().value(), copy);
            case Reading.Planned entry -> store(entry.source().value(), entry);
            case Reading.Spoken words -> store(words.recording().source().value(), words);
            case Reading.Attended people -> store(people.report().source().value(), people);
            case Reading.Unreadable copy -> store(copy.source().value(), copy);
            case Reading.LeftOut left -> stored.putIfAbsent(left.source().value(), left);
            case Reading.Gone gone -> stored.remove(gone.source().value());
            case Reading.Remaining rest -> stored.keySet().removeIf(source -> source.startsWith(rest.prefix())
                    && rest.present().stream().noneMatch(p -> p.value().equals(source)));
        }
    }

    private void store(String source, Reading reading) {
        stored.put(source, reading);
        given.merge(source, 1, Integer::sum);
        order.add(source);
    }

    @Override
    public void rewind(MailboxId mailbox, String why) {
        positions.remove(mailbox);
    }

    /** What is stored now under a prefix, without it. */
    Set<String> stored(String prefix) {
        return stored.keySet().stream().filter(s -> s.startsWith(prefix)).map(s -> s.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Reading reading(String source) {
        Reading reading = stored.get(source);
        if (reading == null) {
            throw new AssertionError("nothing is stored of " + source);
        }
        return reading;
    }

    /** What was quarantined. */
    List<String> unreadable() {
        return stored.entrySet().stream().filter(e -> e.getValue() instanceof Reading.Unreadable).map(Map.Entry::getKey)
                .toList();
    }

    /** What was given more than once; a ledger stores it once all the same, but it cost twice. */
    List<String> givenTwice() {
        return given.entrySet().stream().filter(e -> e.getValue() > 1).map(Map.Entry::getKey).toList();
    }

    /** Sources in the order they were given. */
    List<String> order() {
        return order;
    }

    int commits() {
        return commits;
    }

    void moveTo(MailboxId mailbox, Cursor cursor) {
        positions.put(mailbox, cursor);
    }
}
