// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.http.HttpResponseException;
import io.lamplighter.ingest.mailbox.Causes;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Tells what to do when Google gives a service account no token for a user. */
final class DelegationFailures {

    private DelegationFailures() {}

    static boolean isUnauthorised(IOException failure) {
        HttpResponseException answer = Causes.first(failure, HttpResponseException.class);
        // Of a POST that is refused with 401 the JDK gives no body; the token server says 401 for nothing else.
        return answer != null && answer.getStatusCode() == 401;
    }

    static MailboxFailure of(IOException failure, String user, String clientId, Set<String> scopes) {
        String said = said(failure);
        if (isUnauthorised(failure) || said.contains("unauthorized_client") || said.contains("access_denied")) {
            return new MailboxFailure.LetInAgain("The Workspace domain of " + user
                    + " does not let the service account act for its users. In the Admin console (Security > API controls >"
                    + " Domain-wide delegation) authorise client " + clientId + " for exactly "
                    + String.join(", ", new TreeSet<>(scopes)) + ".");
        }
        if (said.contains("invalid jwt signature") || said.contains("invalid_client")) {
            return new MailboxFailure.LetInAgain(
                    "The key of the service account is no longer valid. Make a new one in the"
                            + " Google Cloud console and give it under Mailboxes, Connect a whole organisation.");
        }
        if (said.contains("account not found")) {
            return new MailboxFailure.LetInAgain("Google does not know the service account any more. Restore it in the"
                    + " Google Cloud console, or give the key of another one under Mailboxes, Connect a whole organisation.");
        }
        if (said.contains("short-lived token") || said.contains("'iat'") || said.contains("\"iat\"")) {
            return new MailboxFailure.ChangeSettings(
                    "Google finds the clock of this machine wrong. Set it by a time server.",
                    null);
        }
        if (said.contains("invalid email or user id")) {
            return new MailboxFailure.ChangeSettings(
                    "There is no user " + user + " in the Workspace domain. Check the address.",
                    null);
        }
        if (said.contains("invalid_grant")) {
            return new MailboxFailure.SignInAgain("Google opens no mailbox of " + user
                    + ": the user is suspended or deleted. Restore the user, or remove the mailbox here.", null);
        }
        return new MailboxFailure.TryLater("Google gives the service account no token now.", Duration.ZERO, failure);
    }

    /** What the token server answered (RFC 6749 §5.2), in lower case. */
    private static String said(IOException failure) {
        HttpResponseException answer = Causes.first(failure, HttpResponseException.class);
        return answer == null || answer.getContent() == null ? "" : answer.getContent().toLowerCase(Locale.ROOT);
    }
}
