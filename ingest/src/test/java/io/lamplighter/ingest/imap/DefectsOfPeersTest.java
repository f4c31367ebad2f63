// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.OwnAddresses;
import io.lamplighter.ingest.mailbox.Copies;
import io.lamplighter.ingest.sync.InteractionReader;
import io.lamplighter.ingest.sync.MailboxSync;
import jakarta.mail.Flags;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has gone wrong in other programs that read IMAP, by the number of the list it is on. */
class DefectsOfPeersTest {

    private final ImapServer server = new ImapServer();
    private final Copies copies = new Copies();
    private final ImapConnector connector = new ImapConnector(id -> server.account(ImapAccount.ALL_FOLDERS));

    @AfterEach
    void stop() {
        server.close();
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
        new MailboxSync(connector,
                new InteractionReader(new OwnAddresses(Set.of("seller.example"), Set.of()))::read, copies)
                .run(new MailboxId(1), goOn);
    }
}
