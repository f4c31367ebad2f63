// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxConnector;
import io.lamplighter.ingest.mailbox.MailboxSession;
import java.util.List;

/**
 * Reads mailboxes over IMAP4rev1, never changing them: folders are opened with {@code EXAMINE} and bodies fetched with
 * {@code BODY.PEEK} (RFC 3501 §6.3.2, §6.4.5).
 *
 * <p>A run on a mailbox where nothing happened costs one login, one {@code STATUS} for each folder and a logout.
 */
public final class ImapConnector implements MailboxConnector {

    public static final String NAME = "imap";

    private final ImapAccounts accounts;

    public ImapConnector(ImapAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public MailboxSession open(MailboxId mailbox) {
        ImapAccount account = accounts.account(mailbox);
        return new ImapSession(ImapConnection.to(account), account);
    }

    /**
     * Signs in and lists the folders, to find out before a mailbox is saved whether it can be read.
     *
     * @return the folders that would be read
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure saying what is wrong and what to do
     */
    public static List<String> test(ImapAccount account) {
        try (ImapConnection connection = ImapConnection.to(account)) {
            return ImapFolders.chosen(connection.folders(), account).stream().map(ImapFolder::name).toList();
        }
    }
}
