// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.PushChannel.Subscription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is needed to take leave of the providers of mailboxes that were removed. */
public final class FarewellBook {

    private static final Duration TRIED_FOR = Duration.ofDays(3);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 8;
    private static final int AT_ONCE = 50;

    // Locked, so that a token that is being renewed is kept as it will be.
    private static final String KEEP = """
            insert into farewell (mailbox_id, provider, kind, account, account_id, organisation_id, refresh_token, calendar,
                                  transcripts, removed_at, try_at)
            select mailbox_id, provider, kind, account, account_id, organisation_id, refresh_token, calendar, transcripts, :now,
                   :now
              from oauth_connection
             where mailbox_id = :mailbox
               for update
            on conflict do nothing
            """;

    private static final String KEEP_PROMISES = """
            insert into farewell_promise (mailbox_id, id, resource, expires_at)
            select p.mailbox_id, p.id, p.resource, p.expires_at
              from push_subscription p
              join farewell f using (mailbox_id)
             where p.mailbox_id = :mailbox
            on conflict do nothing
            """;

    private static final String SELECT = """
            select mailbox_id, provider, kind, account, account_id, organisation_id, refresh_token, calendar, transcripts,
                   removed_at, tries
              from farewell
            """;

    private static final String PROMISES = """
            select id, resource, expires_at from farewell_promise where mailbox_id = :mailbox and expires_at > :now
            """;

    private static final String ENDED = "delete from farewell_promise where mailbox_id = :mailbox and id = :id";

    private static final String AGAIN = """
            update farewell set tries = tries + 1, try_at = :at where mailbox_id = :mailbox
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    public FarewellBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param refresh sealed; empty for a mailbox of an organisation */
    record Kept(MailboxId mailbox, String provider, boolean ofOrganisation, String account, String accountId,
            Optional<Long> organisation, String refresh, boolean calendar, boolean transcripts, Instant removedAt,
            int tries) {

        @Override
        public String toString() {
            return "Kept[" + mailbox + "]";
        }
    }

    void keep(MailboxId mailbox) {
        jdbc.sql(KEEP).param("mailbox", mailbox.value()).param("now", now()).update();
        jdbc.sql(KEEP_PROMISES).param("mailbox", mailbox.value()).update();
    }

    List<Kept> due() {
        return jdbc.sql(SELECT + "where try_at <= :now order by try_at limit :limit").param("now", now())
                .param("limit", AT_ONCE).query((row, i) -> kept(row)).list();
    }

    Optional<Kept> find(MailboxId mailbox) {
        return jdbc.sql(SELECT + "where mailbox_id = :mailbox").param("mailbox", mailbox.value())
                .query((row, i) -> kept(row)).optional();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(new MailboxId(row.getLong("mailbox_id")), row.getString("provider"),
                row.getString("kind").equals(OAuthConnections.Kind.APPLICATION.word()), row.getString("account"),
                row.getString("account_id"), Optional.ofNullable(row.getObject("organisation_id", Long.class)),
                row.getString("refresh_token"), row.getBoolean("calendar"), row.getBoolean("transcripts"),
                Fields.at(row, "removed_at"), row.getInt("tries"));
    }

    List<Subscription> promises(MailboxId mailbox) {
        return jdbc.sql(PROMISES).param("mailbox", mailbox.value()).param("now", now())
                .query((row, i) -> new Subscription(row.getString("id"), row.getString("resource"),
                        Fields.at(row, "expires_at")))
                .list();
    }

    void ended(MailboxId mailbox, Subscription promise) {
        jdbc.sql(ENDED).param("mailbox", mailbox.value()).param("id", promise.id()).update();
    }

    /** Whether it is not tried again after this time. */
    boolean isLast(Kept kept) {
        return kept.removedAt().plus(TRIED_FOR).isBefore(clock.instant());
    }

    void again(Kept kept) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(kept.tries(), MOST_DOUBLINGS));
        jdbc.sql(AGAIN).param("mailbox", kept.mailbox().value())
                .param("at", clock.instant().plus(pause).atOffset(ZoneOffset.UTC)).update();
    }

    void forget(MailboxId mailbox) {
        jdbc.sql("delete from farewell where mailbox_id = :mailbox").param("mailbox", mailbox.value()).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
