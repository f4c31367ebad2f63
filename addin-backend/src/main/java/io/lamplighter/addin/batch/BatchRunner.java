// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works a batch off on one node, whoever waits or does not wait for it. Each row is tried first, then stored and answered in one
 * transaction; a node that dies leaves the others waiting, and the next one goes on with them.
 */
public final class BatchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private final Batches batches;
    private final Way way;
    private final Users users;
    private final MailboxSchedule schedule;
    private final TransactionTemplate transaction;

    BatchRunner(Batches batches, Way way, Users users, MailboxSchedule schedule, TransactionTemplate transaction) {
        this.batches = batches;
        this.way = way;
        this.users = users;
        this.schedule = schedule;
        this.transaction = transaction;
    }

    /** @throws InterruptedException if the node stops; what is not answered by then waits for another */
    public void run(long batch) throws InterruptedException {
        Places places = new Places();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<?>> rows = new ArrayList<>();
            batches.waiting(batch).forEach(row -> rows.add(threads.submit(() -> one(batch, row, places))));
            for (Future<?> row : rows) {
                row.get();
            }
        } catch (ExecutionException ours) {
            throw new IllegalStateException("a batch failed", ours.getCause());
        } finally {
            threads.shutdownNow();
        }
        batches.end(batch);
        LOG.atInfo().addKeyValue("batch", batch).log("batch of mailboxes ended");
    }

    private void one(long batch, Row row, Places places) {
        String server = server(row);
        try {
            places.enter(server);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (places.isSore(server)) {
                batches.answer(batch, row.number(), new Row.Answer(Row.State.WRONG, "Not tried: " + server
                        + " refused several sign-ins one after the other, and a server that is asked on soon refuses"
                        + " everybody. Correct the rows before this one, then send this one again."), null);
                return;
            }
            connect(batch, row);
            places.letIn(server);
        } catch (MailboxFailure failure) {
            if (failure instanceof MailboxFailure.SignInAgain && row.imap() != null) {
                places.refused(server);
            }
            wrong(batch, row, advice(failure));
        } catch (RuntimeException ours) {
            // What it says may quote a row.
            LOG.atError().addKeyValue("batch", batch).addKeyValue("row", row.number())
                    .addKeyValue("error", ours.getClass().getName())
                    .addKeyValue("at", ours.getStackTrace().length == 0 ? "" : ours.getStackTrace()[0])
                    .log("a row failed by our fault");
            wrong(batch, row, "Lamplighter itself failed with this one. The log names the place; send the row again.");
        } finally {
            places.leave(server);
        }
    }

    private static String server(Row row) {
        if (row.organisation() != null) {
            return "the organisation " + row.organisation().id();
        }
        Row.Imap imap = row.imap();
        return imap == null || imap.host().isEmpty()
                ? "the server of " + row.address().substring(row.address().lastIndexOf('@') + 1)
                : imap.host().toLowerCase(Locale.ROOT);
    }

    private static String advice(MailboxFailure failure) {
        return failure instanceof MailboxFailure.TryLater
                ? failure.advice() + " Send this row again later."
                : failure.advice();
    }

    private void wrong(long batch, Row row, String why) {
        // A node that stops fails at whatever it was doing, which says nothing about the mailbox.
        if (!Thread.currentThread().isInterrupted()) {
            batches.answer(batch, row.number(), new Row.Answer(Row.State.WRONG, why), null);
        }
    }

    private void connect(long batch, Row row) {
        Way.Open open = way.open(row);
        Optional<MailboxId> connected = transaction.execute(status -> {
            Optional<MailboxId> stored = open.store().apply(owner(row, open));
            Row.Answer answer = stored.isPresent()
                    ? new Row.Answer(Row.State.CONNECTED,
                            (open.address().equals(row.address()) ? "" : "As " + open.address() + ". ")
                                    + (row.reading().starts()
                                            ? "Reading begins with the newest mail."
                                            : "It waits for somebody to say how far back."))
                    : new Row.Answer(Row.State.THERE, open.address() + " is connected already. Nothing was changed.");
            if (!batches.answer(batch, row.number(), answer, stored.orElse(null))) {
                status.setRollbackOnly();
                return Optional.empty();
            }
            return stored;
        });
        if (connected != null) {
            connected.ifPresent(schedule::wake);
        }
    }

    private User owner(Row row, Way.Open open) {
        String email = row.owner().isEmpty() ? open.address() : row.owner();
        String name = row.ownerName().isEmpty() && email.equals(open.address()) ? open.name() : row.ownerName();
        return users.byEmail(email).orElseGet(() -> users.add(email,
                name.isEmpty() ? email.substring(0, email.indexOf('@')) : name, email, User.Role.REP));
    }
}
