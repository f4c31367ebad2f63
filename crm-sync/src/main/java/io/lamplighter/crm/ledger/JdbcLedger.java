// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.ledger.Decision.What;
import io.lamplighter.crm.mailbox.Turn;
import io.lamplighter.crm.mailbox.Turns;
import io.lamplighter.crm.match.Matches;
import io.lamplighter.crm.meeting.Meetings;
import io.lamplighter.crm.meeting.NoticeRows;
import io.lamplighter.crm.upload.Attendances;
import io.lamplighter.crm.upload.Recordings;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.SourceId;
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import io.lamplighter.ingest.sync.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger on PostgreSQL. What a page means is decided first, outside; then one short transaction stores all of it and
 * moves the cursor, which is the only place where a cursor moves.
 */
public final class JdbcLedger implements Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLedger.class);
    private static final int TRIES = 4;
    private static final int MEETINGS_AT_ONCE = 200;

    private final TransactionTemplate transaction;
    private final Turns turns;
    private final OurAddresses own;
    private final Decisions decisions;
    private final InteractionRows interactions;
    private final EntryRows entries;
    private final ActivityRows activities;
    private final DepartureRows departures;
    private final QuarantineRows quarantine;
    private final CursorRows cursors;
    private final ReferredRows referred;
    private final NoticeRows notices;
    private final Recordings recordings;
    private final Attendances attendances;
    private final Meetings meetings;
    private final Directory directory;
    private final UnplacedWords unplaced;
    private final Clock clock;

    /** @param zone for clock times in calendars and transcripts that name no zone */
    public JdbcLedger(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, ZoneId zone) {
        this.transaction = transaction;
        this.turns = new Turns(jdbc, transaction);
        this.own = new OurAddresses(jdbc);
        this.notices = new NoticeRows(jdbc);
        this.recordings = new Recordings(jdbc, zone);
        this.attendances = new Attendances(jdbc);
        this.meetings = new Meetings(jdbc, transaction, clock, zone, new Recalls(jdbc)::ofPlaces);
        this.directory = new Directory(jdbc);
        this.unplaced = new UnplacedWords(directory, recordings, attendances);
        this.decisions = new Decisions(new Matches(jdbc),
                new PartyHashes(jdbc.sql("select salt::text from installation").query(String.class).single()), notices,
                recordings, attendances);
        this.interactions = new InteractionRows(jdbc);
        this.entries = new EntryRows(jdbc);
        this.activities = new ActivityRows(jdbc);
        this.departures = new DepartureRows(jdbc);
        this.quarantine = new QuarantineRows(jdbc);
        this.cursors = new CursorRows(jdbc);
        this.referred = new ReferredRows(jdbc);
        this.clock = clock;
    }

    @Override
    public Cursor position(MailboxId mailbox, String connector) {
        return cursors.position(mailbox, connector);
    }

    /**
     * The ledger as one turn may use it.
     *
     * @return a ledger that throws {@link io.lamplighter.crm.mailbox.TurnOver} and stores nothing once a later turn has begun
     */
    public Ledger during(Turn turn) {
        return new Ledger() {

            @Override
            public Cursor position(MailboxId mailbox, String connector) {
                return cursors.position(mailbox, connector);
            }

            @Override
            public Recorded commit(ReadPage page) {
                return JdbcLedger.this.commit(page, () -> turns.hold(turn));
            }

            @Override
            public void rewind(MailboxId mailbox, String why) {
                turns.store(turn, () -> cursors.forget(mailbox, why, clock.instant()));
            }
        };
    }

    @Override
    public Recorded commit(ReadPage page) {
        return commit(page, () -> {});
    }

    private Recorded commit(ReadPage page, Runnable hold) {
        Stored stored = stored(page, hold);
        if (stored.tellsOfMeetings()) {
            settleWhatItTold(page);
        }
        return stored.recorded();
    }

    /** The page is stored, whatever becomes of this: it must not be tried again. */
    private void settleWhatItTold(ReadPage page) {
        try {
            settleMeetings(MEETINGS_AT_ONCE);
        } catch (ConcurrencyFailureException collided) {
            LOG.atDebug().addKeyValue("mailbox", page.mailbox()).addKeyValue("why", collided.getClass().getSimpleName())
                    .log("meetings are left to the schedule");
        }
    }

    private record Stored(Recorded recorded, boolean tellsOfMeetings) {}

    private Stored stored(ReadPage page, Runnable hold) {
        for (int attempt = 1; attempt < TRIES; attempt++) {
            long known = directory.generation();
            OwnAddresses ours = own.now();
            List<Decision> decided = decisions.of(page.readings(), ours);
            try {
                return transaction.execute(status -> {
                    hold.run();
                    directory.hold(known);
                    return store(page, decided, ours, clock.instant());
                });
            } catch (ConcurrencyFailureException collided) {
                // Somebody else changed the same rows first, or what was decided is not true any more. Nothing of ours was
                // stored: it is decided and stored again.
                LOG.atDebug().addKeyValue("mailbox", page.mailbox())
                        .addKeyValue("why", collided.getClass().getSimpleName())
                        .log("a page is decided and stored again");
            }
        }
        // Where people become known all the time a page would never be in time: now they wait for it.
        return transaction.execute(status -> {
            hold.run();
            directory.hold();
            OwnAddresses ours = own.now();
            return store(page, decisions.of(page.readings(), ours), ours, clock.instant());
        });
    }

    private static boolean tellsOfMeetings(Decision decision) {
        return decision instanceof Decision.Plan
                || decision instanceof Decision.Keep keep && !keep.copy().notice().isEmpty();
    }

    /**
     * Puts meetings together from what was stored about them. Follows every page that tells of any; what a page left, because
     * the process ended or there was too much of it, and series whose next occurrences come near, wait for the schedule.
     *
     * @return how many there were; {@code limit} means that there may be more
     */
    public int settleMeetings(int limit) {
        return meetings.settle(limit);
    }

    private Stored store(ReadPage page, List<Decision> decided, OwnAddresses ours, Instant now) {
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
        unplaced.check(page.readings(), decided);
        return new Stored(
                new Recorded(stored.inserted(), outcomes.getOrDefault("captured", 0),
                        outcomes.getOrDefault("excluded", 0), outcomes.getOrDefault("quarantined", 0), vanished),
                vanished > 0 || decided.stream().anyMatch(JdbcLedger::tellsOfMeetings));
    }

    private void note(MailboxId mailbox, List<Decision> decided, int vanished, OwnAddresses ours, Instant now) {
        for (Decision decision : decided) {
            if (decision instanceof Decision.Keep keep && !keep.copy().notice().isEmpty()) {
                notices.fromMail(keep.copy().notice(), now);
            } else if (decision instanceof Decision.Plan plan) {
                notices.fromCalendar(mailbox, plan.source(), plan.notice(), now);
            } else if (decision instanceof Decision.Speak speak) {
                recordings.attach(speak.meeting(), speak.recording(), ours);
            } else if (decision instanceof Decision.Attend attend) {
                attendances.attach(attend.meeting(), attend.report(), ours);
            }
        }
        if (vanished > 0) {
            notices.gone(mailbox, now);
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

    @Override
    public void rewind(MailboxId mailbox, String why) {
        cursors.forget(mailbox, why, clock.instant());
    }
}
