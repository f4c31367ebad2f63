// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Who goes first on a node that can do two things at once and has two large mailboxes to read, each for as long as it likes. */
@WithServer
@TestPropertySource(properties = {"lamplighter.sync.poll-every=1h", "lamplighter.sync.slice=1h",
        "lamplighter.sync.mailboxes-at-once=2", "db-scheduler.polling-interval=100ms"})
class UrgencyTest {

    @Autowired
    private ApplicationContext context;

    private MailboxId first;
    private MailboxId second;

    /** Gives a page when the test says so. */
    static final class PageByPage implements MailboxConnector {

        private final LinkedBlockingQueue<MailboxId> asked = new LinkedBlockingQueue<>();
        private final LinkedBlockingQueue<MailboxId> opened = new LinkedBlockingQueue<>();
        private final Map<MailboxId, LinkedBlockingQueue<Boolean>> pages = new ConcurrentHashMap<>();

        @Override
        public String name() {
            return "page-by-page";
        }

        private LinkedBlockingQueue<Boolean> pages(MailboxId mailbox) {
            return pages.computeIfAbsent(mailbox, one -> new LinkedBlockingQueue<>());
        }

        @Override
        public ChangesOnly open(MailboxId mailbox) {
            opened.add(mailbox);
            return cursor -> {
                asked.add(mailbox);
                try {
                    boolean more = pages(mailbox).take();
                    int page = cursor.token().isEmpty() ? 0 : Integer.parseInt(cursor.token());
                    return new ChangePage(List.of(), new Cursor("page-by-page", 1, Integer.toString(page + 1)), more,
                            more ? 50 : 0, List.of());
                } catch (InterruptedException stopped) {
                    throw new MailboxFailure.TryLater("stopped", Duration.ZERO, stopped);
                }
            };
        }
    }

    @TestConfiguration
    static class Scripting {

        @Bean
        PageByPage pageByPage() {
            return new PageByPage();
        }
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private PageByPage provider() {
        return bean(PageByPage.class);
    }

    private MailboxId connected(String name) {
        User owner = bean(Users.class).add(name, name, name + "@seller.example", User.Role.REP);
        return bean(Mailboxes.class).add(owner, "page-by-page", name + "@seller.example").orElseThrow();
    }

    private void wake(MailboxId mailbox) {
        bean(MailboxSchedule.class).wake(mailbox);
    }

    private MailboxId nextAsked() throws InterruptedException {
        MailboxId next = provider().asked.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a mailbox is read").isNotNull();
        return next;
    }

    private void hasMore(MailboxId mailbox) {
        provider().pages(mailbox).add(true);
    }

    private void hasNoMore(MailboxId mailbox) {
        provider().pages(mailbox).add(false);
    }

    private void rests(MailboxId mailbox) throws InterruptedException {
        long late = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        BooleanSupplier atRest = () -> bean(JdbcClient.class).sql("""
                select exists (select from scheduled_tasks where task_name = 'mailbox' and task_instance = :mailbox
                                and not picked and execution_time > now() + interval '10 seconds')
                """).param("mailbox", mailbox.toString()).query(Boolean.class).single();
        while (!atRest.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(late);
            Thread.sleep(20);
        }
    }

    @BeforeEach
    void twoLargeMailboxesTakeBothThreads() throws InterruptedException {
        String run = Long.toString(System.nanoTime());
        first = connected("first" + run);
        second = connected("second" + run);
        wake(first);
        assertThat(nextAsked()).isEqualTo(first);
        wake(second);
        assertThat(nextAsked()).isEqualTo(second);
        provider().opened.clear();
    }

    @AfterEach
    void bothAreReadToTheEnd() throws InterruptedException {
        hasNoMore(first);
        hasNoMore(second);
        rests(first);
        rests(second);
        provider().asked.clear();
        provider().opened.clear();
    }

    /** One whose history is complete, and in which something has happened now. */
    private MailboxId hasNews(String name) {
        MailboxId mailbox = isDue(name);
        wake(mailbox);
        return mailbox;
    }

    /** One whose history is complete, and that is looked at because it is time to. */
    private MailboxId isDue(String name) {
        MailboxId mailbox = connected(name);
        wake(mailbox);
        bean(JdbcClient.class).sql("update mailbox set history_complete_at = now() where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value()).update();
        bean(MailboxSchedule.class).isOver(mailbox);
        return mailbox;
    }

    private MailboxId isJustConnected(String name) {
        MailboxId mailbox = connected(name);
        wake(mailbox);
        return mailbox;
    }

    /** The first large mailbox goes on, a few pages at most: what waits is looked for twice in a second. */
    private MailboxId nextBesidesHistory() throws InterruptedException {
        MailboxId next = nextAsked();
        for (int page = 0; page < 2_000 && next.equals(first); page++) {
            hasMore(first);
            next = nextAsked();
        }
        return next;
    }

    private void isNext(MailboxId mailbox) throws InterruptedException {
        assertThat(nextBesidesHistory()).isEqualTo(mailbox);
        hasNoMore(mailbox);
    }

    private Instant lastScored() {
        return bean(JdbcClient.class).sql("select last_success from scheduled_tasks where task_name = 'score-backlog'")
                .query((row, i) -> row.getTimestamp(1).toInstant()).single();
    }

    @Test
    void newsAreReadAfterTheNextPageOfHistoryAndOnlyOneMailboxWaitsForThem() throws InterruptedException {
        MailboxId news = hasNews("anna");

        hasMore(first);

        isNext(news);
        assertThat(nextAsked()).as("history goes on").isEqualTo(first);
        assertThat(provider().opened).as("the other was not disturbed").contains(first).doesNotContain(second);
    }

    @Test
    void newsGoBeforeWhatIsJustConnectedAndThatBeforeARoutineLookAndThatBeforeHistory() throws InterruptedException {
        MailboxId routine = isDue("ben");
        MailboxId connected = isJustConnected("carla");
        MailboxId news = hasNews("dora");

        hasMore(first);

        isNext(news);
        isNext(connected);
        isNext(routine);
        assertThat(nextAsked()).isEqualTo(first);
    }

    @Test
    void scoringGoesOnWhileHistoryTakesEveryThread() throws InterruptedException {
        Instant before = lastScored();
        bean(JdbcClient.class)
                .sql("update scheduled_tasks set execution_time = now() where task_name = 'score-backlog'")
                .update();

        for (int page = 0; page < 2_000 && !lastScored().isAfter(before); page++) {
            hasMore(first);
            assertThat(nextAsked()).isEqualTo(first);
        }

        assertThat(lastScored()).isAfter(before);
    }
}
