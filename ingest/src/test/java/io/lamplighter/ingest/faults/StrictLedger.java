// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.faults;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A ledger of one mailbox without a database: one outcome for each source, positions compared, everything counted. */
final class StrictLedger implements Ledger {

    private final Map<String, Reading> stored = new TreeMap<>();
    private @Nullable Cursor position;

    @Override
    public synchronized Cursor position(MailboxId mailbox, String connector) {
        return position == null ? Cursor.start(connector) : position;
    }

    @Override
    public synchronized Recorded commit(ReadPage page) {
        if (!position(page.mailbox(), page.from().connector()).equals(page.from())) {
            throw new PositionMoved(page.mailbox());
        }
        position = page.next();
        // As in the database: whatever a page says is gone is gone, in whichever order it says so.
        page.readings().stream().filter(reading -> !takesAway(reading)).forEach(this::record);
        page.readings().stream().filter(StrictLedger::takesAway).forEach(this::record);
        return Recorded.NOTHING;
    }

    private static boolean takesAway(Reading reading) {
        return reading instanceof Reading.Gone || reading instanceof Reading.Remaining;
    }

    private void record(Reading reading) {
        switch (reading) {
            case Reading.Captured copy -> store(copy.source(), copy);
            case Reading.Planned entry -> store(entry.source(), entry);
            case Reading.Spoken words -> store(words.recording().source(), words);
            case Reading.Attended report -> store(report.report().source(), report);
            case Reading.Unreadable copy -> store(copy.source(), copy);
            case Reading.LeftOut left -> stored.putIfAbsent(left.source().value(), left);
            case Reading.Gone gone -> stored.remove(gone.source().value());
            case Reading.Remaining rest -> stored.keySet().removeIf(source -> source.startsWith(rest.prefix())
                    && !rest.present().contains(new SourceId(source)));
        }
    }

    private void store(SourceId source, Reading reading) {
        stored.put(source.value(), reading);
    }

    @Override
    public synchronized void rewind(MailboxId mailbox, String why) {
        position = null;
    }

    /** Mail by its subject, a meeting by its subject and time; what is stored twice is here twice. */
    synchronized List<String> names(String prefix) {
        List<String> names = new ArrayList<>();
        stored.forEach((source, reading) -> {
            if (source.startsWith(prefix)) {
                names.add(name(reading));
            }
        });
        return names;
    }

    private static String name(Reading reading) {
        return switch (reading) {
            case Reading.Captured copy -> copy.interaction().subject();
            case Reading.Planned entry -> name(entry);
            case Reading.Unreadable broken -> "unreadable: " + broken.reason();
            default -> reading.getClass().getSimpleName();
        };
    }

    private static String name(Reading.Planned entry) {
        return named(entry.notice().title(), entry.notice().begins().orElseThrow());
    }

    /** How a meeting is called in the comparison: one that was moved is another. */
    static String named(String summary, Instant start) {
        return summary + " at " + start;
    }

    /** How many copies of each day have an outcome: captured, left out or quarantined. */
    synchronized Map<LocalDate, Integer> accounted(String prefix) {
        Map<LocalDate, Integer> days = new TreeMap<>();
        stored.forEach((source, reading) -> {
            if (source.startsWith(prefix)) {
                days.merge(LocalDate.ofInstant(at(reading), ZoneOffset.UTC), 1, Integer::sum);
            }
        });
        return days;
    }

    private static Instant at(Reading reading) {
        return switch (reading) {
            case Reading.Captured copy -> copy.interaction().occurredAt();
            case Reading.Unreadable copy -> copy.receivedAt();
            case Reading.LeftOut left -> left.receivedAt();
            case Reading.Planned entry -> entry.notice().begins().orElseThrow();
            default -> throw new AssertionError("of no day: " + reading);
        };
    }
}
