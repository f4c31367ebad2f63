// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.Allowance;
import io.lamplighter.ingest.mailbox.SharedAllowances;
import java.time.Duration;
import java.util.Objects;

/**
 * How much may be asked of one mailbox.
 *
 * @param requests at most so many
 * @param per in any time as long as this
 * @param atOnce at most so many under way
 * @param answerWithin how long an answer may take, from asking to its last octet
 */
public record GraphLimits(int requests, Duration per, int atOnce, Duration answerWithin) {

    /**
     * What Microsoft allows an app and a mailbox (learn.microsoft.com/graph/throttling-limits, Outlook service limits). Retries
     * of the add-in, which works with the same app, want a little of it, too.
     */
    public static final GraphLimits MICROSOFT = new GraphLimits(9_500, Duration.ofMinutes(10), 4,
            Duration.ofMinutes(3));

    public GraphLimits {
        Objects.requireNonNull(per, "per");
        Objects.requireNonNull(answerWithin, "answerWithin");
        if (requests < 1 || atOnce < 1) {
            throw new IllegalArgumentException("nothing could be read");
        }
    }

    Allowance allowance(MailboxId mailbox, SharedAllowances shared) {
        return new Allowance(shared, new SharedAllowances.Limit(mailbox, GraphConnector.NAME, requests, per, atOnce),
                "Microsoft");
    }
}
