// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.crm.directory.OurAddresses;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which mailboxes are somebody's own, and which may become so without an administrator. */
public final class OwnMailboxes {

    private final Mailboxes mailboxes;
    private final OurAddresses ours;
    private final Users users;

    public OwnMailboxes(Mailboxes mailboxes, OurAddresses ours, Users users) {
        this.mailboxes = mailboxes;
        this.ours = ours;
        this.users = users;
    }

    public List<MailboxState> of(User user) {
        return mailboxes.of(user.id());
    }

    /** Empty for one that is somebody else's, as for one that is not there. */
    public Optional<MailboxState> find(long mailbox, User user) {
        return mailboxes.find(new MailboxId(mailbox)).filter(m -> m.owner().equals(user.id()));
    }

    MailboxState own(String id, User user) {
        return find(NotFound.id(id), user).orElseThrow(NotFound::new);
    }

    /** The same for whoever may sign a mailbox in: its owner and administrators. */
    MailboxState toSignIn(String id, User user) {
        return mailboxes.find(new MailboxId(NotFound.id(id)))
                .filter(m -> user.role() == User.Role.ADMIN || m.owner().equals(user.id()))
                .orElseThrow(NotFound::new);
    }

    /**
     * Why an address cannot be connected by this person. A mailbox makes its domain one of ours and its mail outbound, and over IMAP
     * nobody proves that an address is theirs: so it has to be the own one, or a further one in a domain that is ours already.
     *
     * @return empty where it can
     */
    public Optional<String> problem(String address, User user) {
        String wanted = address.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals(user.email())) {
            return Optional.empty();
        }
        String domain = wanted.substring(wanted.lastIndexOf('@') + 1);
        boolean isOurs = ours.now().domains().stream().anyMatch(d -> domain.equals(d) || domain.endsWith("." + d));
        if (!isOurs) {
            return Optional.of(wanted + " is in no domain of ours. Connect " + user.email()
                    + ", or ask an administrator to connect this one for you.");
        }
        return users.byEmail(wanted).map(other -> wanted + " is the address of " + other.name() + ".");
    }
}
