// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.Causes;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Tells what to do after a failure: the only place where Google's answers are judged. */
final class GoogleFailures {

    private GoogleFailures() {}

    static MailboxFailure of(GoogleAnswer answer, Exception failure, GoogleService service, String user) {
        return switch (answer.status()) {
            case 0 -> notAnswered(failure, service);
            case 400 -> badRequest(answer, failure, service, user);
            case 401 ->
                new MailboxFailure.SignInAgain(service.title() + " no longer accepts the " + (isMe(user)
                        ? "consent of " + owner(user)
                                + ": it was revoked, or the password was changed. Connect the mailbox again."
                        : "service account for " + user
                                + ": its key was deleted, or the domain no longer lets it act for"
                                + " its users. An administrator renews that under Mailboxes, Connect a whole organisation."),
                        failure);
            case 403 -> forbidden(answer, failure, service, user);
            case 404 -> new MailboxFailure.ChangeSettings(service.title() + " knows no account of " + owner(user)
                    + ". Check the address; the account may have been deleted.", failure);
            case 429 -> tooMuch(answer, failure, service);
            default -> answer.status() >= 500
                    ? later(service.title() + " is out of order (status " + answer.status() + ").", answer, failure)
                    : later(service.title() + " refused a request (status " + answer.status() + ").", answer, failure);
        };
    }

    private static MailboxFailure notAnswered(Exception failure, GoogleService service) {
        if (!(failure instanceof IOException)) {
            return later(service.title() + " gave an answer that cannot be read.", failure);
        }
        if (Causes.first(failure, UnknownHostException.class) != null) {
            return later(service.title() + " cannot be found from here. Is this machine connected?", failure);
        }
        if (Causes.first(failure, SocketTimeoutException.class) != null) {
            return later(service.title() + " did not answer in time.", failure);
        }
        if (Causes.first(failure, SSLException.class) != null) {
            return later("No secure connection to " + service.title()
                    + ": check the clock of this machine and whatever inspects its traffic.", failure);
        }
        return later(service.title() + " broke off its answer, or gave one that cannot be read.", failure);
    }

    private static MailboxFailure badRequest(GoogleAnswer answer, Exception failure, GoogleService service,
            String user) {
        if (answer.says("failedPrecondition", "FAILED_PRECONDITION")) {
            return new MailboxFailure.ChangeSettings(service.title() + " is switched off for " + owner(user)
                    + ". Switch it on in the Admin console (Apps > Google Workspace > " + service.title()
                    + "), or remove the mailbox here.", failure);
        }
        return later(service.title() + " refused a request (status 400).", answer, failure);
    }

    private static MailboxFailure forbidden(GoogleAnswer answer, Exception failure, GoogleService service,
            String user) {
        if (answer.says("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RESOURCE_EXHAUSTED",
                "concurrentLimitExceeded", "RATE_LIMIT_EXCEEDED")) {
            return tooMuch(answer, failure, service);
        }
        if (answer.says("dailyLimitExceeded")) {
            return new MailboxFailure.TryLater("The project's daily quota of the " + service.api()
                    + " is used up. Ask for more in the Google Cloud console (IAM > Quotas).", Duration.ofHours(1),
                    failure);
        }
        if (answer.says("accessNotConfigured", "SERVICE_DISABLED")) {
            return new MailboxFailure.ChangeSettings("The " + service.api()
                    + " is not enabled in the Google Cloud project. Enable it in the console (APIs & Services > Library).",
                    failure);
        }
        if (answer.says("insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT")) {
            return new MailboxFailure.ChangeSettings(isMe(user)
                    ? "The consent of " + owner(user) + " does not include " + service.subject()
                            + ". Connect the mailbox again and leave " + service.scope() + " ticked."
                    : "What the domain lets the service account do for " + user + " does not include "
                            + service.subject() + ". In the Admin console (Security > API controls > Domain-wide"
                            + " delegation) authorise it for " + service.scope() + ", too.",
                    failure);
        }
        if (answer.says("domainPolicy")) {
            return new MailboxFailure.ChangeSettings(
                    "The administrator of " + owner(user) + " does not allow programs to read "
                            + service.subject() + ". Allow this one in the Admin console (Security > API controls).",
                    failure);
        }
        if (answer.message().contains("delegation denied")) {
            return new MailboxFailure.ChangeSettings("The consent is somebody else's, who may not read " + owner(user)
                    + ". Sign in as the owner of the mailbox.", failure);
        }
        return new MailboxFailure.ChangeSettings(service.title() + " forbids reading " + service.subject() + " of "
                + owner(user)
                + ". Check in the Admin console that the service is on for this user and that this program is allowed.",
                failure);
    }

    private static MailboxFailure tooMuch(GoogleAnswer answer, Exception failure, GoogleService service) {
        return later(service.title() + " wants a pause: its limit of requests is reached.", answer, failure);
    }

    private static MailboxFailure later(String words, GoogleAnswer answer, Exception failure) {
        return new MailboxFailure.TryLater(words, answer.retryAfter(), failure);
    }

    private static MailboxFailure later(String words, Exception failure) {
        return new MailboxFailure.TryLater(words, Duration.ZERO, failure);
    }

    private static boolean isMe(String user) {
        return user.equals("me");
    }

    static String owner(String user) {
        return isMe(user) ? "the mailbox's owner" : user;
    }
}
