// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.ledger.Decision.What;
import io.lamplighter.crm.meeting.NoticeRows;
import io.lamplighter.crm.upload.Attendances;
import io.lamplighter.crm.upload.Recordings;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.Ledger.Recorded;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what was decided about a page: its interactions, an entry for each reading, what is set aside, and the cursor. */
final class PageRows {

    private final InteractionRows interactions;
    private final EntryRows entries;
    private final ActivityRows activities;
    private final DepartureRows departures;
    private final QuarantineRows quarantine;
    private final CursorRows cursors;
    private final ReferredRows referred;
    private final Beside beside;

    /** What is stored beside the mail: notices of meetings, what was spoken in them, and who came. */
    record Beside(NoticeRows notices, Recordings recordings, Attendances attendances) {}

    PageRows(JdbcClient jdbc, CursorRows cursors, Beside beside) {
        this.interactions = new InteractionRows(jdbc);
        this.entries = new EntryRows(jdbc);
        this.activities = new ActivityRows(jdbc);
        this.departures = new DepartureRows(jdbc);
        this.quarantine = new QuarantineRows(jdbc);
        this.cursors = cursors;
        this.referred = new ReferredRows(jdbc);
        this.beside = beside;
    }

    /** @param tellsOfMeetings whether meetings have to be put together because of it */
    record Stored(Recorded recorded, boolean tellsOfMeetings) {}

    /** To be called in the transaction that makes sure that what was decided is still true. */
    Stored store(ReadPage page, List<Decision> decided, OwnAddresses ours, Instant now) {
        MailboxId mailbox = page.mailbox();
        cursors.advance(page, now);
        List<Decision.Keep> copies = some(decided, Decision.Keep.class);
        referred.hold(copies);
        InteractionRows.Stored stored = interactions.store(copies, now);
        interactions.hold(some(decided, Decision.Speak.class).stream().map(Decision.Speak::meeting).toList());
        interactions.hold(some(decided, Decision.Attend.class).stream().map(Decision.Attend::meeting).toList());
        activities.attach(stored.ids(), now);
        departures.store(stored.ids());
        Map<String, Integer> outcomes = entries.store(mailbox, entries(decided, stored.ids()), now);
        if (page.isRepair()) {
            // Fetched by name just now: it is there, whatever was heard of it before.
            entries.present(mailbox, decided.stream().map(Decision::source).toList());
        }
        quarantine.settle(mailbox, decided, now);
        int vanished = vanish(page, now);
        if (vanished > 0) {
            quarantine.releaseGone(mailbox);
        }
        note(mailbox, decided, vanished, ours, now);
        return new Stored(
                new Recorded(stored.inserted(), outcomes.getOrDefault("captured", 0),
                        outcomes.getOrDefault("excluded", 0), outcomes.getOrDefault("quarantined", 0), vanished),
                vanished > 0 || decided.stream().anyMatch(PageRows::tellsOfMeetings));
    }

    private static boolean tellsOfMeetings(Decision decision) {
        return decision instanceof Decision.Plan
                || decision instanceof Decision.Keep keep && !keep.copy().notice().isEmpty();
    }

    private void note(MailboxId mailbox, List<Decision> decided, int vanished, OwnAddresses ours, Instant now) {
        for (Decision decision : decided) {
            if (decision instanceof Decision.Keep keep && !keep.copy().notice().isEmpty()) {
                beside.notices().fromMail(keep.copy().notice(), now);
            } else if (decision instanceof Decision.Plan plan) {
                beside.notices().fromCalendar(mailbox, plan.source(), plan.notice(), now);
            } else if (decision instanceof Decision.Speak speak) {
                beside.recordings().attach(speak.meeting(), speak.recording(), ours);
            } else if (decision instanceof Decision.Attend attend) {
                beside.attendances().attach(attend.meeting(), attend.report(), ours);
            }
        }
        if (vanished > 0) {
            beside.notices().gone(mailbox, now);
        }
    }

    private static List<EntryRows.Entry> entries(List<Decision> decided, Map<Decision.Keep, Long> ids) {
        List<EntryRows.Entry> entries = new ArrayList<>();
        for (Decision decision : decided) {
            entries.add(switch (decision) {
                case Decision.Keep keep ->
                    new EntryRows.Entry(keep.source(), What.MESSAGE, keep.key(), EntryRows.Outcome.CAPTURED, "",
                            keep.receivedAt(), ids.get(keep), List.of());
                case Decision.Plan plan ->
                    new EntryRows.Entry(plan.source(), What.ENTRY, plan.key(), EntryRows.Outcome.CAPTURED,
                            "an entry of the calendar", plan.receivedAt(), null, List.of());
                case Decision.Speak speak -> new EntryRows.Entry(speak.source(), What.BESIDE, speak.key(),
                        EntryRows.Outcome.CAPTURED, "what was spoken in a meeting", speak.receivedAt(),
                        speak.meeting(), List.of());
                case Decision.Attend attend -> new EntryRows.Entry(attend.source(), What.BESIDE, attend.key(),
                        EntryRows.Outcome.CAPTURED, "who came to a meeting", attend.receivedAt(), attend.meeting(),
                        List.of());
                case Decision.Exclude exclude -> new EntryRows.Entry(exclude.source(), exclude.what(), exclude.key(),
                        EntryRows.Outcome.EXCLUDED, exclude.reason(), exclude.receivedAt(), null, exclude.parties());
                case Decision.Quarantine aside ->
                    new EntryRows.Entry(aside.source(), What.MESSAGE, null, EntryRows.Outcome.QUARANTINED,
                            aside.reason(), aside.receivedAt(), null, List.of());
            });
        }
        return entries;
    }

    private int vanish(ReadPage page, Instant now) {
        List<SourceId> gone = some(page.readings(), Reading.Gone.class).stream().map(Reading.Gone::source).toList();
        int vanished = entries.vanish(page.mailbox(), gone, now);
        for (Reading.Remaining remaining : some(page.readings(), Reading.Remaining.class)) {
            vanished += entries.vanishExcept(page.mailbox(), remaining.prefix(), remaining.present(), now);
        }
        return vanished;
    }

    private static <T> List<T> some(List<? super T> all, Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
