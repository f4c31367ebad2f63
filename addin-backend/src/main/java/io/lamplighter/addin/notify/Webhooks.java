// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Fields;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where programs are told of warnings: one place for each person, and one for the team. */
public final class Webhooks {

    private static final String CONTEXT = "webhook:";
    private static final int KEY_OCTETS = 32;
    private static final Duration BOTH_FOR = Duration.ofHours(24);

    private static final String FIND = """
            select webhook_id, url, secret, former_secret, former_until, told_at, failing_since, failure
              from webhook
             where user_id is not distinct from :user
            """;

    private static final String NEXT = "select nextval(pg_get_serial_sequence('webhook', 'webhook_id'))";

    private static final String REMOVE = "delete from webhook where user_id is not distinct from :user";

    private static final String ADD = """
            insert into webhook (webhook_id, user_id, url, secret, created_at) values (:id, :user, :url, :secret, :now)
            """;

    private static final String NEW_KEY = """
            update webhook
               set former_secret = secret, former_until = :until, secret = :secret
             where webhook_id = :id
            """;

    private static final String FORGET_FORMER = """
            update webhook set former_secret = null, former_until = null where user_id is not distinct from :user
            """;

    private static final String TOLD = """
            update webhook set told_at = :now, failing_since = null, failure = null where webhook_id = :id
            """;

    private static final String FAILED = """
            update webhook set failing_since = coalesce(failing_since, :now), failure = :failure where webhook_id = :id
            """;

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Webhooks(JdbcClient jdbc, SecretBox box, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
    }

    /**
     * @param key of the signature
     * @param former the key before it, as long as calls are signed with both
     */
    record Webhook(long id, URI url, byte[] key, Optional<Former> former, Optional<Instant> toldAt,
            Optional<Instant> failingSince, String failure) {

        /** As it is shown and as receivers expect it. */
        String secret() {
            return "whsec_" + Base64.getEncoder().encodeToString(key);
        }
    }

    record Former(byte[] key, Instant until) {}

    /** @param user whose; empty for the team's */
    Optional<Webhook> of(Optional<UserId> user) {
        return jdbc.sql(FIND).param("user", value(user)).query((row, i) -> webhook(row)).optional();
    }

    /** Puts another one in the place of what was there, with a new key. */
    Webhook set(Optional<UserId> user, URI url) {
        jdbc.sql(REMOVE).param("user", value(user)).update();
        long id = jdbc.sql(NEXT).query(Long.class).single();
        jdbc.sql(ADD).param("id", id).param("user", value(user)).param("url", box.seal(url.toString(), CONTEXT + id))
                .param("secret", newKey(id)).param("now", now()).update();
        return of(user).orElseThrow();
    }

    /**
     * Gives it another key. What is sent is signed with both until then, so that no call is lost while the receiver learns it.
     *
     * @return until when; empty where there is no webhook
     */
    Optional<Instant> changeKey(Optional<UserId> user) {
        Instant until = clock.instant().plus(BOTH_FOR);
        return of(user).map(webhook -> {
            jdbc.sql(NEW_KEY).param("id", webhook.id()).param("secret", newKey(webhook.id()))
                    .param("until", until.atOffset(ZoneOffset.UTC)).update();
            return until;
        });
    }

    /** Signs with the newer key alone from now on, because somebody else may have the former one. */
    boolean forgetFormerKey(Optional<UserId> user) {
        return jdbc.sql(FORGET_FORMER).param("user", value(user)).update() > 0;
    }

    private String newKey(long id) {
        byte[] key = new byte[KEY_OCTETS];
        random.nextBytes(key);
        return box.seal(Base64.getEncoder().encodeToString(key), CONTEXT + id);
    }

    /** @return whether there was one */
    boolean remove(Optional<UserId> user) {
        return jdbc.sql(REMOVE).param("user", value(user)).update() > 0;
    }

    void told(Webhook webhook) {
        jdbc.sql(TOLD).param("id", webhook.id()).param("now", now()).update();
    }

    /** @param failure its kind; nothing that the other side said */
    void failed(Webhook webhook, String failure) {
        jdbc.sql(FAILED).param("id", webhook.id()).param("failure", failure).param("now", now()).update();
    }

    private Webhook webhook(ResultSet row) throws SQLException {
        long id = row.getLong("webhook_id");
        Optional<Former> former = Fields.instant(row, "former_until").filter(until -> until.isAfter(clock.instant()))
                .flatMap(until -> formerKey(row, id).map(key -> new Former(key, until)));
        return new Webhook(id, URI.create(box.open(row.getString("url"), CONTEXT + id)),
                key(row.getString("secret"), id), former,
                Fields.instant(row, "told_at"), Fields.instant(row, "failing_since"),
                Optional.ofNullable(row.getString("failure")).orElse(""));
    }

    private Optional<byte[]> formerKey(ResultSet row, long id) {
        try {
            return Optional.ofNullable(row.getString("former_secret")).map(sealed -> key(sealed, id));
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private byte[] key(String sealed, long id) {
        return Base64.getDecoder().decode(box.open(sealed, CONTEXT + id));
    }

    private static @Nullable Long value(Optional<UserId> user) {
        return user.map(UserId::value).orElse(null);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
