// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** When mailboxes are read because something happened, on the running application with its schedule. */
@WithServer
@TestPropertySource(properties = {"lamplighter.sync.poll-every=1h", "lamplighter.sync.retry-after=1h",
        "lamplighter.sync.retry-at-most=1h", "db-scheduler.polling-interval=100ms"})
class WakeTest {

    private static final Supplier<ChangePage> NOTHING_NEW = () -> new ChangePage(List.of(),
            new Cursor("scripted", 1, "1"), false, 0, List.of());

    @Autowired
    private ApplicationContext context;

    /** Asks the test for each answer. */
    static final class Scripted implements MailboxConnector {

        private final LinkedBlockingQueue<MailboxId> asked = new LinkedBlockingQueue<>();
        private final AtomicInteger sessions = new AtomicInteger();
        private final LinkedBlockingQueue<Supplier<ChangePage>> answers = new LinkedBlockingQueue<>();

        @Override
        public String name() {
            return "scripted";
        }

        void waitsForAnAnswer(MailboxId mailbox) throws InterruptedException {
            assertThat(asked.poll(20, TimeUnit.SECONDS)).isEqualTo(mailbox);
        }

        void answers(Supplier<ChangePage> answer) {
            answers.add(answer);
        }

        @Override
        public ChangesOnly open(MailboxId mailbox) {
            sessions.incrementAndGet();
            return cursor -> {
                asked.add(mailbox);
                try {
                    return answers.take().get();
                } catch (InterruptedException stopped) {
                    throw new MailboxFailure.TryLater("stopped", Duration.ZERO, stopped);
                }
            };
        }
    }

    @TestConfiguration
    static class Scripting {

        @Bean
        Scripted scripted() {
            return new Scripted();
        }
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private MailboxId connected(String name) {
        User owner = bean(Users.class).add(name, name, name + "@seller.example", User.Role.REP);
        return bean(Mailboxes.class).add(owner, "scripted", name + "@seller.example").orElseThrow();
    }

    private MailboxState state(MailboxId mailbox) {
        return bean(Mailboxes.class).find(mailbox).orElseThrow();
    }

    private Scripted scripted() {
        return bean(Scripted.class);
    }

    private void wake(MailboxId mailbox) {
        bean(MailboxSchedule.class).wake(mailbox);
    }

    private static void waitUntil(BooleanSupplier done) throws InterruptedException {
        long late = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(late);
            Thread.sleep(20);
        }
    }

    /** No run is going on, and none begins before something wakes the mailbox. */
    private void isAtRest(MailboxId mailbox) throws InterruptedException {
        waitUntil(() -> bean(JdbcClient.class).sql("""
                select not exists (select from scheduled_tasks
                                    where task_name = 'mailbox' and task_instance = :mailbox
                                      and (picked or execution_time < now() + interval '10 seconds'))
                   and not (select wanted from mailbox where mailbox_id = :id)
                """).param("mailbox", mailbox.toString()).param("id", mailbox.value()).query(Boolean.class).single());
        assertThat(scripted().asked).isEmpty();
    }

    /** A mailbox of this person's, which waits for an answer of its provider. */
    private MailboxId isBeingRead(String person) throws InterruptedException {
        MailboxId mailbox = connected(person);
        wake(mailbox);
        scripted().waitsForAnAnswer(mailbox);
        return mailbox;
    }

    private void isReadOnceMore(MailboxId mailbox) throws InterruptedException {
        scripted().waitsForAnAnswer(mailbox);
        scripted().answers(NOTHING_NEW);
        isAtRest(mailbox);
    }

    @Test
    void whatIsToldWhileTheMailboxIsBeingReadIsReadOnceMoreAndNoOftener() throws InterruptedException {
        MailboxId mailbox = isBeingRead("anna");

        wake(mailbox);
        wake(mailbox);
        scripted().answers(NOTHING_NEW);

        isReadOnceMore(mailbox);
    }

    @Test
    void whatIsToldWhileHistoryIsBeingReadIsLookedForBeforeTheRestOfIt() throws InterruptedException {
        Scripted scripted = scripted();
        MailboxId mailbox = isBeingRead("emil");
        int before = scripted.sessions.get();

        wake(mailbox);
        scripted.answers(() -> new ChangePage(List.of(), new Cursor("scripted", 1, "0"), true, 50, List.of()));
        scripted.waitsForAnAnswer(mailbox);

        assertThat(scripted.sessions.get()).as("what came is found by a new session").isEqualTo(before + 1);
        scripted.answers(NOTHING_NEW);
        isAtRest(mailbox);
    }

    @Test
    void aPauseThatWeMakeBecauseOfHistoryIsNotKeptFromNews() throws InterruptedException {
        Scripted scripted = scripted();
        MailboxId mailbox = isBeingRead("fanny");
        scripted.answers(() -> {
            throw MailboxFailure.TryLater.allowanceSpent("Enough for now.", Duration.ofHours(2));
        });
        isAtRest(mailbox);

        wake(mailbox);

        scripted.waitsForAnAnswer(mailbox);
        scripted.answers(NOTHING_NEW);
        isAtRest(mailbox);
    }

    @Test
    void aMailboxThatIsResumedWhileItsLastRunEndsIsReadAgain() throws InterruptedException {
        MailboxId mailbox = isBeingRead("ben");
        bean(MailboxConnections.class).pause(mailbox);
        bean(MailboxConnections.class).resume(mailbox);
        scripted().answers(NOTHING_NEW);

        isReadOnceMore(mailbox);
    }

    @Test
    void aPauseThatTheProviderAskedForIsKeptWhateverHappens() throws InterruptedException {
        MailboxId mailbox = isBeingRead("carla");
        scripted().answers(() -> {
            throw new MailboxFailure.TryLater("Slower.", Duration.ofHours(2), null);
        });
        isAtRest(mailbox);

        for (int i = 0; i < 5; i++) {
            wake(mailbox);
        }

        isAtRest(mailbox);
        assertThat(state(mailbox).restsUntil()).isPresent();
    }

    @Test
    void whoWasRefusedIsTriedAgainOnlyWhenSomebodySaysSo() throws InterruptedException {
        MailboxId mailbox = isBeingRead("dora");
        scripted().answers(() -> {
            throw new MailboxFailure.SignInAgain("Wrong password.", null);
        });
        isAtRest(mailbox);

        wake(mailbox);
        isAtRest(mailbox);
        bean(MailboxConnections.class).readNow(mailbox);

        isReadOnceMore(mailbox);
        assertThat(state(mailbox).needsSignIn()).isFalse();
    }
}
