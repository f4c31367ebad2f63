// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.MailboxId;

/**
 * The right to read a mailbox at a provider with OAuth. Consent, refreshing and keeping secrets belong to the application
 * above. Thread-safe.
 */
public interface AccessTokens {

    /**
     * A bearer token (RFC 6750) that is good for a minute at least. Asked before every request, so it must be cheap.
     *
     * @throws MailboxFailure.SignInAgain if consent is gone
     * @throws MailboxFailure.TryLater if the provider gives no token now
     */
    String current(MailboxId mailbox);

    /** The provider refused this token although its time is not over: the next one must be another. */
    void refused(MailboxId mailbox, String token);
}
