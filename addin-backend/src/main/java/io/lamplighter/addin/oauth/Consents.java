// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Consents under way: from the moment somebody is sent to the provider until they come back. A state is good once, for ten
 * minutes, and for the user who was sent.
 */
final class Consents {

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private static final String BEGIN = """
            insert into oauth_consent (state_hash, provider, user_id, owner_email, mailbox_id, verifier, since, calendar,
                                       transcripts, expires_at)
            values (:state, :provider, :user, :owner, :mailbox, :verifier, :since, :calendar, :transcripts, :expires)
            """;

    // Gone with the first use, whoever uses it.
    private static final String TAKE = """
            delete from oauth_consent
             where state_hash = :state
            returning provider, user_id, owner_email, mailbox_id, verifier, since, calendar, transcripts, expires_at
            """;

    private static final String EXPIRED = "delete from oauth_consent where expires_at < :now";

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final Clock clock;

    Consents(JdbcClient jdbc, SecretBox box, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
    }

    /**
     * What somebody is about to consent to.
     *
     * @param owner whose mailbox it is, by email address
     * @param mailbox the mailbox that is connected again; empty for a new one
     */
    record Wish(UserId user, String owner, Optional<MailboxId> mailbox, Instant since, boolean calendar,
            boolean transcripts) {}

    /** @param verifier proves that whoever redeems the code is who asked for it (RFC 7636) */
    record Begun(String provider, Wish wish, String verifier) {}

    /** Where to send the user. @param account whose consent it has to be; empty for whoever signs in */
    URI begin(OAuthProvider provider, Wish wish, Optional<String> account, String redirect) {
        Instant now = clock.instant();
        jdbc.sql(EXPIRED).param("now", now.atOffset(ZoneOffset.UTC)).update();
        String state = States.fresh();
        String verifier = States.fresh();
        jdbc.sql(BEGIN).param("state", States.hash(state)).param("provider", provider.name())
                .param("user", wish.user().value()).param("owner", wish.owner())
                .param("mailbox", wish.mailbox().map(MailboxId::value).orElse(null))
                .param("verifier", box.seal(verifier, "consent")).param("since", wish.since().atOffset(ZoneOffset.UTC))
                .param("calendar", wish.calendar()).param("transcripts", wish.transcripts())
                .param("expires", now.plus(GOOD_FOR).atOffset(ZoneOffset.UTC)).update();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", provider.clientId());
        query.put("redirect_uri", redirect);
        query.put("response_type", "code");
        query.put("scope", provider.scopes(wish.calendar(), wish.transcripts()));
        query.put("state", state);
        query.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(States.hash(verifier)));
        query.put("code_challenge_method", "S256");
        query.putAll(provider.extra(account));
        return URI.create(provider.authorize() + "?" + query.entrySet().stream()
                .map(e -> e.getKey() + '=' + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    /** What was begun under this state by this user; empty for one that is unknown, was used, has expired or is another's. */
    Optional<Begun> take(String state, UserId user) {
        return jdbc.sql(TAKE).param("state", States.hash(state)).query((row, i) -> {
            boolean late = Fields.at(row, "expires_at").isBefore(clock.instant());
            if (late || row.getLong("user_id") != user.value()) {
                return Optional.<Begun>empty();
            }
            Wish wish = new Wish(user, row.getString("owner_email"),
                    Optional.ofNullable(row.getObject("mailbox_id", Long.class)).map(MailboxId::new),
                    Fields.at(row, "since"), row.getBoolean("calendar"), row.getBoolean("transcripts"));
            return Optional
                    .of(new Begun(row.getString("provider"), wish, box.open(row.getString("verifier"), "consent")));
        }).optional().flatMap(begun -> begun);
    }
}
