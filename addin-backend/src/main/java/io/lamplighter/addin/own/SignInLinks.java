// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Links by which the owner of one mailbox signs it in again. A link is good for three days and one success, and only as long as the
 * mailbox is of the same owner; a newer one replaces it. What is stored opens nothing.
 */
public final class SignInLinks {

    static final Duration GOOD_FOR = Duration.ofDays(3);
    /** So long it is known why it is not good any more. */
    private static final Duration KEPT = Duration.ofDays(30);
    /** Mail servers lock whoever tries on. */
    private static final int MOST_TRIES = 5;
    private static final int OCTETS = 32;

    private static final String FORGET = """
            delete from sign_in_link
             where mailbox_id = :mailbox and used_at is null and expires_at > :now or expires_at < :before
            """;

    private static final String MAKE = """
            insert into sign_in_link (token_hash, mailbox_id, user_id, expires_at)
            values (:hash, :mailbox, :user, :expires)
            """;

    private static final String FIND = """
            select l.mailbox_id, l.expires_at, l.used_at, l.tries
              from sign_in_link l
              join mailbox m on m.mailbox_id = l.mailbox_id and m.user_id = l.user_id
             where l.token_hash = :hash
            """;

    private static final String TRY = """
            update sign_in_link
               set tries = tries + 1
             where token_hash = :hash and used_at is null and expires_at > :now and tries < :most
            """;

    private static final String USE = """
            update sign_in_link set used_at = :now where token_hash = :hash and used_at is null and expires_at > :now
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public SignInLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How a link stands. */
    enum State {
        GOOD, USED, EXPIRED, TRIED_TOO_OFTEN
    }

    record Link(MailboxId mailbox, State state) {}

    /** @return the secret part of a new link */
    String make(MailboxState mailbox) {
        byte[] secret = new byte[OCTETS];
        random.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant();
        jdbc.sql(FORGET).param("mailbox", mailbox.id().value()).param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", now.minus(KEPT).atOffset(ZoneOffset.UTC)).update();
        jdbc.sql(MAKE).param("hash", hash(token)).param("mailbox", mailbox.id().value())
                .param("user", mailbox.owner().value()).param("expires", now.plus(GOOD_FOR).atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    /** Empty for one that was never made, was replaced, or whose mailbox has gone or belongs to somebody else. */
    Optional<Link> find(String token) {
        Instant now = clock.instant();
        return jdbc.sql(FIND).param("hash", hash(token))
                .query((row, i) -> new Link(new MailboxId(row.getLong("mailbox_id")),
                        Fields.instant(row, "used_at").isPresent()
                                ? State.USED
                                : !Fields.at(row, "expires_at").isAfter(now)
                                        ? State.EXPIRED
                                        : row.getInt("tries") >= MOST_TRIES ? State.TRIED_TOO_OFTEN : State.GOOD))
                .optional();
    }

    /** Counts before something is tried. @return false where nothing may be tried any more */
    boolean mayTry(String token) {
        return jdbc.sql(TRY).param("hash", hash(token)).param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", MOST_TRIES).update() == 1;
    }

    /** Uses it up. @return false where that has happened before */
    boolean use(String token) {
        return jdbc.sql(USE).param("hash", hash(token)).param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update() == 1;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
