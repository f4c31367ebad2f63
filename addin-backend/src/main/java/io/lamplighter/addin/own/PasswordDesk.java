// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.addin.connect.ImapConnections;
import io.lamplighter.addin.connect.ImapForms;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.oauth.TokenMailboxes;
import io.lamplighter.addin.oauth.TokenSource;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.imap.SignIn;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs mailboxes in again that are read over IMAP: tried at the server first, then stored; position and ledger stay. */
public final class PasswordDesk {

    private final ImapConnections imap;
    private final MailboxConnections connections;
    private final TokenMailboxes tokens;

    public PasswordDesk(ImapConnections imap, MailboxConnections connections, TokenMailboxes tokens) {
        this.imap = imap;
        this.connections = connections;
        this.tokens = tokens;
    }

    /** Whether this is how it is signed in. */
    public boolean isFor(MailboxState mailbox) {
        return mailbox.connector().equals(ImapConnector.NAME);
    }

    private ImapAccount account(MailboxState mailbox) {
        return imap.withoutSecret(mailbox.id()).orElseGet(() -> new ImapAccount("", 993, ImapAccount.Security.TLS,
                mailbox.address(), "", List.of(ImapAccount.ALL_FOLDERS), false));
    }

    /** Where the form is, and where it leads. @param mayMove whether another server can be named there */
    record Place(String action, String back, boolean mayMove) {}

    /** @param refused why it was not taken; null before */
    PasswordView page(MailboxState mailbox, Place place, @Nullable MailboxFailure refused) {
        ImapAccount account = account(mailbox);
        boolean byToken = account.signIn() instanceof SignIn.Token;
        Optional<TokenSource> source = byToken ? tokens.source(mailbox.id()) : Optional.empty();
        return new PasswordView(place.action(), mailbox.address(), byToken,
                source.filter(s -> s.grant() == TokenSource.Grant.REFRESH_TOKEN).isPresent(),
                source.map(s -> s.endpoint().getHost() + ", as client " + s.clientId()).orElse(""),
                new ConnectForm.Fields("", mailbox.address(), account.host(), Integer.toString(account.port()),
                        account.security().name().toLowerCase(Locale.ROOT), account.user()),
                place.mayMove() && !byToken,
                refused == null ? null : ImapForms.refusal(account.host(), refused), place.back());
    }

    /**
     * @throws MailboxFailure if the server does not take it; nothing was changed
     */
    public void enter(MailboxState mailbox, PasswordRequest entered) {
        ImapAccount account = account(mailbox);
        if (!(account.signIn() instanceof SignIn.Token)) {
            connections.reconnect(mailbox.id(), entered.of(account));
        } else if (entered.secret().isEmpty() && entered.refresh().isEmpty()) {
            throw new MailboxFailure.ChangeSettings("Enter the new client secret or the new refresh token.", null);
        } else {
            tokens.renew(mailbox.id(), account, entered.secret(), entered.refresh());
        }
    }
}
