// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxEvents.Kind;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.mailbox.AccessTokens;
import java.time.Clock;
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
    private final MailboxEvents events;
    private final Reconciliation reconciliation;
    private final MailboxSchedule schedule;
    private final MailboxRemoval removal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** Where it is written down. */
    public record Books(Mailboxes mailboxes, ImapConnections imap, Users users, MailboxEvents events,
            Reconciliation reconciliation) {}

    public MailboxConnections(Books books, MailboxSchedule schedule, MailboxRemoval removal,
            TransactionTemplate transaction, Clock clock) {
        this.mailboxes = books.mailboxes();
        this.imap = books.imap();
        this.users = books.users();
        this.events = books.events();
        this.reconciliation = books.reconciliation();
        this.schedule = schedule;
        this.removal = removal;
        this.transaction = transaction;
        this.clock = clock;
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
        MailboxId mailbox = connect(address, owner, account, false);
        schedule.wake(mailbox);
        return mailbox;
    }

    /** The same, but nothing is read until somebody has said how far back and of which folders. */
    public MailboxId connectAndAsk(String address, String owner, ImapAccount account) {
        return connect(address, owner, account, true);
    }

    private MailboxId connect(String address, String owner, ImapAccount account, boolean waiting) {
        imap.test(account);
        MailboxId mailbox = transaction.execute(status -> {
            users.invite(Set.of(owner.toLowerCase(Locale.ROOT)), added -> {});
            User user = users.byEmail(owner).orElseThrow();
            MailboxId id = store(address, user, account).orElseThrow(() -> new AlreadyConnected(address));
            mailboxes.await(id, waiting);
            return id;
        });
        return mailbox;
    }

    /**
     * Stores a mailbox whose connection was tried. To be called in a transaction, and followed by a wake of the mailbox when that
     * is over.
     *
     * @return empty where a mailbox with this address is there already
     */
    public Optional<MailboxId> store(String address, User owner, ImapAccount account) {
        Optional<MailboxId> added = mailboxes.add(owner, ImapConnector.NAME, address);
        added.ifPresent(id -> {
            imap.save(id, account);
            tell(id, Kind.CONNECTED);
        });
        return added;
    }

    /** The same for one that is there. To be called in a transaction. */
    public void replace(MailboxId mailbox, ImapAccount account) {
        imap.save(mailbox, account);
        mailboxes.reconnected(mailbox);
        tell(mailbox, Kind.RECONNECTED);
    }

    /** @param given the tokens of an account that signs in by token */
    public List<String> test(ImapAccount account, AccessTokens given) {
        return imap.test(account, given);
    }

    /** Tries a connection without storing anything; returns the folders that would be read. */
    public List<String> test(ImapAccount account) {
        return imap.test(account);
    }

    /** Replaces the settings of a mailbox and goes on reading where it stopped. */
    public void reconnect(MailboxId mailbox, ImapAccount account) {
        imap.test(account);
        transaction.executeWithoutResult(status -> {
            replace(mailbox, account);
        });
        schedule.wake(mailbox);
    }

    /** Gives the mailbox to another user. Returns whether there is such a user. */
    public boolean give(MailboxId mailbox, String owner) {
        Optional<User> user = users.byEmail(owner.strip());
        user.ifPresent(to -> {
            mailboxes.give(mailbox, to);
            events.add(mailbox, Kind.OWNER_CHANGED, to.name(), clock.instant());
        });
        return user.isPresent();
    }

    public void pause(MailboxId mailbox) {
        mailboxes.pause(mailbox, true);
        tell(mailbox, Kind.PAUSED);
    }

    public void resume(MailboxId mailbox) {
        mailboxes.pause(mailbox, false);
        tell(mailbox, Kind.RESUMED);
        schedule.wake(mailbox);
    }

    /** Compares the mailbox with its provider as soon as possible. */
    public void compare(MailboxId mailbox) {
        reconciliation.want(mailbox);
        schedule.wake(mailbox);
    }

    /** As {@link MailboxRemoval#remove} does. */
    public void remove(MailboxId mailbox, boolean erase) {
        removal.remove(mailbox, erase);
    }

    /** Reads the mailbox as soon as possible instead of at its next turn; also one that was refused, this once. */
    public void readNow(MailboxId mailbox) {
        mailboxes.tryAgain(mailbox);
        schedule.wake(mailbox);
    }

    private void tell(MailboxId mailbox, Kind kind) {
        events.add(mailbox, kind, "", clock.instant());
    }
}
