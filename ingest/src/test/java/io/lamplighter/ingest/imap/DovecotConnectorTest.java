// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxConnectorContract;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The contract against a server that does QRESYNC and IDLE as they should be. Another user for every test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DovecotConnectorTest implements MailboxConnectorContract {

    private final ImapConnector connector = new ImapConnector(id -> account(), Clock.systemUTC());
    private Dovecot server;
    private Dovecot.User user;
    private int users;

    @BeforeAll
    void start() {
        server = new Dovecot();
    }

    @BeforeEach
    void newUser() {
        user = server.user("rep" + users++ + "@seller.example");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private ImapAccount account() {
        return user.account();
    }

    @Override
    public MailboxConnector connector() {
        return connector;
    }

    @Override
    public void arrives(String subject) {
        user.arrives(subject);
    }

    @Override
    public void isDeleted(String subject) {
        user.isDeleted(subject);
    }

    @Override
    public int pageSize() {
        return OutlinePage.MOST;
    }

    @Test
    void namesWhatWasExpungedInsteadOfCounting() {
        for (int i = 1; i <= 5; i++) {
            arrives("message " + i);
        }
        Walk before = walkFrom(Cursor.start("imap"));
        isDeleted("message 2");
        isDeleted("message 4");
        arrives("news");

        Walk after = walkFrom(before.end());

        assertThat(after.subjects()).containsExactly("news");
        assertThat(after.changes()).contains(new Change.Vanished(before.sourceOf("message 2")),
                new Change.Vanished(before.sourceOf("message 4")))
                .noneMatch(Change.Remaining.class::isInstance).hasSize(3);
        assertThat(walkFrom(after.end()).changes()).isEmpty();
    }

    @Test
    void countsOnceAfterACursorThatKnewNoModSequences() {
        arrives("message 1");
        arrives("message 2");
        Walk before = walkFrom(Cursor.start("imap"));
        Cursor old = new Cursor("imap", 1, before.end().token().lines()
                .map(line -> line.substring(0, line.lastIndexOf(' '))).collect(Collectors.joining("\n")));
        isDeleted("message 1");

        Walk after = walkFrom(old);

        assertThat(after.changes()).singleElement().isInstanceOf(Change.Remaining.class);
        assertThat(after.stillThere(before.sources())).containsExactly(before.sourceOf("message 2"));
        assertThat(after.end().version()).isEqualTo(2);
        isDeleted("message 2");
        assertThat(walkFrom(after.end()).changes())
                .containsExactly(new Change.Vanished(before.sourceOf("message 2")));
    }

    @Test
    void isToldWhenSomethingComesOrGoes() throws InterruptedException {
        arrives("message 1");
        Semaphore told = new Semaphore(0);
        try (ImapIdle idle = ImapIdle.watch(connector, ANNA, told::release, ImapIdle.Pace.USUAL, () -> 0)) {
            assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).as("begins").isTrue();
            arrives("message 2");
            assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).as("came").isTrue();
            isDeleted("message 1");
            assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).as("went").isTrue();
        }
    }

    @Test
    void renewsItsIdleOnARealServer() throws InterruptedException {
        Semaphore told = new Semaphore(0);
        ImapIdle.Pace hasty = new ImapIdle.Pace(Duration.ofMillis(30), Duration.ofSeconds(20), Duration.ofSeconds(1),
                Duration.ofSeconds(1), Duration.ofMillis(30));
        try (ImapIdle idle = ImapIdle.watch(connector, ANNA, told::release, hasty,
                new AtomicLong()::incrementAndGet)) {
            for (int i = 0; i < 10; i++) {
                arrives("message " + i);
                assertThat(told.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(idle.state()).isEqualTo(ImapIdle.State.WATCHING);
        }
    }
}
