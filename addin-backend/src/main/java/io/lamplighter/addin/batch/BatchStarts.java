// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.Forecast;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mailboxes of a batch of which nothing is read until somebody says so: how much that would be, and the word itself. */
public final class BatchStarts {

    /** Each asks its provider; what all would bring is worked out from these. */
    private static final int ASKED = 10;
    private static final int SECONDS = 15;

    private static final String WAITING = """
            select m.mailbox_id
              from mailbox_batch_row r
              join mailbox m using (mailbox_id)
             where r.batch_id = :batch and m.waiting
             order by r.row_number
            """;

    private final JdbcClient jdbc;
    private final Mailboxes mailboxes;
    private final ReadingDesk readings;

    public BatchStarts(JdbcClient jdbc, Mailboxes mailboxes, ReadingDesk readings) {
        this.jdbc = jdbc;
        this.mailboxes = mailboxes;
        this.readings = readings;
    }

    private List<MailboxId> waiting(long batch) {
        return jdbc.sql(WAITING).param("batch", batch).query((row, i) -> new MailboxId(row.getLong(1))).list();
    }

    public int count(long batch) {
        return waiting(batch).size();
    }

    /** @param days 0 for everything. @param messages in all that wait. @param exact whether all of them were counted */
    public record Window(int days, long messages, boolean exact) {}

    /**
     * @param waiting how many mailboxes wait
     * @param asked of how many of them their provider said how much there is
     * @param windows empty where none did
     */
    public record Outlook(int waiting, int asked, List<Window> windows) {

        public Outlook {
            windows = List.copyOf(windows);
        }
    }

    /** Asks the providers of some of them, for a quarter of a minute at most. */
    public Outlook outlook(long batch) {
        List<MailboxId> all = waiting(batch);
        List<Forecast> known = asked(all.subList(0, Math.min(ASKED, all.size()))).stream()
                .filter(forecast -> forecast.volumes().size() == ReadingDesk.WINDOWS.size()).toList();
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < ReadingDesk.WINDOWS.size() && !known.isEmpty(); i++) {
            windows.add(window(i, known, all.size()));
        }
        return new Outlook(all.size(), known.size(), windows);
    }

    private static Window window(int at, List<Forecast> known, int all) {
        long messages = known.stream().mapToLong(forecast -> forecast.volumes().get(at).messages()).sum();
        boolean exact = known.size() == all && known.stream().allMatch(f -> f.volumes().get(at).exact());
        return new Window(ReadingDesk.WINDOWS.get(at), messages * all / known.size(), exact);
    }

    private List<Forecast> asked(List<MailboxId> some) {
        List<Callable<Forecast>> questions = some.stream().<Callable<Forecast>>map(id -> () -> ask(id)).toList();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Forecast> answers = new ArrayList<>();
            for (Future<Forecast> answer : threads.invokeAll(questions, SECONDS, TimeUnit.SECONDS)) {
                if (!answer.isCancelled()) {
                    answers.add(answer.get());
                }
            }
            return answers;
        } catch (ExecutionException ours) {
            throw new IllegalStateException("a forecast failed", ours.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            threads.shutdownNow();
        }
    }

    private Forecast ask(MailboxId id) {
        try {
            return mailboxes.find(id).map(mailbox -> readings.offer(mailbox).forecast()).orElse(Forecast.UNKNOWN);
        } catch (MailboxFailure notNow) {
            return Forecast.UNKNOWN;
        }
    }

    /**
     * Lets all that wait begin.
     *
     * @param days how far back; empty for what was chosen for each of them
     * @return how many
     */
    public int start(long batch, Optional<Integer> days) {
        List<MailboxState> waiting = waiting(batch).stream().flatMap(id -> mailboxes.find(id).stream()).toList();
        waiting.forEach(mailbox -> readings.begin(mailbox, days, true));
        return waiting.size();
    }
}
