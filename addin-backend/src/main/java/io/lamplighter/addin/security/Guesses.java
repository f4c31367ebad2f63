// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts sign-ins that failed, for all nodes together. Who guesses one name from one place is stopped soon; a name that is guessed from
 * many places, or a place that guesses many names, later: somebody else must not be able to lock people out cheaply.
 */
final class Guesses {

    static final Duration COUNTED = Duration.ofMinutes(15);

    private static final String TOO_MANY = """
            select count(*) filter (where name_hash = :name and address = :address) >= 10
                   or count(*) filter (where name_hash = :name) >= 100
                   or count(*) filter (where address = :address) >= 100
              from sign_in_failure
             where (name_hash = :name or address = :address) and failed_at > :since
            """;

    private static final String ADD = """
            with gone as (delete from sign_in_failure where failed_at <= :since)
            insert into sign_in_failure (failed_at, name_hash, address) values (:now, :name, :address)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Guesses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether the password is not even to be looked at. */
    boolean areTooMany(String name, String address) {
        return jdbc.sql(TOO_MANY).param("name", hash(name)).param("address", address).param("since", since())
                .query(Boolean.class).single();
    }

    void add(String name, String address) {
        jdbc.sql(ADD).param("name", hash(name)).param("address", address).param("since", since())
                .param("now", at(clock.instant())).update();
    }

    private OffsetDateTime since() {
        return at(clock.instant().minus(COUNTED));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static byte[] hash(String name) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
