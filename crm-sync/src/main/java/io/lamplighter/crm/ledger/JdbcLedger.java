// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import io.lamplighter.crm.directory.OurAddresses;
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
import io.lamplighter.ingest.sync.Ledger;
import io.lamplighter.ingest.sync.ReadPage;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
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
    private final PageRows pages;
    private final CursorRows cursors;
    private final Meetings meetings;
    private final Directory directory;
    private final UnplacedWords unplaced;
    private final Clock clock;

    /** @param zone for clock times in calendars and transcripts that name no zone */
    public JdbcLedger(JdbcClient jdbc, TransactionTemplate transaction, Clock clock, ZoneId zone) {
        this.transaction = transaction;
        this.turns = new Turns(jdbc, transaction);
        this.own = new OurAddresses(jdbc);
        NoticeRows notices = new NoticeRows(jdbc);
        Recordings recordings = new Recordings(jdbc, zone);
        Attendances attendances = new Attendances(jdbc);
        this.meetings = new Meetings(jdbc, transaction, clock, zone, new Recalls(jdbc)::ofPlaces);
        this.directory = new Directory(jdbc);
        this.unplaced = new UnplacedWords(directory, recordings, attendances);
        this.decisions = new Decisions(new Matches(jdbc),
                new PartyHashes(jdbc.sql("select salt::text from installation").query(String.class).single()), notices,
                recordings, attendances);
        this.cursors = new CursorRows(jdbc);
        this.pages = new PageRows(jdbc, cursors, new PageRows.Beside(notices, recordings, attendances));
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
        PageRows.Stored stored = stored(page, hold);
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

    private PageRows.Stored stored(ReadPage page, Runnable hold) {
        for (int attempt = 1; attempt < TRIES; attempt++) {
            long known = directory.generation();
            OwnAddresses ours = own.now();
            List<Decision> decided = decisions.of(page.readings(), ours);
            try {
                return transaction.execute(status -> {
                    hold.run();
                    directory.hold(known);
                    return store(page, decided, ours);
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
            return store(page, decisions.of(page.readings(), ours), ours);
        });
    }

    private PageRows.Stored store(ReadPage page, List<Decision> decided, OwnAddresses ours) {
        PageRows.Stored stored = pages.store(page, decided, ours, clock.instant());
        unplaced.check(page.readings(), decided);
        return stored;
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

    @Override
    public void rewind(MailboxId mailbox, String why) {
        cursors.forget(mailbox, why, clock.instant());
    }
}
