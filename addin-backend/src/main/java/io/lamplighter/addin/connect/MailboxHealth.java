// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.CaptureLag;
import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.ledger.Reconciliation;
import io.lamplighter.crm.mailbox.Attempts;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that says whether a mailbox can be relied on, beside its state. A handful of queries for any number of them. */
public final class MailboxHealth {

    static final Duration LAG_OF = Duration.ofDays(7);

    private final Books books;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(CaptureLag lag, Recalls recalls, Reconciliation reconciliation, Attempts attempts,
            Executions executions, PushStates pushes) {}

    public MailboxHealth(Books books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    /**
     * The health of one mailbox.
     *
     * @param lag of the last seven days; empty where no mail came
     * @param toReadAgain how many messages wait to be read again
     * @param compared the last comparison with the provider; empty before the first
     * @param next its next turn; empty where it has none
     */
    public record Health(Optional<CaptureLag.Lag> lag, long toReadAgain, Optional<Reconciliation.Sum> compared,
            Attempts.Attempt attempt, Optional<Executions.Next> next, PushStates.State push) {

        public static final Health UNKNOWN = new Health(Optional.empty(), 0, Optional.empty(), Attempts.Attempt.NONE,
                Optional.empty(), PushStates.State.NONE);
    }

    public Map<MailboxId, Health> of(Collection<MailboxId> mailboxes) {
        Map<MailboxId, CaptureLag.Lag> lags = books.lag().of(mailboxes, clock.instant().minus(LAG_OF));
        Map<MailboxId, Long> waiting = books.recalls().counts(mailboxes);
        Map<MailboxId, Reconciliation.Sum> compared = books.reconciliation().latest(mailboxes);
        Map<MailboxId, Attempts.Attempt> attempts = books.attempts().failing(mailboxes);
        Map<MailboxId, Executions.Next> next = books.executions().of(mailboxes);
        Map<MailboxId, PushStates.State> pushes = books.pushes().of(mailboxes);
        Map<MailboxId, Health> health = new LinkedHashMap<>();
        for (MailboxId mailbox : mailboxes) {
            health.put(mailbox, new Health(Optional.ofNullable(lags.get(mailbox)), waiting.getOrDefault(mailbox, 0L),
                    Optional.ofNullable(compared.get(mailbox)),
                    attempts.getOrDefault(mailbox, Attempts.Attempt.NONE), Optional.ofNullable(next.get(mailbox)),
                    pushes.getOrDefault(mailbox, PushStates.State.NONE)));
        }
        return health;
    }

    public Health of(MailboxId mailbox) {
        return of(Set.of(mailbox)).getOrDefault(mailbox, Health.UNKNOWN);
    }
}
