// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.ingest.mailbox.MailboxFailure;
import io.lamplighter.ingest.mailbox.SharedAllowances;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Shares what providers allow among all nodes on one database: one statement for each part that is taken. */
public final class JdbcAllowances implements SharedAllowances {

    private static final String TAKE = """
            select part, units, places, why, after_millis
              from take_allowance(:mailbox, :name, :most, :atOnce, :counts * interval '1 millisecond',
                                  :lasts * interval '1 millisecond', :wanted, :least, :enough, :spare, :places,
                                  cast(:usedPart as bigint), cast(:usedUnits as integer), :quiet, cast(:at as timestamptz))
            """;

    private static final String CLOSE = """
            insert into allowance as a (mailbox_id, name, closed_until)
            values (:mailbox, :name, coalesce(cast(:at as timestamptz), clock_timestamp()) + :millis * interval '1 millisecond')
            on conflict (mailbox_id, name) do update set closed_until = greatest(a.closed_until, excluded.closed_until)
            """;

    private static final String FORGET = """
            delete from allowance a
             where used_at < now() - interval '1 day' and (closed_until is null or closed_until < now())
               and not exists (select from mailbox m where m.mailbox_id = a.mailbox_id)
            """;

    /** Where others have all places: they give one back soon, or their time is over. */
    private static final Duration CROWD_GONE = Duration.ofSeconds(2);

    private static final Duration UNKNOWN = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;
    private final LongSupplier millis;
    private final Optional<Clock> instead;

    /** @param millis a clock that only goes forward, for what this node took */
    public JdbcAllowances(JdbcClient jdbc, PlatformTransactionManager transactions, LongSupplier millis) {
        this(jdbc, transactions, millis, Optional.empty());
    }

    /** @param instead of the database's own clock, for whoever tests what time does */
    JdbcAllowances(JdbcClient jdbc, PlatformTransactionManager transactions, LongSupplier millis,
            Optional<Clock> instead) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions);
        // What is rolled back here was asked all the same; and nobody shall wait for a transaction that has other things to do.
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.millis = millis;
        this.instead = instead;
    }

    @Override
    public Answer take(Limit limit, Wish wish, Optional<Used> before) {
        return known(() -> asked(limit, wish, before).query((row, i) -> answer(row)).single());
    }

    @Override
    public void giveBack(Limit limit, Used used) {
        known(() -> asked(limit, new Wish(0, 0, 0, 0, 0), Optional.of(used)).query((row, i) -> true).single());
    }

    private JdbcClient.StatementSpec asked(Limit limit, Wish wish, Optional<Used> before) {
        return jdbc.sql(TAKE).param("mailbox", limit.mailbox().value()).param("name", limit.name())
                .param("most", limit.units()).param("atOnce", limit.atOnce())
                .param("counts", limit.counts().toMillis()).param("lasts", limit.lasts().toMillis())
                .param("wanted", wish.units()).param("least", wish.least()).param("enough", wish.enough())
                .param("spare", wish.spare())
                .param("places", wish.places()).param("usedPart", before.map(Used::part).orElse(null))
                .param("usedUnits", before.map(Used::units).orElse(null))
                .param("quiet", before.map(Used::quiet).orElse(true)).param("at", now());
    }

    private static Answer answer(ResultSet row) throws SQLException {
        String why = row.getString("why");
        if (why == null) {
            return new Answer.Granted(row.getLong("part"), row.getInt("units"), row.getInt("places"));
        }
        Duration after = Duration.ofMillis(row.getLong("after_millis"));
        return switch (why) {
            case "spent" -> new Answer.Refused(Why.SPENT, after);
            case "closed" -> new Answer.Refused(Why.CLOSED, after);
            case "crowded" -> new Answer.Refused(Why.CROWDED, CROWD_GONE);
            default -> throw new IllegalStateException(why);
        };
    }

    @Override
    public void close(Limit limit, Duration pause) {
        known(() -> jdbc.sql(CLOSE).param("mailbox", limit.mailbox().value()).param("name", limit.name())
                .param("millis", pause.toMillis()).param("at", now()).update());
    }

    /** Forgets what was counted for mailboxes that were removed. */
    public int forgetRemoved() {
        return jdbc.sql(FORGET).update();
    }

    @Override
    public long millis() {
        return millis.getAsLong();
    }

    private @Nullable Object now() {
        return instead.map(clock -> clock.instant().atOffset(ZoneOffset.UTC)).orElse(null);
    }

    /** Where the database is away nothing is asked: nothing could be stored of it, either. */
    private <T> T known(Supplier<T> statement) {
        try {
            T answer = alone.execute(status -> statement.get());
            if (answer != null) {
                return answer;
            }
            throw new IllegalStateException("no answer");
        } catch (DataAccessException | TransactionException away) {
            throw new MailboxFailure.TryLater(
                    "The database does not say how much may be read of this mailbox. Reading goes on soon.", UNKNOWN,
                    away);
        }
    }
}
