// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.ImapConnector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** Connects mailboxes, and changes how they are connected. */
public final class MailboxConnections {

    private final Mailboxes mailboxes;
    private final ImapConnections imap;
    private final Users users;
    private final MailboxSchedule schedule;
    private final TransactionTemplate transaction;

    public MailboxConnections(Mailboxes mailboxes, ImapConnections imap, Users users, MailboxSchedule schedule,
            TransactionTemplate transaction) {
        this.mailboxes = mailboxes;
        this.imap = imap;
        this.users = users;
        this.schedule = schedule;
        this.transaction = transaction;
    }

    /** A mailbox with this address is there already. */
    public static final class AlreadyConnected extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AlreadyConnected(String address) {
            super(address + " is connected already. Change its connection instead of adding it again.");
        }
    }

    /**
     * Connects a mailbox and begins to read it. The connection is tried first, so that what cannot work is never stored.
     *
     * @param address whose mail it is; decides direction
     * @param owner the email address of the user it belongs to; somebody unknown becomes a rep who cannot sign in yet
     * @throws io.lamplighter.ingest.mailbox.MailboxFailure if the mailbox cannot be read as it is described
     * @throws AlreadyConnected if it is there already
     */
    public MailboxId connect(String address, String owner, ImapAccount account) {
        ImapConnector.test(account);
        MailboxId mailbox = transaction.execute(status -> {
            users.invite(Set.of(owner.toLowerCase(Locale.ROOT)), added -> {});
            User user = users.byEmail(owner).orElseThrow();
            Optional<MailboxId> added = mailboxes.add(user, ImapConnector.NAME, address);
            MailboxId id = added.orElseThrow(() -> new AlreadyConnected(address));
            imap.save(id, account);
            return id;
        });
        schedule.wake(mailbox);
        return mailbox;
    }

    /** Tries a connection without storing anything; returns the folders that would be read. */
    public List<String> test(ImapAccount account) {
        return ImapConnector.test(account);
    }

    /** Replaces the settings of a mailbox and goes on reading where it stopped. */
    public void reconnect(MailboxId mailbox, ImapAccount account) {
        ImapConnector.test(account);
        transaction.executeWithoutResult(status -> {
            imap.save(mailbox, account);
            mailboxes.reconnected(mailbox);
        });
        schedule.wake(mailbox);
    }

    public void pause(MailboxId mailbox) {
        mailboxes.pause(mailbox, true);
    }

    public void resume(MailboxId mailbox) {
        mailboxes.pause(mailbox, false);
        schedule.wake(mailbox);
    }

    /** Reads the mailbox as soon as possible instead of at its next turn. */
    public void readNow(MailboxId mailbox) {
        schedule.wake(mailbox);
    }
}
