// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.crm.sql.Column;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets one node at a time read a mailbox, and nobody else store what it read.
 *
 * <p>A turn lasts as long as it is renewed, by the clock of the database: clocks of nodes may differ. That alone would not do: a
 * node that was stopped for a minute does not know it when it goes on. So everything a turn stores is stored together with a look
 * at its number, which locks it: a later turn waits for what is being stored, an earlier one is refused.
 */
public final class Turns {

    private static final String TAKE = """
            update mailbox
               set turn = turn + 1, turn_node = :node, turn_until = now() + :millis * interval '1 millisecond'
             where mailbox_id = :mailbox and (turn_until is null or turn_until <= now())
            returning turn
            """;

    private static final String RENEW = """
            update mailbox m
               set turn_until = now() + :millis * interval '1 millisecond'
              from unnest(:mailboxes, :turns) as t (mailbox_id, turn)
             where m.mailbox_id = t.mailbox_id and m.turn = t.turn and m.turn_until is not null
            returning m.mailbox_id, m.turn
            """;

    private static final String HOLD = """
            select turn from mailbox where mailbox_id = :mailbox and turn = :turn for no key update
            """;

    private static final String END = """
            update mailbox set turn_node = null, turn_until = null where mailbox_id = :mailbox and turn = :turn
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Turns(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Begins a turn that lasts for {@code lease} from the moment of the call.
     *
     * @param node who wants it; for people who look into the table
     * @return empty while somebody else has one, and when the mailbox is gone
     */
    public Optional<Turn> take(MailboxId mailbox, String node, Duration lease) {
        return jdbc.sql(TAKE).param("mailbox", mailbox.value()).param("node", node).param("millis", lease.toMillis())
                .query(Long.class).optional().map(number -> new Turn(mailbox, number));
    }

    /** Lets turns last for {@code lease} from the moment of the call; returns those that nobody else has taken meanwhile. */
    public Set<Turn> renew(Collection<Turn> turns, Duration lease) {
        List<Turn> all = List.copyOf(turns);
        if (all.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql(RENEW).param("mailboxes", Column.bigint(all, turn -> turn.mailbox().value()))
                .param("turns", Column.bigint(all, Turn::number)).param("millis", lease.toMillis())
                .query((row, i) -> new Turn(new MailboxId(row.getLong(1)), row.getLong(2))).list());
    }

    /**
     * Keeps others from beginning a turn until the transaction that is open ends.
     *
     * @throws TurnOver if a later turn has begun already
     */
    public void hold(Turn turn) {
        if (jdbc.sql(HOLD).param("mailbox", turn.mailbox().value()).param("turn", turn.number()).query(Long.class)
                .optional().isEmpty()) {
            throw new TurnOver(turn);
        }
    }

    /**
     * Stores something in a transaction of its own, if the turn is not over.
     *
     * @throws TurnOver if it is; nothing was stored
     */
    public void store(Turn turn, Runnable writes) {
        transaction.executeWithoutResult(status -> {
            hold(turn);
            writes.run();
        });
    }

    /** Lets others have the mailbox at once. */
    public void end(Turn turn) {
        jdbc.sql(END).param("mailbox", turn.mailbox().value()).param("turn", turn.number()).update();
    }
}
