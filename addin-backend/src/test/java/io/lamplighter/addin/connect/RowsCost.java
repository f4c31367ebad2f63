// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.figures.Figures;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.mailbox.MailboxSearch;
import io.lamplighter.ingest.MailboxId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What statements that grow with the number of mailboxes cost: {@code main 100000}. The median of eleven of each. */
final class RowsCost {

    private static final List<String> ROWS = List.of("""
            insert into app_user (username, name, email, role)
            select 'rep' || i, 'Rep ' || i, 'rep' || i || '@seller.example', 'rep' from generate_series(1, %d) as i
            """,
            """
                    insert into mailbox (user_id, connector, address, history_complete_at, last_success_at, last_run_at, next_attempt_at,
                                         reconciled_at, compared_provider, compared_captured, messages_read, failing_since, failure, needs_sign_in)
                    select user_id, 'imap', email, now(), now(), now(), now() + interval '1 minute', now(), 1000, 900, 30000,
                           case when user_id %% 500 = 1 then now() end,
                           case when user_id %% 500 = 1 then 'The server does not answer.' end, user_id %% 1000 = 1
                      from app_user limit %d
                    """,
            """
                    insert into imap_connection (mailbox_id, host, port, security, username, secret)
                    select mailbox_id, 'mail.example', 993, 'TLS', address, repeat('x', 120) from mailbox limit %d
                    """, """
                    insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                    select 'mailbox', mailbox_id::text, now() + interval '1 minute', false, 1 from mailbox limit %d
                    """, "vacuum analyze");

    private RowsCost() {}

    public static void main(String[] arguments) throws IOException {
        int rows = Integer.parseInt(arguments[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("shared_buffers", "256MB").start()) {
            DataSource one = new SingleConnectionDataSource(server.getJdbcUrl("postgres", "postgres"), true);
            Flyway.configure().dataSource(server.getPostgresDatabase()).outOfOrder(true).load().migrate();
            JdbcClient jdbc = JdbcClient.create(one);
            ROWS.forEach(sql -> jdbc.sql(sql.formatted(rows)).update());
            measure(jdbc, new TransactionTemplate(new JdbcTransactionManager(one)), rows);
        }
    }

    private static void measure(JdbcClient jdbc, TransactionTemplate transaction, int rows) {
        WatchLeases node = new WatchLeases(jdbc, jdbc, "a");
        node.live(Duration.ofHours(1));
        List<MailboxId> held = node.take(rows);
        Map<MailboxId, Boolean> told = new HashMap<>();
        held.forEach(mailbox -> told.put(mailbox, true));
        node.tell(told);
        System.out.printf("%d mailboxes, %d of them held by one node%n", rows, held.size());
        time("a renewal, nothing changed", () -> {
            node.live(Duration.ofHours(1));
            node.bury();
            node.changed();
            node.share();
        });
        time("250 are taken", () -> node.giveBack(held.subList(0, 250)), () -> node.take(250));
        WatchEvents events = new WatchEvents(jdbc, transaction);
        events.look(Clock.systemUTC().instant());
        time("the look for the timelines", () -> events.look(Clock.systemUTC().instant()));
        Figures figures = new Figures(jdbc, transaction);
        time("the figures of the mailboxes", () -> figures.measured(Clock.systemUTC().instant()));
        MailboxSearch search = new MailboxSearch(jdbc, Clock.systemUTC());
        time("counts by state", search::counts);
        time("the first page", () -> search.find(MailboxSearch.Query.ALL, MailboxSearch.Key.START, 51));
        List<MailboxSearch.Found> page = search.find(MailboxSearch.Query.ALL, MailboxSearch.Key.START, 51);
        time("the second page",
                () -> search.find(MailboxSearch.Query.ALL, MailboxSearch.Key.of(page.getLast()), 51));
        time("a search", () -> search.find(new MailboxSearch.Query("rep4711", Optional.empty(), false),
                MailboxSearch.Key.START, 51));
        Comparisons comparisons = new Comparisons(jdbc);
        time("the sum of all comparisons", comparisons::total);
        OurAddresses own = new OurAddresses(jdbc);
        time("our addresses, kept", own::now);
        time("our addresses, looked up", () -> new OurAddresses(jdbc).now());
    }

    private static void time(String what, Runnable work) {
        time(what, () -> {}, work);
    }

    private static void time(String what, Runnable before, Runnable work) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            before.run();
            long begin = System.nanoTime();
            work.run();
            times.add(System.nanoTime() - begin);
        }
        Collections.sort(times);
        System.out.printf("%-32s %8.1f ms%n", what, times.get(5) / 1e6);
    }
}
