// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.MailboxId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Lets a provider call us when something happens in a mailbox. A call carries no data: it only wakes the schedule, and a lost
 * one costs time, not mail. Holds no state of its own. Thread-safe.
 */
public interface PushChannel {

    /** The connector whose mailboxes it watches. */
    String connector();

    /**
     * Asks to be called, for everything in the mailbox that the connector reads.
     *
     * @param callback where the provider shall call us; unused where it calls a place that was set up once for all (Pub/Sub)
     * @param secret goes with every call, so that a forged one can be told; at most 128 characters
     * @param now the subscriptions there are, which are renewed where the provider can and replaced where it cannot
     * @return all that are in force now
     * @throws MailboxFailure if the provider refuses
     */
    List<Subscription> renew(MailboxId mailbox, URI callback, String secret, List<Subscription> now);

    /** Ends them; those that are no more are no error. */
    void end(MailboxId mailbox, List<Subscription> subscriptions);

    /**
     * One promise of a provider to call.
     *
     * @param id the provider's
     * @param resource what is watched, in the provider's words
     */
    record Subscription(String id, String resource, Instant expiresAt) {

        public Subscription {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }
}
