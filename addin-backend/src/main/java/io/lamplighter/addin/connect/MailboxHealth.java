// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.crm.ledger.CaptureLag;
import io.lamplighter.crm.ledger.Comparisons;
import io.lamplighter.crm.ledger.Recalls;
import io.lamplighter.crm.mailbox.Attempts;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Standing;
import io.lamplighter.ingest.MailboxId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    public record Books(CaptureLag lag, Recalls recalls, Comparisons comparisons, Attempts attempts,
            Executions executions, PushStates pushes, ReadingRights rights) {}

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
     * @param readBy the organisation by whose right it is read; empty where that is its owner's
     */
    public record Health(Optional<CaptureLag.Lag> lag, long toReadAgain, Optional<Comparisons.Sum> compared,
            Attempts.Attempt attempt, Optional<Executions.Next> next, PushStates.State push, Optional<ReadBy> readBy) {

        public static final Health UNKNOWN = new Health(Optional.empty(), 0, Optional.empty(), Attempts.Attempt.NONE,
                Optional.empty(), PushStates.State.NONE, Optional.empty());

        /** How much its provider has and we have not. */
        public long missing() {
            return compared.map(Comparisons.Sum::missing).orElse(0L);
        }

        /**
         * For how many days nobody has compared it with its provider, although it can be read.
         *
         * @return 0 where that is as it should be
         */
        public int uncomparedDays(MailboxState mailbox, Instant now) {
            return mailbox.uncomparedDays(comparedAt(), now);
        }

        /** How the mailbox stands, in one word. */
        public Standing standing(MailboxState mailbox, Instant now) {
            return mailbox.standing(missing(), comparedAt(), now);
        }

        private Optional<Instant> comparedAt() {
            return compared.map(Comparisons.Sum::checkedAt);
        }
    }

    /** How many of those that need a sign-in need it of an organisation. */
    public long withdrawn() {
        return books.rights().withdrawn();
    }

    /** How much the providers of all mailboxes have and we have not. */
    public long missing() {
        return books.comparisons().total().map(total -> total.sum().missing()).orElse(0L);
    }

    public Map<MailboxId, Health> of(Collection<MailboxId> mailboxes) {
        Map<MailboxId, CaptureLag.Lag> lags = books.lag().of(mailboxes, clock.instant().minus(LAG_OF));
        Map<MailboxId, Long> waiting = books.recalls().counts(mailboxes);
        Map<MailboxId, Comparisons.Sum> compared = books.comparisons().latest(mailboxes);
        Map<MailboxId, Attempts.Attempt> attempts = books.attempts().failing(mailboxes);
        Map<MailboxId, Executions.Next> next = books.executions().of(mailboxes);
        Map<MailboxId, PushStates.State> pushes = books.pushes().of(mailboxes);
        Map<MailboxId, ReadBy> rights = books.rights().of(mailboxes);
        Map<MailboxId, Health> health = new LinkedHashMap<>();
        for (MailboxId mailbox : mailboxes) {
            health.put(mailbox, new Health(Optional.ofNullable(lags.get(mailbox)), waiting.getOrDefault(mailbox, 0L),
                    Optional.ofNullable(compared.get(mailbox)),
                    attempts.getOrDefault(mailbox, Attempts.Attempt.NONE), Optional.ofNullable(next.get(mailbox)),
                    pushes.getOrDefault(mailbox, PushStates.State.NONE),
                    Optional.ofNullable(rights.get(mailbox))));
        }
        return health;
    }

    public Health of(MailboxId mailbox) {
        return of(Set.of(mailbox)).getOrDefault(mailbox, Health.UNKNOWN);
    }
}
