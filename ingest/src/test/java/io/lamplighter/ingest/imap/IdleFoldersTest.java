// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.ForwardClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One IDLE watches one folder; what is sent, and what rules file away, is noticed all the same. */
class IdleFoldersTest {

    private static final MailboxId ANNA = new MailboxId(1);
    private static final String INBOX = "* LIST (\\HasNoChildren) \"/\" INBOX";
    private static final String SENT = "* LIST (\\Sent) \"/\" \"Sent Items\"";
    private static final String DEALS = "* LIST () \"/\" Deals";
    private static final ImapIdle.Pace PATIENT = pace(Duration.ofMinutes(1));
    private static final ImapIdle.Pace HASTY = pace(Duration.ofMillis(20));

    private final ScriptedImap server = new ScriptedImap();
    private final Semaphore told = new Semaphore(0);
    private final AtomicLong millis = new AtomicLong();
    /** It is time to look at the others after every wait. */
    private final ForwardClock hurrying = () -> millis.addAndGet(10);
    private final ImapConnector connector = new ImapConnector(id -> {
        ImapAccount some = server.account();
        return new ImapAccount(some.host(), some.port(), some.security(), some.user(), some.signIn(),
                List.of(ImapAccount.ALL_FOLDERS), FolderChoice.NONE, Instant.EPOCH, false);
    }, Clock.systemUTC());

    private static ImapIdle.Pace pace(Duration lookEvery) {
        return new ImapIdle.Pace(Duration.ofMinutes(20), Duration.ofSeconds(20), Duration.ofMillis(10),
                Duration.ofMillis(40), lookEvery);
    }

    IdleFoldersTest() {
        server.answers("LIST", INBOX, SENT, "% OK done");
        server.answers("STATUS", sent(3), "% OK done");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String sent(int messages) {
        return "* STATUS \"Sent Items\" (MESSAGES " + messages + " UIDNEXT " + (messages + 1) + " UIDVALIDITY 9)";
    }

    private static String deals(int messages) {
        return "* STATUS Deals (MESSAGES " + messages + " UIDNEXT " + (messages + 1) + " UIDVALIDITY 9)";
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
    void saysWhenSomethingWasSent() throws InterruptedException {
        try (ImapIdle idle = ImapIdle.watch(connector, ANNA, told::release, HASTY, hurrying)) {
            begins();
            server.awaits("STATUS", 3);
            assertThat(told.availablePermits()).isZero();
            server.answers("STATUS", sent(4), "% OK done");

            assertThat(isTold()).isTrue();
            assertThat(server.heard("LOGIN")).isEqualTo(1);
            assertThat(idle.state()).isEqualTo(ImapIdle.State.WATCHING);
        }
    }

    @Test
    void asksForAllFoldersInOneCommandWhereTheServerCan() throws InterruptedException {
        server.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 IDLE LIST-EXTENDED LIST-STATUS", "% OK done");
        server.answers("LIST", INBOX, SENT, DEALS, sent(3), deals(7), "% OK done");

        try (ImapIdle idle = ImapIdle.watch(connector, ANNA, told::release, HASTY, hurrying)) {
            begins();
            server.answers("LIST", INBOX, SENT, DEALS, sent(3), deals(8), "% OK done");

            assertThat(isTold()).isTrue();
            assertThat(server.heard("STATUS")).isZero();
            assertThat(server.heard()).contains(
                    "LIST \"\" (\"Sent Items\" Deals) RETURN (STATUS (MESSAGES UIDNEXT UIDVALIDITY))");
        }
    }

    @Test
    void asksOneByOneWhereTheServerPromisedMoreThanItKeeps() throws InterruptedException {
        server.answers("CAPABILITY", "* CAPABILITY IMAP4rev1 IDLE LIST-EXTENDED LIST-STATUS", "% OK done");
        server.answers("LIST", INBOX, SENT, DEALS, "% OK done").then("LIST", INBOX, SENT, DEALS, "% OK done")
                .then("LIST", "% BAD what?");

        try (ImapIdle idle = ImapIdle.watch(connector, ANNA, told::release, HASTY, hurrying)) {
            begins();
            server.awaits("STATUS", 4);
            server.answers("STATUS", sent(4), "% OK done");

            assertThat(isTold()).isTrue();
            assertThat(server.heard("LOGIN")).isEqualTo(1);
        }
    }

    @Test
    void whatComesToTheInboxMeanwhileIsNotMissed() throws InterruptedException {
        try (ImapIdle idle = ImapIdle.watch(connector, ANNA, told::release, HASTY, hurrying)) {
            begins();
            server.answers("STATUS", "* 9 EXISTS", sent(3), "% OK done").then("STATUS", sent(3), "% OK done");

            assertThat(isTold()).isTrue();
        }
    }

    @Test
    void aFolderThatCannotBeAskedAboutDisturbsNothing() throws InterruptedException {
        server.answers("STATUS", "% NO [NOPERM] no");

        try (ImapIdle idle = ImapIdle.watch(connector, ANNA, told::release, HASTY, hurrying)) {
            begins();
            server.awaits("STATUS", 3);

            assertThat(server.heard("LOGIN")).isEqualTo(1);
            assertThat(idle.state()).isEqualTo(ImapIdle.State.WATCHING);
        }
    }

    @Test
    void aLivelyInboxDoesNotMakeTheOthersBeAskedMoreOften() throws InterruptedException {
        try (ImapIdle idle = ImapIdle.watch(connector, ANNA, told::release, PATIENT, millis::get)) {
            begins();
            for (int i = 1; i <= 3; i++) {
                server.says("* " + i + " EXISTS");
                server.awaits("IDLE", i + 1);
            }
            long before = server.heard("STATUS");
            millis.addAndGet(Duration.ofMinutes(1).toMillis());
            server.says("* 4 EXISTS");
            server.awaits("IDLE", 5);

            assertThat(before).isEqualTo(1);
            assertThat(server.heard("STATUS")).isEqualTo(2);
        }
    }

    @Test
    void aFolderThatIsMadeLaterIsLookedAtToo() throws InterruptedException {
        try (ImapIdle idle = ImapIdle.watch(connector, ANNA, told::release, PATIENT, millis::get)) {
            begins();
            server.answers("LIST", INBOX, SENT, DEALS, "% OK done");
            millis.addAndGet(Duration.ofMinutes(20).toMillis());
            server.says("* 1 EXISTS");
            server.awaits("IDLE", 2);

            assertThat(server.heard()).contains("STATUS Deals (MESSAGES UIDNEXT UIDVALIDITY)");
        }
    }
}
