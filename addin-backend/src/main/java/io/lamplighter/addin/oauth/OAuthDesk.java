// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.MailboxSchedule;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.addin.oauth.OAuthConnections.Connection;
import io.lamplighter.addin.oauth.OAuthConnections.Kind;
import io.lamplighter.addin.oauth.OAuthProvider.Use;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxEvents;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Connects mailboxes at providers that ask their owner: sends the owner there, and takes what comes back. */
public final class OAuthDesk {

    private final OAuthProviders providers;
    private final OAuthConnections connections;
    private final Consents consents;
    private final OAuthClient client;
    private final Books books;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** What is stored about mailboxes and their owners. */
    public record Books(Mailboxes mailboxes, Users users, MailboxEvents events, MailboxSchedule schedule) {}

    public OAuthDesk(JdbcClient jdbc, SecretBox box, OAuthProviders providers,
            OAuthConnections connections, Books books, TransactionTemplate transaction, Clock clock) {
        this.providers = providers;
        this.connections = connections;
        this.consents = new Consents(jdbc, box, clock);
        this.client = new OAuthClient(clock);
        this.books = books;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Somebody came back with something that is not to be believed, or with less than is needed. Nothing was stored. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Refused(String advice) {
            super(advice);
        }
    }

    /** @param isNew false where a mailbox that was there was connected again */
    public record Connected(MailboxId mailbox, String address, boolean isNew) {}

    /**
     * Where to send the user to consent.
     *
     * @param account whose consent it has to be; empty for whoever signs in
     */
    URI begin(OAuthProvider provider, Consents.Wish wish, Optional<String> account, String redirect) {
        return consents.begin(provider, wish, account, redirect);
    }

    /** Where to send whoever signs a mailbox in again, for no more than what was allowed before. */
    public URI beginAgain(OAuthProvider provider, MailboxState mailbox, String redirect) {
        OAuthConnections.Allowed allowed = connections.allowed(mailbox.id());
        return begin(provider, new Consents.Wish(mailbox.owner(), "", Optional.of(mailbox.id()), Instant.EPOCH,
                allowed.calendar(), allowed.transcripts()), Optional.of(mailbox.address()), redirect);
    }

    /**
     * @param user who was sent there
     * @throws Refused if the answer cannot be used
     * @throws MailboxFailure if the provider does not redeem the code
     */
    public Connected finish(String state, String code, UserId user, String redirect) {
        Consents.Begun begun = consents.take(state, user).orElseThrow(() -> new Refused(
                "This sign-in was begun by somebody else, was used already or took longer than ten minutes. Begin it again."));
        OAuthProvider provider = providers.named(begun.provider());
        OAuthTokens tokens = redeem(provider, code, begun.verifier(), redirect);
        Identity identity = Identity.read(tokens.identity(), provider.clientId()).orElseThrow(() -> new Refused(
                provider.label() + " did not say whose mailbox it is. Begin it again."));
        if (isOtherTenant(provider, identity)) {
            throw new Refused(
                    identity.address() + " belongs to another organisation than the one this installation is for.");
        }
        String granted = tokens.scopes().isEmpty()
                ? provider.scopes(begun.wish().calendar(), begun.wish().transcripts())
                : tokens.scopes();
        if (!provider.grants(granted, Use.MAIL)) {
            throw new Refused("Reading mail was not allowed. Begin again and leave the box for mail ticked.");
        }
        if (tokens.refresh().isEmpty()) {
            throw new Refused(provider.label()
                    + " gave no lasting right to read. Begin it again and consent when you are asked.");
        }
        Connection connection = new Connection(provider.name(), Kind.DELEGATED, identity.address(), List.of(),
                begun.wish().since(), begun.wish().calendar() && provider.grants(granted, Use.CALENDAR),
                begun.wish().transcripts() && provider.grants(granted, Use.TRANSCRIPTS));
        Connected connected = transaction.execute(status -> store(provider, connection, tokens, begun.wish()));
        books.schedule().wake(connected.mailbox());
        return connected;
    }

    /** The organisation by whose right a mailbox is read; empty where that is its owner's. */
    Optional<Organisation> readBy(MailboxId mailbox) {
        return connections.readBy(mailbox);
    }

    /** For who would sign in for a mailbox although that gives it nothing. */
    static String organisationReads(MailboxState mailbox, Organisation organisation) {
        return mailbox.address() + " is read by the right of " + organisation.name()
                + ". Nobody has to sign in for it; an administrator renews that right under Mailboxes.";
    }

    private OAuthTokens redeem(OAuthProvider provider, String code, String verifier, String redirect) {
        try {
            return client.exchange(provider, code, verifier, redirect);
        } catch (MailboxFailure.SignInAgain notGood) {
            // RFC 6749 §5.2 has one word for a code that has expired, was used before or was never given.
            throw new Refused(
                    "The sign-in at " + provider.label() + " has expired or was used before. Begin it again.");
        }
    }

    private static boolean isOtherTenant(OAuthProvider provider, Identity identity) {
        // A domain as tenant cannot be compared with the id in the token; the provider's own address keeps others out then.
        return provider.tenant().matches("[0-9a-fA-F-]{36}") && !provider.tenant().equalsIgnoreCase(identity.tenant());
    }

    private Connected store(OAuthProvider provider, Connection connection, OAuthTokens tokens, Consents.Wish wish) {
        Optional<MailboxState> there = books.mailboxes().byAddress(connection.account());
        if (wish.mailbox().isPresent() && there.filter(m -> m.id().equals(wish.mailbox().get())).isEmpty()) {
            throw new Refused("You signed in as " + connection.account()
                    + ", which is not the mailbox to be connected again. Sign in with its own account.");
        }
        if (there.isPresent()) {
            return again(provider, there.get(), connection, tokens, wish);
        }
        books.users().invite(Set.of(wish.owner().toLowerCase(Locale.ROOT)), added -> {});
        User owner = books.users().byEmail(wish.owner()).orElseThrow();
        MailboxId id = (owner.id().equals(wish.user())
                ? books.mailboxes().addByItsOwner(owner, provider.connector(), connection.account())
                : books.mailboxes().add(owner, provider.connector(), connection.account())).orElseThrow();
        connections.save(id, connection, tokens);
        books.mailboxes().await(id, true);
        books.events().add(id, MailboxEvents.Kind.CONNECTED, "", clock.instant());
        return new Connected(id, connection.account(), true);
    }

    private Connected again(OAuthProvider provider, MailboxState mailbox, Connection connection, OAuthTokens tokens,
            Consents.Wish wish) {
        readBy(mailbox.id()).ifPresent(organisation -> {
            throw new Refused(organisationReads(mailbox, organisation));
        });
        boolean other = wish.mailbox().isEmpty() && !mailbox.owner().equals(
                books.users().byEmail(wish.owner()).map(User::id).orElse(mailbox.owner()));
        if (!mailbox.connector().equals(provider.connector()) || other) {
            throw new Refused(connection.account() + " is connected already, "
                    + (other ? "as the mailbox of " + mailbox.ownerName() : "by " + mailbox.connector()) + ".");
        }
        connections.save(mailbox.id(), connection, tokens);
        books.mailboxes().reconnected(mailbox.id());
        books.events().add(mailbox.id(), MailboxEvents.Kind.RECONNECTED, "", clock.instant());
        return new Connected(mailbox.id(), connection.account(), false);
    }
}
