// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.jspecify.annotations.Nullable;

/** Tells what to do after a failure: the only place where the words of IMAP servers are judged. */
final class ImapFailures {

    private static final int TLS_PORT = 993;
    private static final Set<SignInRefusals.Kind> SPOKEN_LATER = EnumSet.of(SignInRefusals.Kind.NO_MAILBOX,
            SignInRefusals.Kind.TOO_MANY_CONNECTIONS, SignInRefusals.Kind.UNENCRYPTED, SignInRefusals.Kind.BLOCKED);

    /** How servers say NO to everybody for a while, and not to this one request. */
    private static final List<String> PAUSES = List.of("throttl", "backoff", "[limit]", "[inuse]", "[unavailable]",
            "too many", "try again later", "server busy", "exceeded command or bandwidth");

    /** Exchange Online: Request is throttled. Suggested Backoff Time: 299934 milliseconds. */
    private static final Pattern SUGGESTED = Pattern.compile("(?i)backoff time:? *(\\d{1,9}) *milliseconds");

    private ImapFailures() {}

    static MailboxFailure of(MessagingException failure, ImapAccount account) {
        if (failure instanceof AuthenticationFailedException) {
            MailboxFailure refused = SignInRefusals.of(String.valueOf(failure.getMessage()), words(failure), account,
                    failure);
            return refused instanceof MailboxFailure.TryLater
                    ? new MailboxFailure.TryLater(refused.advice(), pause(failure), failure)
                    : refused;
        }
        String where = account.host() + ":" + account.port();
        SSLException tls = cause(failure, SSLException.class);
        if (tls != null) {
            return brokenTls(tls, failure, account);
        }
        if (cause(failure, ConnectException.class) != null || cause(failure, NoRouteToHostException.class) != null) {
            return new MailboxFailure.TryLater("Nothing answers at " + where
                    + ". Either the server is down or the port is another one (993 for TLS, 143 for STARTTLS).",
                    Duration.ZERO,
                    failure);
        }
        if (cause(failure, SocketTimeoutException.class) != null) {
            // Both sides wait: we for the greeting, a TLS port for the handshake.
            if (account.security() != ImapAccount.Security.TLS && account.port() == TLS_PORT) {
                return new MailboxFailure.ChangeSettings(where
                        + " answers nothing in plain text: this port speaks TLS from the start. Choose TLS.", failure);
            }
            return new MailboxFailure.TryLater(where + " did not answer in time.", Duration.ZERO, failure);
        }
        if (says(failure, "no login methods")) {
            return new MailboxFailure.ChangeSettings(where + (account.signIn() instanceof SignIn.Token
                    ? " takes no token: it offers neither XOAUTH2 nor OAUTHBEARER. Connect this mailbox with a password."
                    : " offers no way to sign in with a password. Connect this mailbox with a token."), failure);
        }
        if (says(failure, "starttls")) {
            return new MailboxFailure.ChangeSettings(
                    where + " does not offer STARTTLS. Choose TLS (usually port 993).", failure);
        }
        // Exchange says BAD, not NO, to whoever may sign in but has no mailbox here; others say BYE to one too many.
        if (SignInRefusals.kind(words(failure)).filter(SPOKEN_LATER::contains).isPresent()) {
            return SignInRefusals.of(words(failure), words(failure), account, failure);
        }
        if (isPause(failure)) {
            return new MailboxFailure.TryLater(where + " wants a pause: " + words(failure), pause(failure), failure);
        }
        return new MailboxFailure.TryLater(where + " ended the conversation: " + words(failure), Duration.ZERO,
                failure);
    }

    /** Whether the server would say the same to every other request now. */
    static boolean isPause(Exception refusal) {
        String said = String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
        return PAUSES.stream().anyMatch(said::contains);
    }

    private static Duration pause(Exception refusal) {
        Matcher suggested = SUGGESTED.matcher(String.valueOf(refusal.getMessage()));
        return suggested.find() ? Duration.ofMillis(Long.parseLong(suggested.group(1))) : Duration.ZERO;
    }

    static MailboxFailure noSuchServer(ImapAccount account, UnknownHostException unknown) {
        return new MailboxFailure.ChangeSettings(
                "There is no server named " + account.host() + ". Check its spelling.", unknown);
    }

    private static MailboxFailure brokenTls(SSLException tls, MessagingException failure, ImapAccount account) {
        String where = account.host() + ":" + account.port();
        String said = String.valueOf(tls.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("no name matching") || said.contains("no subject alternative")) {
            return new MailboxFailure.ChangeSettings("The certificate shown by " + where + " is not for the name "
                    + account.host() + ". Use the name the certificate is for.", failure);
        }
        if (cause(failure, CertificateExpiredException.class) != null) {
            return new MailboxFailure.ChangeSettings("The certificate shown by " + where
                    + " has expired. Whoever runs the server has to renew it.", failure);
        }
        if (said.contains("unable to find valid certification path") || said.contains("pkix")) {
            return new MailboxFailure.ChangeSettings("The certificate shown by " + where
                    + " is not signed by anybody this machine trusts. Whoever runs the server can install one that is, or this"
                    + " machine has to be told to trust it.", failure);
        }
        if (said.contains("plaintext connection") || said.contains("unrecognized ssl message")
                || said.contains("unsupported or unrecognized")) {
            return new MailboxFailure.ChangeSettings(
                    where + " does not speak TLS from the start. Choose STARTTLS, or the TLS port"
                            + " (usually 993).",
                    failure);
        }
        if (tls instanceof SSLHandshakeException) {
            return new MailboxFailure.ChangeSettings("No secure connection to " + where + ": " + tls.getMessage(),
                    failure);
        }
        return new MailboxFailure.TryLater("The secure connection to " + where + " broke.", Duration.ZERO, failure);
    }

    /** Whether the server understood the command and said {@code NO} to it, and will tomorrow. */
    static boolean isRefusal(MessagingException failure) {
        return cause(failure, CommandFailedException.class) != null && !isPause(failure);
    }

    private static boolean says(MessagingException failure, String words) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    /** The server's answer without tag, code and control characters: short enough for a page and a log line. */
    private static String words(MessagingException failure) {
        String said = String.valueOf(failure.getMessage()).replaceAll("^A\\d+ (NO|BAD) ", "")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip().replaceAll("\\.$", "");
        return said.length() > 200 ? said.substring(0, 200) + "…" : said;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
            Throwable next = at instanceof MessagingException m && m.getNextException() != null
                    ? m.getNextException()
                    : at.getCause();
            at = next;
        }
        return null;
    }
}
