// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Fields;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Administrators who were sent to Microsoft to let the application in. The tenant that comes back is only somebody's word; it counts
 * for whom the state was made, once, and after Microsoft gave a token for it.
 */
public final class OrganisationConsents {

    /** Consoles ask for a second factor, and often for a colleague. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);

    private static final String BEGIN = """
            insert into organisation_consent (state_hash, user_id, tenant, limited, expires_at)
            values (:state, :user, :tenant, :limited, :expires)
            """;

    // Gone with the first use, whoever uses it.
    private static final String TAKE = """
            delete from organisation_consent
             where state_hash = :state
            returning user_id, tenant, limited, expires_at
            """;

    private static final String EXPIRED = "delete from organisation_consent where expires_at < :now";

    private final JdbcClient jdbc;
    private final Clock clock;

    public OrganisationConsents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param tenant the id of the organisation that was named; empty for any */
    record Begun(String tenant, boolean limited) {}

    URI begin(OAuthProvider microsoft, UserId user, Begun what, String redirect) {
        Instant now = clock.instant();
        jdbc.sql(EXPIRED).param("now", now.atOffset(ZoneOffset.UTC)).update();
        String state = States.fresh();
        jdbc.sql(BEGIN).param("state", States.hash(state)).param("user", user.value()).param("tenant", what.tenant())
                .param("limited", what.limited()).param("expires", now.plus(GOOD_FOR).atOffset(ZoneOffset.UTC))
                .update();
        return URI.create(microsoft.adminConsent(what.tenant()) + "?client_id=" + encoded(microsoft.clientId())
                + "&state=" + state + "&redirect_uri=" + encoded(redirect));
    }

    /** What was begun under this state by this user; empty for one that is unknown, was used, has expired or is another's. */
    Optional<Begun> take(String state, UserId user) {
        return jdbc.sql(TAKE).param("state", States.hash(state)).query((row, i) -> {
            boolean good = row.getLong("user_id") == user.value()
                    && Fields.at(row, "expires_at").isAfter(clock.instant());
            return good
                    ? Optional.of(new Begun(row.getString("tenant"), row.getBoolean("limited")))
                    : Optional.<Begun>empty();
        }).optional().flatMap(begun -> begun);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
