// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.Copies;
import io.lamplighter.ingest.mailbox.FolderChoice;
import io.lamplighter.ingest.mailbox.FolderChoiceContract;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class ImapFolderChoiceTest implements FolderChoiceContract {

    private final ImapServer server = new ImapServer();
    private final Copies copies = new Copies();
    private ImapAccount account = server.account(ImapAccount.ALL_FOLDERS);
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
    public Copies copies() {
        return copies;
    }

    @Override
    public void chooses(FolderChoice choice) {
        account = new ImapAccount(account.host(), account.port(), account.security(), account.user(),
                account.signIn(), List.of(ImapAccount.ALL_FOLDERS), choice, Instant.EPOCH, false);
    }

    @Override
    public String creates(String name) {
        String dotted = name.replace('/', '.');
        server.createFolder(dotted);
        return dotted;
    }

    @Override
    public void arrivesIn(String folder, String subject) {
        server.storeSubject(folder.isEmpty() ? "INBOX" : folder, subject);
    }

    @Override
    public LocalDate since() {
        return LocalDate.EPOCH;
    }

    @Override
    public int daysCompared() {
        return 40_000;
    }
}
