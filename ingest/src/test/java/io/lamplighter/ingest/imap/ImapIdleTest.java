// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImapIdleTest {

    private static final MailboxId ANNA = new MailboxId(1);
    private static final ImapIdle.Pace PATIENT = new ImapIdle.Pace(Duration.ofMinutes(20), Duration.ofSeconds(20),
            Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMinutes(1));
    private static final ImapIdle.Pace HASTY = new ImapIdle.Pace(Duration.ofMillis(50), Duration.ofMillis(200),
            Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMillis(20));

    private final ScriptedImap server = new ScriptedImap();
    private final Semaphore told = new Semaphore(0);
    private final AtomicLong millis = new AtomicLong();
    private final ImapConnector connector = new ImapConnector(id -> server.account(), Clock.systemUTC());

    @AfterEach
    void stop() {
        server.close();
    }

    private ImapIdle watch(ImapIdle.Pace pace) {
        return ImapIdle.watch(connector, ANNA, told::release, pace, () -> millis.addAndGet(10));
    }

    private boolean isTold() throws InterruptedException {
        return told.tryAcquire(20, TimeUnit.SECONDS);
    }

    /** Until the server waits in an IDLE and what is told for the beginning was told. */
    private void begins() throws InterruptedException {
        server.awaits("IDLE", 1);
        assertThat(isTold()).isTrue();
    }

    @Test
    void saysWhenSomethingCame() throws InterruptedException {
        try (ImapIdle idle = watch(PATIENT)) {
            begins();
            server.says("* 1 EXISTS");

            assertThat(isTold()).isTrue();
            assertThat(idle.state()).isEqualTo(ImapIdle.State.WATCHING);
            server.awaits("IDLE", 2);
        }
    }

    @Test
    void saysWhenSomethingWent() throws InterruptedException {
        try (ImapIdle idle = watch(PATIENT)) {
            begins();
            server.says("* 1 EXPUNGE");

            assertThat(isTold()).isTrue();
        }
    }

    @Test
    void isNotWokenByChatter() throws InterruptedException {
        try (ImapIdle idle = watch(PATIENT)) {
            begins();
            server.says("* OK Still here");
            server.says("* 1 FETCH (FLAGS (\\Seen))");
            server.says("* 2 EXISTS");

            assertThat(isTold()).isTrue();
            server.awaits("IDLE", 2);
            assertThat(told.availablePermits()).isZero();
        }
    }

    @Test
    void doesNotMissWhatCameBetweenTwoIdles() throws InterruptedException {
        server.answers("IDLE", "* 7 EXISTS", "+ idling").then("IDLE", "+ idling");

        try (ImapIdle idle = watch(PATIENT)) {
            begins();

            assertThat(isTold()).isTrue();
        }
    }

    @Test
    void renewsTheIdleInTime() throws InterruptedException {
        try (ImapIdle idle = watch(HASTY)) {
            server.awaits("IDLE", 4);

            assertThat(server.heard("DONE")).isGreaterThanOrEqualTo(3);
            assertThat(server.heard("LOGIN")).isEqualTo(1);
        }
    }

    @Test
    void connectsAgainWhenTheServerSaysByeInTheMiddle() throws InterruptedException {
        try (ImapIdle idle = watch(PATIENT)) {
            begins();
            server.says("* BYE Autologout; idle for too long");

            server.awaits("LOGIN", 2);
            assertThat(isTold()).isTrue();
        }
    }

    @Test
    void connectsAgainWhenTheConnectionBreaks() throws InterruptedException {
        try (ImapIdle idle = watch(PATIENT)) {
            begins();
            server.dropsEverybody();

            server.awaits("LOGIN", 2);
            assertThat(isTold()).isTrue();
        }
    }

    @Test
    void noticesThatNobodyIsAtTheOtherEndAnyMore() throws InterruptedException {
        try (ImapIdle idle = watch(HASTY)) {
            begins();
            server.fallsSilent();

            server.awaits("LOGIN", 2);
        }
    }

    @Test
    void leavesAServerWithoutIdleToPolling() throws InterruptedException {
        server.answers("CAPABILITY", "* CAPABILITY IMAP4rev1", "% OK done");

        try (ImapIdle idle = watch(PATIENT)) {
            while (idle.state() == ImapIdle.State.CONNECTING) {
                Thread.onSpinWait();
            }

            assertThat(idle.state()).isEqualTo(ImapIdle.State.NOT_OFFERED);
            assertThat(server.heard("IDLE")).isZero();
        }
    }

    @Test
    void triesARefusedPasswordOnce() {
        server.answers("LOGIN", "% NO [AUTHENTICATIONFAILED] no");

        try (ImapIdle idle = watch(PATIENT)) {
            while (idle.state() == ImapIdle.State.CONNECTING) {
                Thread.onSpinWait();
            }

            assertThat(idle.state()).isEqualTo(ImapIdle.State.REFUSED);
            assertThat(server.heard("LOGIN")).isEqualTo(1);
        }
    }

    @Test
    void opensTheFolderForReadingOnly() throws InterruptedException {
        try (ImapIdle idle = watch(PATIENT)) {
            begins();

            assertThat(server.heard("EXAMINE")).isEqualTo(1);
            assertThat(server.heard("SELECT")).isZero();
        }
    }

    @Test
    void endsWhenItIsClosed() throws InterruptedException {
        ImapIdle idle = watch(PATIENT);
        begins();
        idle.close();

        server.awaits("LOGOUT", 1);
        assertThat(told.availablePermits()).isZero();
        assertThat(idle.state()).isEqualTo(ImapIdle.State.CLOSED);
        assertThat(server.heard("LOGIN")).isEqualTo(1);
    }
}
