// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import io.lamplighter.ingest.mailbox.MailboxFailure;

/** A call that Google did not answer as hoped, for callers who know better than {@link GoogleFailures} what it means. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient GoogleAnswer answer;
    private final MailboxFailure failure;

    Refused(GoogleAnswer answer, MailboxFailure failure) {
        super(failure);
        this.answer = answer;
        this.failure = failure;
    }

    GoogleAnswer answer() {
        return answer;
    }

    /** Whether every further request would be one too many. */
    boolean isPause() {
        return failure instanceof MailboxFailure.TryLater
                && (answer.status() == 429 || answer.status() == 403 || answer.retryAfter().isPositive());
    }

    /** What it means to everybody else. */
    MailboxFailure failure() {
        return failure;
    }
}
