// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.ingest.Cursor;
import io.lamplighter.ingest.mailbox.Change;
import io.lamplighter.ingest.mailbox.ChangePage;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxConnectorContract;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.MailboxSession;
import jakarta.mail.Flags;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImapConnectorTest implements MailboxConnectorContract {

    private final ImapServer server = new ImapServer();
    private ImapAccount account = server.account();
    private final ImapConnector connector = new ImapConnector(id -> account, Clock.systemUTC());

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public MailboxConnector connector() {
        return connector;
    }

    @Override
    public void arrives(String subject) {
        server.storeSubject("INBOX", subject);
    }

    @Override
    public void isDeleted(String subject) {
        server.expunge("INBOX", subject);
    }

    @Override
    public int pageSize() {
        return OutlinePage.MOST;
    }

    @Test
    void changesNoFlag() {
        arrives("unread");
        arrives("also unread");

        walkFrom(Cursor.start("imap"));

        assertThat(server.flags("INBOX")).allSatisfy(flags -> {
            assertThat(flags.contains(Flags.Flag.SEEN)).isFalse();
            assertThat(flags.contains(Flags.Flag.RECENT))
                    .isEqualTo(server.flags("INBOX").getFirst().contains(Flags.Flag.RECENT));
            assertThat(flags.getUserFlags()).isEmpty();
        });
    }

    @Test
    void readsHistoryNewestFirst() {
        for (int i = 1; i <= OutlinePage.MOST + 1; i++) {
            arrives("message " + i);
        }

        Walk walk = walkFrom(Cursor.start("imap"));

        assertThat(walk.subjects()).startsWith("message " + (OutlinePage.MOST + 1), "message " + OutlinePage.MOST)
                .endsWith("message 2", "message 1");
    }

    @Test
    void readsWhatIsNewBeforeGoingOnWithHistory() {
        for (int i = 1; i <= 2 * OutlinePage.MOST; i++) {
            arrives("old " + i);
        }
        ChangePage first;
        try (MailboxSession session = connector.open(ANNA)) {
            first = session.changesAfter(Cursor.start("imap"));
        }
        arrives("new");

        Walk rest = walkFrom(first.next());

        assertThat(rest.subjects()).startsWith("new").hasSize(OutlinePage.MOST + 1);
    }

    @Test
    void readsInboxAndSentAndSaysWhichIsWhich() {
        server.createFolder("Sent");
        server.createFolder("Private");
        arrives("from the buyer");
        server.storeSubject("Sent", "from us");
        server.storeSubject("Private", "nobody's business");

        Walk walk = walkFrom(Cursor.start("imap"));

        assertThat(walk.appeared()).extracting(Change.Appeared::place)
                .containsExactlyInAnyOrder(Change.Place.RECEIVED, Change.Place.SENT);
    }

    @Test
    void readsTheFoldersThatWereChosen() {
        server.createFolder("Deals");
        account = server.account("INBOX", "Deals");
        arrives("in the inbox");
        server.storeSubject("Deals", "filed away by a rule");

        assertThat(walkFrom(Cursor.start("imap")).subjects()).containsExactlyInAnyOrder("in the inbox",
                "filed away by a rule");
    }

    @Test
    void goesOnWithoutAFolderThatVanishedAndSaysSo() {
        server.createFolder("Deals");
        account = server.account("INBOX", "Deals");
        server.storeSubject("Deals", "filed");
        Cursor end = walkFrom(Cursor.start("imap")).end();
        server.deleteFolder("Deals");
        arrives("after");

        try (MailboxSession session = connector.open(ANNA)) {
            ChangePage page = session.changesAfter(end);

            assertThat(page.changes()).hasSize(1);
            assertThat(page.notices())
                    .containsExactly("The folder Deals is no longer there. Choose the folders again.");
        }
    }

    @Test
    void readsEverythingAgainUnderANewUidValidityAndSweepsTheOld() {
        server.createFolder("Deals");
        account = server.account("Deals");
        server.storeSubject("Deals", "one");
        server.storeSubject("Deals", "two");
        Walk before = walkFrom(Cursor.start("imap"));
        server.recreateFolder("Deals");
        server.storeSubject("Deals", "two");

        Walk after = walkFrom(before.end());

        assertThat(after.subjects()).containsExactly("two");
        assertThat(after.stillThere(before.sources())).isEmpty();
    }

    @Test
    void leavesTheAttachmentsOfALargeMessageOnTheServer() {
        String file = Base64.getMimeEncoder().encodeToString(new byte[900_000]);
        server.store("INBOX", """
                From: Helen Marsh <helen@buyer.example>
                Subject: The plans
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b1"

                --b1
                Content-Type: text/plain; charset=utf-8

                Here are the plans, Anna.
                --b1
                Content-Type: application/pdf; name="plans.pdf"
                Content-Disposition: attachment; filename="plans.pdf"
                Content-Transfer-Encoding: base64

                %s
                --b1--
                """.formatted(file).replace("\n", "\r\n").replace("\r\r", "\r"));

        Change.Appeared message = walkFrom(Cursor.start("imap")).appeared().getFirst();

        String mime = new String(message.mime(), StandardCharsets.UTF_8);
        assertThat(mime).contains("Here are the plans, Anna.").contains("plans.pdf")
                .contains("X-Lamplighter-Omitted: ");
        assertThat(mime.length()).isLessThan(5_000);
    }

    @Test
    void saysThatThePasswordWasRefused() {
        account = new ImapAccount("127.0.0.1", account.port(), ImapAccount.Security.PLAIN, ImapServer.USER, "wrong",
                List.of(),
                false);

        assertThatExceptionOfType(MailboxFailure.SignInAgain.class).isThrownBy(() -> connector.open(ANNA))
                .withMessageContaining("127.0.0.1 refused the sign-in of anna@seller.example")
                .withMessageContaining("app password").withMessageNotContaining("wrong");
    }

    @Test
    void saysThatThereIsNoSuchServer() {
        account = new ImapAccount("mail.no-such-host.invalid", 993, ImapAccount.Security.TLS, ImapServer.USER, "secret",
                List.of(), false);

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> connector.open(ANNA))
                .withMessage("There is no server named mail.no-such-host.invalid. Check its spelling.");
    }

    @Test
    void saysThatNothingAnswersAtThePort() {
        account = new ImapAccount("127.0.0.1", 1, ImapAccount.Security.PLAIN, ImapServer.USER, "secret", List.of(),
                false);

        assertThatExceptionOfType(MailboxFailure.TryLater.class).isThrownBy(() -> connector.open(ANNA))
                .withMessageContaining("Nothing answers at 127.0.0.1:1");
    }

    @Test
    void sendsNoPasswordUnencryptedToAnotherMachine() {
        account = new ImapAccount("192.0.2.1", 143, ImapAccount.Security.PLAIN, ImapServer.USER, "secret", List.of(),
                false);

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> connector.open(ANNA))
                .withMessageContaining("would travel unencrypted to 192.0.2.1");
    }

    @Test
    void distrustsACertificateNobodySigned() {
        try (ImapServer tls = new ImapServer("imaps")) {
            account = new ImapAccount("127.0.0.1", tls.tlsPort(), ImapAccount.Security.TLS, ImapServer.USER, "secret",
                    List.of(),
                    false);

            assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> connector.open(ANNA))
                    .withMessageContaining("The certificate shown by 127.0.0.1");
        }
    }

    @Test
    void saysThatTheServerDoesNotSpeakTls() {
        account = new ImapAccount("127.0.0.1", account.port(), ImapAccount.Security.TLS, ImapServer.USER, "secret",
                List.of(),
                false);

        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> connector.open(ANNA))
                .withMessageContaining("does not speak TLS from the start");
    }

    @Test
    void startsOverWithACursorOfAnotherVersion() {
        assertThatExceptionOfType(MailboxFailure.StartOver.class)
                .isThrownBy(() -> walkFrom(new Cursor("imap", 99, "whatever")));
    }

    @Test
    void namesTheFoldersItWouldRead() {
        server.createFolder("Sent Items");

        assertThat(ImapConnector.test(account, HostLookup.ANYWHERE)).containsExactly("INBOX", "Sent Items");
    }
}
