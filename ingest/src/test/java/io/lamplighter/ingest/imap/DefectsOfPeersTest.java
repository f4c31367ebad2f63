// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mailbox.Copies;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import jakarta.mail.Flags;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has gone wrong in other programs that read IMAP, by the number of the list it is on. */
class DefectsOfPeersTest {

    private static final MailboxId ANNA = new MailboxId(1);

    private final ImapServer server = new ImapServer();
    private final Copies copies = new Copies();
    private final ImapConnector connector = new ImapConnector(id -> server.account(ImapAccount.ALL_FOLDERS),
            Clock.systemUTC());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void row1TheCursorDoesNotMovePastAMessageThatFailed() {
        try (FaultyImap proxy = new FaultyImap(server.port())) {
            server.storeSubject("INBOX", "one");
            server.storeSubject("INBOX", "two");
            proxy.suffers(ImapFault.refusing(2, "UID FETCH", "NO [LIMIT] Try again later"));
            run(proxy);
            Cursor afterOne = copies.position(ANNA, "imap");
            run(proxy);
            List<String> meanwhile = copies.subjects();

            run(proxy);

            assertThat(afterOne.isStart()).isTrue();
            assertThat(meanwhile).isEmpty();
            assertThat(copies.subjects()).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void row2AMessageWithoutMessageIdIsStoredOnce() {
        String mime = "From: Helen <helen@buyer.example>\r\nSubject: No id\r\n\r\nHello.\r\n";
        server.createFolder("Deals");
        server.store("Deals", mime);
        run();
        server.recreateFolder("Deals");
        server.store("Deals", mime);

        run();

        assertThat(copies.subjects()).containsExactly("No id");
    }

    @Test
    void row5ARunThatIsRefusedIsMadeUpForByTheNextFromTheStoredCursor() {
        try (FaultyImap proxy = new FaultyImap(server.port())) {
            server.storeSubject("INBOX", "before");
            run(proxy);
            Cursor before = copies.position(ANNA, "imap");
            server.storeSubject("INBOX", "in the storm");
            proxy.suffers(ImapFault.greeting(1, "* BYE Too many simultaneous connections. (Failure)"));
            run(proxy);
            Cursor after = copies.position(ANNA, "imap");

            run(proxy);

            assertThat(after).isEqualTo(before);
            assertThat(copies.subjects()).containsExactlyInAnyOrder("before", "in the storm");
        }
    }

    @Test
    void row6WhatArrivesWhileTheFirstReadLastsIsNotMissed() {
        for (int i = 1; i <= 2 * OutlinePage.MOST; i++) {
            server.storeSubject("INBOX", "old " + i);
        }
        int[] pages = {0};
        sync(connector).run(ANNA, () -> {
            if (++pages[0] == 2) {
                server.storeSubject("INBOX", "while it lasted");
                server.store("INBOX", Instant.parse("2020-01-01T00:00:00Z"), "imported from long ago");
            }
            return true;
        });

        run();

        assertThat(copies.subjects()).hasSize(2 * OutlinePage.MOST + 2)
                .contains("while it lasted", "imported from long ago").doesNotHaveDuplicates();
    }

    @Test
    void row4AfterAFolderWasMadeAnewEverythingInItIsReadAndNothingBegunFromNow() {
        server.createFolder("Deals");
        server.storeSubject("Deals", "before");
        run();
        server.recreateFolder("Deals");
        server.storeSubject("Deals", "while the old place was lost");

        run();

        assertThat(copies.subjects()).containsExactly("while the old place was lost");
    }

    @Test
    void row4AFolderMadeAnewWhileItWasBeingReadAgainLeavesNothingBehind() {
        server.createFolder("Deals");
        server.storeSubject("Deals", "first");
        run();
        server.recreateFolder("Deals");
        server.storeSubject("Deals", "second");
        int[] pages = {1};
        run(() -> pages[0]-- > 0);
        server.recreateFolder("Deals");
        server.storeSubject("Deals", "third");

        run();

        assertThat(copies.subjects()).containsExactly("third");
    }

    @Test
    void row12ReadingMarksNothing() {
        server.storeSubject("INBOX", "unread by its owner");

        run();

        assertThat(server.flags("INBOX")).noneMatch(flags -> flags.contains(Flags.Flag.SEEN));
    }

    @Test
    void row15ARuleThatFilesMailAwayBeforeWeLookDoesNotHideIt() {
        server.createFolder("Filed by a rule");
        server.storeSubject("Filed by a rule", "from the buyer");

        run();

        assertThat(copies.subjects()).containsExactly("from the buyer");
    }

    private void run() {
        run(() -> true);
    }

    private void run(BooleanSupplier goOn) {
        sync(connector).run(ANNA, goOn);
    }

    private void run(FaultyImap proxy) {
        ImapAccount account = new ImapAccount("127.0.0.1", proxy.port(), ImapAccount.Security.PLAIN, ImapServer.USER,
                ImapServer.PASSWORD, List.of(), false);
        sync(new ImapConnector(id -> account, Clock.systemUTC())).run(ANNA, () -> true);
    }

    private MailboxSync sync(ImapConnector of) {
        return new MailboxSync(of,
                new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()))::read, copies);
    }
}
