// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.webhook;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.ForwardClock;
import io.lamplighter.ingest.mailbox.PushChannel.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What providers have promised to call us for, and when they did. */
final class PushBook {

    // Half of the life of one of them is over, or none was ever made: and it was not tried a moment ago. Once something was read
    // there is a place after which news is news: it must not wait for years of history.
    private static final String DUE = """
            select m.mailbox_id, m.connector
              from mailbox m
              left join push_state t using (mailbox_id)
             where m.connector = any (:connectors) and not m.paused and not m.needs_sign_in
               and (m.history_complete_at is not null
                    or exists (select from mailbox_cursor c
                                where c.mailbox_id = m.mailbox_id and c.connector = m.connector))
               and (t.tried_at is null or t.tried_at < :triedBefore)
               and (select coalesce(bool_or(s.expires_at - :now::timestamptz <= (s.expires_at - s.renewed_at) / 2), true)
                      from push_subscription s
                     where s.mailbox_id = m.mailbox_id)
             order by m.mailbox_id
             limit :limit
            """;

    private static final String NOW = """
            select id, resource, expires_at from push_subscription where mailbox_id = :mailbox order by id
            """;

    // Calendars are promised beside the mail, or alone: at Google where Pub/Sub is not set up.
    private static final String TOLD = """
            select exists (select from push_subscription
                            where mailbox_id = :mailbox and expires_at > :now
                              and (resource like '%messages' or resource like 'projects/%'))
            """;

    private static final String SECRET = """
            select secret from push_subscription where mailbox_id = :mailbox order by renewed_at desc limit 1
            """;

    private static final String FORGET = "delete from push_subscription where mailbox_id = :mailbox";

    private static final String SAVE = """
            insert into push_subscription (connector, id, mailbox_id, resource, secret, renewed_at, expires_at, last_call_at)
            values (:connector, :id, :mailbox, :resource, :secret, :now, :expires, :called)
            """;

    private static final String CALLED = """
            select max(last_call_at) as called from push_subscription where mailbox_id = :mailbox
            """;

    // Of two nodes that both find it due, the second finds that it was tried a moment ago.
    private static final String CLAIM = """
            insert into push_state as t (mailbox_id, tried_at, claim)
            values (:mailbox, :now, 1)
            on conflict (mailbox_id) do update set tried_at = excluded.tried_at, claim = t.claim + 1
             where t.tried_at < :triedBefore
            returning claim
            """;

    private static final String AGAIN = """
            update push_state set tried_at = 'epoch' where mailbox_id = :mailbox and claim = :claim
            """;

    private static final String TRIED = """
            update push_state set failure = :failure where mailbox_id = :mailbox and claim = :claim
            """;

    // The number of the claim stays: what an earlier one brings home is refused still.
    private static final String TRY_AT_ONCE = """
            update push_state set tried_at = 'epoch', failure = '' where mailbox_id = :mailbox
            """;

    private static final String OF = """
            select mailbox_id, secret from push_subscription where connector = :connector and id = :id limit 1
            """;

    private static final String CALL = """
            update push_subscription set last_call_at = :now where connector = :connector and id = :id
            """;

    // What comes by Pub/Sub names the mailbox, not the promise.
    private static final String CALL_OF_MAIL = """
            update push_subscription
               set last_call_at = :now
             where mailbox_id = :mailbox and resource like 'projects/%'
            """;

    private static final String END = """
            update push_subscription set expires_at = :now where connector = :connector and id = :id
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecretBox box;
    private final Duration lease;
    private final ForwardClock forward;
    private final Clock clock;

    PushBook(Pushes.Store store, Clock clock) {
        this.jdbc = store.jdbc();
        this.transaction = store.transaction();
        this.box = store.box();
        this.lease = store.lease();
        this.forward = store.clock();
        this.clock = clock;
    }

    record Due(MailboxId mailbox, String connector) {}

    List<Due> due(List<String> connectors, Instant triedBefore, int limit) {
        return jdbc.sql(DUE).param("connectors", connectors.toArray(String[]::new))
                .param("triedBefore", triedBefore.atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("limit", limit)
                .query((row, i) -> new Due(new MailboxId(row.getLong("mailbox_id")), row.getString("connector")))
                .list();
    }

    /** @param since by the clock that only goes forward */
    record Claim(MailboxId mailbox, String connector, long number, long since) {}

    /** Lets this node alone ask the provider for a while; empty where another one does. */
    Optional<Claim> claim(Due due, Instant triedBefore) {
        long since = forward.millis();
        return jdbc.sql(CLAIM).param("mailbox", due.mailbox().value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("triedBefore", triedBefore.atOffset(ZoneOffset.UTC)).query(Long.class).optional()
                .map(number -> new Claim(due.mailbox(), due.connector(), number, since));
    }

    /** Whether it is too late to ask: a node that was asleep or cut off since does not know what others did. */
    boolean isOver(Claim claim) {
        return forward.millis() - claim.since() > lease.toMillis() / 6 * 5;
    }

    List<Subscription> subscriptions(MailboxId mailbox) {
        return jdbc.sql(NOW).param("mailbox", mailbox.value())
                .query((row, i) -> new Subscription(row.getString("id"), row.getString("resource"),
                        Fields.at(row, "expires_at")))
                .list();
    }

    boolean isTold(MailboxId mailbox) {
        return jdbc.sql(TOLD).param("mailbox", mailbox.value()).param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class).single();
    }

    /** The secret that subscriptions in force were made with: those that are renewed keep it. */
    Optional<String> secret(MailboxId mailbox) {
        return jdbc.sql(SECRET).param("mailbox", mailbox.value()).query(String.class).optional()
                .map(sealed -> box.open(sealed, context(mailbox)));
    }

    /** @return whether it was stored: not so when another claim was made meanwhile */
    boolean save(Claim claim, List<Subscription> inForce, String secret) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // Locks the claim until the end, and comes first: what it is about must not change in between.
            boolean ours = tried(claim, "");
            if (ours) {
                replace(claim, inForce, secret);
            }
            return ours;
        }));
    }

    private void replace(Claim due, List<Subscription> inForce, String secret) {
        Instant now = clock.instant();
        Optional<Instant> called = jdbc.sql(CALLED).param("mailbox", due.mailbox().value())
                .query((row, i) -> Fields.instant(row, "called")).single();
        jdbc.sql(FORGET).param("mailbox", due.mailbox().value()).update();
        for (Subscription one : inForce) {
            jdbc.sql(SAVE).param("connector", due.connector()).param("id", one.id())
                    .param("mailbox", due.mailbox().value()).param("resource", one.resource())
                    .param("secret", box.seal(secret, context(due.mailbox())))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("expires", one.expiresAt().atOffset(ZoneOffset.UTC))
                    .param("called", called.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null)).update();
        }
    }

    /** Nobody refused: it is asked for at the next tick. */
    void postpone(Claim claim) {
        jdbc.sql(AGAIN).param("mailbox", claim.mailbox().value()).param("claim", claim.number()).update();
    }

    /** Whether the provider refused when it was asked last, or had ended what it promised. */
    boolean wasRefused(MailboxId mailbox) {
        return jdbc.sql("select failure <> '' from push_state where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value()).query(Boolean.class).optional().orElse(false);
    }

    /** @return whether it was written: not so when another claim was made meanwhile */
    boolean tried(Claim claim, String failure) {
        return jdbc.sql(TRIED).param("mailbox", claim.mailbox().value()).param("claim", claim.number())
                .param("failure", failure).update() == 1;
    }

    /** @param secret the one that a call has to bring */
    record Watched(MailboxId mailbox, String secret) {}

    Optional<Watched> watched(String connector, String id) {
        return jdbc.sql(OF).param("connector", connector).param("id", id).query((row, i) -> {
            MailboxId mailbox = new MailboxId(row.getLong("mailbox_id"));
            return new Watched(mailbox, box.open(row.getString("secret"), context(mailbox)));
        }).optional();
    }

    void called(String connector, String id) {
        jdbc.sql(CALL).param("connector", connector).param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    void calledOfMail(MailboxId mailbox) {
        jdbc.sql(CALL_OF_MAIL).param("mailbox", mailbox.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** The provider says that it ends: it is renewed at the next tick. */
    void ends(String connector, String id, MailboxId mailbox) {
        jdbc.sql(END).param("connector", connector).param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        jdbc.sql(TRY_AT_ONCE).param("mailbox", mailbox.value()).update();
    }

    private static String context(MailboxId mailbox) {
        return "push:" + mailbox.value();
    }
}
