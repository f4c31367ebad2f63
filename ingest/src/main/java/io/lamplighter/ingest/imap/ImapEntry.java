// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * The way in: finds the server, connects to it and signs in.
 *
 * @param answersWithin how long to wait for anything from the server
 */
record ImapEntry(HostLookup hosts, Optional<Tokens> tokens, Duration answersWithin) {

    private static final String CONNECT_TIMEOUT_MILLIS = "20000";
    private static final String WRITE_TIMEOUT_MILLIS = "120000";

    /** One thread guards the writes of all connections; by default each would have its own. */
    private static final ScheduledExecutorService GUARD = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("imap-write-guard").factory());

    /** Where the tokens of one mailbox come from. */
    record Tokens(AccessTokens source, MailboxId mailbox) {}

    ImapConnection connect(ImapAccount account) {
        try {
            List<InetAddress> addresses = hosts.addresses(account.host());
            refuseToLeakTheSecret(account, addresses);
            PinnedSockets sockets = new PinnedSockets(addresses.getFirst());
            Session session = Session.getInstance(properties(account, sockets));
            IMAPStore store = store(session, account);
            signIn(store, account);
            introduced(store, account);
            return new ImapConnection(account, store, sockets);
        } catch (UnknownHostException unknown) {
            throw ImapFailures.noSuchServer(account, unknown);
        } catch (MessagingException failure) {
            throw ImapFailures.of(failure, account);
        }
    }

    private static IMAPStore store(Session session, ImapAccount account) throws MessagingException {
        return account.signIn() instanceof SignIn.Token
                ? new TokenStore(session, protocol(account), account.security() == ImapAccount.Security.TLS)
                : (IMAPStore) session.getStore(protocol(account));
    }

    private void signIn(IMAPStore store, ImapAccount account) throws MessagingException {
        switch (account.signIn()) {
            case SignIn.Password password -> store.connect(account.host(), account.port(), account.user(),
                    password.password());
            case SignIn.Token token -> byToken(store, account);
        }
    }

    /** A token may end before its time; a second one is asked for once, then a person has to act. */
    private void byToken(IMAPStore store, ImapAccount account) throws MessagingException {
        Tokens from = tokens.orElseThrow(() -> new MailboxFailure.ChangeSettings(
                "This mailbox signs in by token, but there is none. Connect it again.", null));
        String token = from.source().current(from.mailbox());
        try {
            store.connect(account.host(), account.port(), account.user(), token);
        } catch (AuthenticationFailedException refused) {
            if (SignInRefusals.kind(String.valueOf(refused.getMessage())).isPresent()) {
                throw refused;
            }
            from.source().refused(from.mailbox(), token);
            String another = from.source().current(from.mailbox());
            if (another.equals(token)) {
                throw refused;
            }
            store.connect(account.host(), account.port(), account.user(), another);
        }
    }

    private static void introduced(IMAPStore store, ImapAccount account) throws MessagingException {
        try {
            introduce(store, account);
        } catch (MessagingException refused) {
            store.close();
            throw refused;
        }
    }

    /** NetEase opens no folder for a program that did not say its name (RFC 2971): "Unsafe Login". */
    private static void introduce(IMAPStore store, ImapAccount account) throws MessagingException {
        if (account.host().matches("(?i).*\\.(163|126|188)\\.com|.*\\.yeah\\.net") && store.hasCapability("ID")) {
            store.id(Map.of("name", "Lamplighter"));
        }
    }

    private static String protocol(ImapAccount account) {
        return account.security() == ImapAccount.Security.TLS ? "imaps" : "imap";
    }

    private Properties properties(ImapAccount account, PinnedSockets sockets) {
        String prefix = "mail." + protocol(account) + ".";
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", CONNECT_TIMEOUT_MILLIS);
        properties.setProperty(prefix + "timeout", Long.toString(answersWithin.toMillis()));
        properties.setProperty(prefix + "writetimeout", WRITE_TIMEOUT_MILLIS);
        properties.put(prefix + "executor.writetimeout", GUARD);
        properties.put(prefix + "socketFactory", sockets);
        // Without this a failure would be followed by a connection to wherever the name leads.
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (account.security() == ImapAccount.Security.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        if (account.signIn() instanceof SignIn.Token) {
            properties.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
        }
        return properties;
    }

    private static void refuseToLeakTheSecret(ImapAccount account, List<InetAddress> addresses) {
        if (account.security() == ImapAccount.Security.PLAIN && !account.plainAllowed()
                && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            throw new MailboxFailure.ChangeSettings(
                    "The password of " + account.user() + " would travel unencrypted to "
                            + account.host() + ". Choose TLS or STARTTLS, or allow plain connections for this mailbox.",
                    null);
        }
    }
}
