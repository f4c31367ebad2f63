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
import io.lamplighter.ingest.mailbox.Requests;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the ledger up to date with one mailbox, page by page. While a page is read and stored the next one is already on
 * its way. Nothing is ever skipped: a message that cannot be read becomes a row that says so.
 */
public final class MailboxSync {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxSync.class);

    /** After so many pages the connection is opened anew: mail that came meanwhile goes before the rest of history. */
    private static final int PAGES_IN_A_SESSION = 40;

    private final MailboxConnector connector;
    private final Function<Change, Reading> reader;
    private final Ledger ledger;

    public MailboxSync(MailboxConnector connector, Function<Change, Reading> reader, Ledger ledger) {
        this.connector = connector;
        this.reader = reader;
        this.ledger = ledger;
    }

    /** Reads without anybody who tells what comes meanwhile. */
    public Outcome run(MailboxId mailbox, BooleanSupplier goOn) {
        return run(mailbox, goOn, () -> false);
    }

    /**
     * @param goOn asked between pages; when it says no the run ends early, with everything read so far stored
     * @param told asked between pages, but for the last: whether something came since it was asked before. It is read next then,
     *     before the rest of history
     * @throws Ledger.PositionMoved if another process works on the same mailbox
     */
    public Outcome run(MailboxId mailbox, BooleanSupplier goOn, BooleanSupplier told) {
        Run run = new Run(mailbox);
        try {
            boolean more = true;
            while (more && goOn.getAsBoolean()) {
                more = run.session(() -> goOn.getAsBoolean() && !told.getAsBoolean());
            }
            return more ? new Outcome.Unfinished(run.recorded) : new Outcome.UpToDate(run.recorded, run.notices);
        } catch (MailboxFailure failure) {
            if (failure instanceof MailboxFailure.StartOver again) {
                ledger.rewind(mailbox, again.advice());
            }
            return new Outcome.Failed(run.recorded, failure);
        } finally {
            LOG.atInfo().addKeyValue("mailbox", mailbox).addKeyValue("pages", run.pages)
                    .addKeyValue("interactions", run.recorded.interactions())
                    .addKeyValue("witnesses", run.recorded.witnesses())
                    .addKeyValue("excluded", run.recorded.excluded())
                    .addKeyValue("quarantined", run.recorded.quarantined())
                    .addKeyValue("vanished", run.recorded.vanished()).log("mailbox read");
        }
    }

    /** Reads single messages again and stores what became of them, without moving the position. */
    public Ledger.Recorded repair(MailboxId mailbox, List<SourceId> sources) {
        try (MailboxSession session = connector.open(mailbox)) {
            Cursor position = ledger.position(mailbox, connector.name());
            List<Reading> readings = session.fetch(sources).stream().map(reader).toList();
            return ledger.commit(new ReadPage(mailbox, position, position, readings, -1));
        }
    }

    /** Stores what is known without having been read, and moves nothing. */
    public Ledger.Recorded note(MailboxId mailbox, List<? extends Change> known) {
        Cursor position = ledger.position(mailbox, connector.name());
        List<Reading> readings = known.stream().map(reader).toList();
        return ledger.commit(new ReadPage(mailbox, position, position, readings, -1));
    }

    private final class Run {

        private final MailboxId mailbox;
        private Ledger.Recorded recorded = Ledger.Recorded.NOTHING;
        private List<String> notices = List.of();
        private int pages;

        Run(MailboxId mailbox) {
            this.mailbox = mailbox;
        }

        /** Returns whether there is more to read. */
        boolean session(BooleanSupplier goOn) {
            Cursor position = ledger.position(mailbox, connector.name());
            try (MailboxSession session = connector.open(mailbox)) {
                ChangePage page = session.changesAfter(position);
                for (int i = 1;; i++) {
                    boolean another = page.more() && i < PAGES_IN_A_SESSION && goOn.getAsBoolean();
                    Cursor next = page.next();
                    FutureTask<ChangePage> ahead = new FutureTask<>(
                            Requests.carried(() -> session.changesAfter(next)));
                    Thread reading = Thread.ofVirtual().name("read-ahead-" + mailbox).unstarted(ahead);
                    if (another) {
                        reading.start();
                    }
                    try {
                        store(position, page);
                    } catch (RuntimeException | Error notStored) {
                        // The session must be quiet before it is closed.
                        if (another) {
                            quietly(ahead, reading);
                        }
                        throw notStored;
                    }
                    if (!another) {
                        return page.more();
                    }
                    position = next;
                    page = await(ahead, reading);
                }
            }
        }

        private void store(Cursor position, ChangePage page) {
            pages++;
            notices = page.notices();
            if (page.changes().isEmpty() && page.next().equals(position)) {
                return;
            }
            List<Reading> readings = page.changes().stream().map(reader).toList();
            recorded = recorded.plus(ledger.commit(
                    new ReadPage(mailbox, position, page.next(), readings, page.remaining())));
            LOG.atDebug().addKeyValue("mailbox", mailbox).addKeyValue("changes", readings.size())
                    .addKeyValue("remaining", page.remaining()).log("page stored");
        }
    }

    private static ChangePage await(FutureTask<ChangePage> ahead, Thread reading) {
        try {
            return ahead.get();
        } catch (InterruptedException stopped) {
            quietly(ahead, reading);
            Thread.currentThread().interrupt();
            throw new MailboxFailure.TryLater("Reading was stopped.", Duration.ZERO, stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("reading ahead failed", failed.getCause());
        }
    }

    /** What is being read is of no use any more: nothing further is asked of the provider. */
    private static void quietly(FutureTask<ChangePage> ahead, Thread reading) {
        boolean interrupted = false;
        reading.interrupt();
        while (true) {
            try {
                ahead.get();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            } catch (ExecutionException ofNoInterest) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
