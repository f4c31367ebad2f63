// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.mailbox.Causes;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Tells what to do after a failure: the only place where Microsoft's answers are judged. */
final class GraphFailures {

    /** Where a throttled answer does not say how long. */
    private static final Duration BRIEFLY = Duration.ofSeconds(10);

    private GraphFailures() {}

    static MailboxFailure of(GraphException failure, GraphAccount account) {
        String name = account.name();
        if (failure.status() == 0) {
            return unreachable(failure, account);
        }
        if (failure.isBusy()) {
            return new MailboxFailure.TryLater("Microsoft asked us to slow down with " + name + ".",
                    failure.pause().orElse(BRIEFLY), failure);
        }
        if (failure.status() < 400) {
            return new MailboxFailure.TryLater(account.base().getHost()
                    + " answered something else than was asked for: cut off, or from a proxy in between.",
                    Duration.ZERO, failure);
        }
        if (failure.passes()) {
            return new MailboxFailure.TryLater("Microsoft has trouble of its own (" + said(failure) + ").",
                    failure.pause().orElse(Duration.ZERO), failure);
        }
        if (failure.status() == 401) {
            return new MailboxFailure.SignInAgain("Microsoft no longer accepts our access to " + name + (account.isMe()
                    ? ": the consent was withdrawn, the password was changed or the account is blocked."
                            + " Connect the mailbox again."
                    : ": the organisation withdrew its consent, or blocks this application. An administrator renews it"
                            + " under Mailboxes, Connect a whole organisation."),
                    failure);
        }
        if (failure.isNoMailbox()) {
            return noMailbox(failure, account);
        }
        if (failure.status() == 403) {
            return refused(failure, account);
        }
        return new MailboxFailure.ChangeSettings("Microsoft did not accept a request for " + name + " ("
                + said(failure) + "). Please report this.", failure);
    }

    private static MailboxFailure noMailbox(GraphException failure, GraphAccount account) {
        if (failure.code().startsWith("mailboxnot")) {
            return new MailboxFailure.ChangeSettings(account.name() + " has no mailbox in Exchange Online: it is"
                    + " inactive, without a licence, or on a server of your own. Give it a licence, or connect it over IMAP.",
                    failure);
        }
        return new MailboxFailure.ChangeSettings("Microsoft knows no user " + account.name()
                + ". The account was deleted or renamed: choose the user again.", failure);
    }

    private static MailboxFailure refused(GraphException failure, GraphAccount account) {
        if (account.isMe()) {
            return new MailboxFailure.SignInAgain("The consent does not cover reading " + account.name()
                    + ". Connect the mailbox again and accept what is asked for.", failure);
        }
        return new MailboxFailure.ChangeSettings("The app may not read " + account.name()
                + ". An administrator has to grant it Mail.Read, and an application access policy or a management scope in"
                + " Exchange has to include this mailbox.", failure);
    }

    private static MailboxFailure unreachable(GraphException failure, GraphAccount account) {
        String host = account.base().getHost();
        SSLException tls = Causes.first(failure, SSLException.class);
        if (tls != null && String.valueOf(tls.getMessage()).toLowerCase(Locale.ROOT).contains("pkix")) {
            return new MailboxFailure.ChangeSettings("The certificate shown by " + host
                    + " is not signed by anybody this machine trusts. A proxy in between may have put in its own.",
                    failure);
        }
        if (Causes.first(failure, UnknownHostException.class) != null) {
            return later("The name " + host + " cannot be resolved. Check the network of this machine.", failure);
        }
        if (Causes.first(failure, ConnectException.class) != null
                || Causes.first(failure, NoRouteToHostException.class) != null) {
            return later("Nothing answers at " + host + ".", failure);
        }
        if (Causes.first(failure, SocketTimeoutException.class) != null || timedOut(failure)) {
            return later(host + " did not answer in time.", failure);
        }
        return later("The connection to " + host + " broke.", failure);
    }

    private static MailboxFailure later(String words, GraphException failure) {
        return new MailboxFailure.TryLater(words, Duration.ZERO, failure);
    }

    /** OkHttp says so when the whole call took too long. */
    private static boolean timedOut(GraphException failure) {
        Throwable cause = failure.getCause();
        return cause != null && String.valueOf(cause.getMessage()).contains("timeout");
    }

    /** Status and code only: the words of an answer may name a user or a subject. */
    private static String said(GraphException failure) {
        String code = failure.code().replaceAll("[^a-z_]", "");
        return failure.status() + (code.isEmpty() ? "" : " " + code.substring(0, Math.min(60, code.length())));
    }
}
