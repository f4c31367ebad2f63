// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.imap.ImapAccount;
import io.lamplighter.ingest.imap.ImapConnector;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** Connects IMAP mailboxes that sign in with a token of a provider of one's own: tried first, then stored. */
public final class TokenMailboxes {

    private final TokenSources sources;
    private final MailboxConnections connections;
    private final Mailboxes mailboxes;
    private final Users users;
    private final MailboxSchedule schedule;
    private final TransactionTemplate transaction;

    public TokenMailboxes(TokenSources sources, MailboxConnections connections, Mailboxes mailboxes, Users users,
            MailboxSchedule schedule, TransactionTemplate transaction) {
        this.sources = sources;
        this.connections = connections;
        this.mailboxes = mailboxes;
        this.users = users;
        this.schedule = schedule;
        this.transaction = transaction;
    }

    private record Opened(OAuthTokens first, List<String> folders) {}

    private Opened open(ImapAccount account, TokenSource source) {
        OAuthTokens first = sources.first(source);
        return new Opened(first, connections.test(account, new AccessTokens() {
            @Override
            public String current(MailboxId mailbox) {
                return first.access();
            }

            @Override
            public void refused(MailboxId mailbox, String token) {
                // There is no other: what was just given and is refused stays refused.
            }
        }));
    }

    /**
     * Connects a mailbox, or gives one of the same address another right where it waits for that. Of a new one nothing is read until
     * somebody has said how far back.
     *
     * @param owner email address of whose it is; somebody unknown becomes a rep who cannot sign in yet
     * @throws MailboxFailure if it cannot be read as it is described; nothing was stored
     * @throws OAuthDesk.Refused if it is connected already and works
     */
    public MailboxState connect(String address, String owner, ImapAccount account, TokenSource source) {
        Optional<MailboxState> there = mailboxes.byAddress(address);
        if (there.filter(m -> !m.connector().equals(ImapConnector.NAME) || !m.needsSignIn()).isPresent()) {
            throw new OAuthDesk.Refused(address + " is connected already.");
        }
        Opened opened = open(account, source);
        MailboxId connected = transaction.execute(status -> {
            MailboxId id = there.map(mailbox -> {
                connections.replace(mailbox.id(), account);
                return mailbox.id();
            }).orElseGet(() -> added(address, owner, account));
            sources.save(id, source, opened.first());
            return id;
        });
        if (connected == null) {
            throw new IllegalStateException("a transaction without a mailbox");
        }
        schedule.wake(connected);
        return mailboxes.find(connected).orElseThrow();
    }

    private MailboxId added(String address, String owner, ImapAccount account) {
        MailboxId added = connections.store(address, owner(owner), account).orElseThrow(
                () -> new OAuthDesk.Refused(address + " is connected already."));
        mailboxes.await(added, true);
        return added;
    }

    /** Where its tokens come from; empty for one that does not sign in by token. */
    public Optional<TokenSource> source(MailboxId mailbox) {
        return sources.find(mailbox);
    }

    /**
     * Gives a mailbox another right, after trying it; nothing else about it changes, and reading goes on where it stopped.
     *
     * @param secret of the client; empty for the one there is
     * @param refreshToken empty for the one there is
     * @throws MailboxFailure if it cannot be read with that; nothing was stored
     */
    public void renew(MailboxId mailbox, ImapAccount account, String secret, String refreshToken) {
        TokenSource source = sources.find(mailbox).orElseThrow(() -> new MailboxFailure.ChangeSettings(
                "This mailbox signs in by token, but nobody gives it one. Connect it again.", null))
                .with(secret, refreshToken);
        Opened opened = open(account, source);
        transaction.executeWithoutResult(status -> {
            connections.replace(mailbox, account);
            sources.save(mailbox, source, opened.first());
        });
        schedule.wake(mailbox);
    }

    private User owner(String email) {
        users.invite(Set.of(email.toLowerCase(Locale.ROOT)), added -> {});
        return users.byEmail(email).orElseThrow();
    }

    /** Tries it without storing anything. A refresh token that is good for one use only is used up by that. */
    public List<String> test(ImapAccount account, TokenSource source) {
        return open(account, source).folders();
    }
}
