// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.sql.Fields;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tokens for IMAP mailboxes at providers of one's own. One node at a time renews a right, because a refresh token may be good for
 * one use only. Thread-safe.
 */
public final class TokenSources implements AccessTokens {

    private static final Duration SPARE = Duration.ofMinutes(2);

    private static final String SAVE = """
            insert into imap_token_source (mailbox_id, token_url, client_id, client_secret, grant_type, scope, refresh_token,
                                           access_token, access_expires_at, renewed_at)
            values (:mailbox, :url, :client, :secret, :grant, :scope, :refresh, :access, :expires, :now)
            on conflict (mailbox_id) do update
               set token_url = excluded.token_url, client_id = excluded.client_id, client_secret = excluded.client_secret,
                   grant_type = excluded.grant_type, scope = excluded.scope, refresh_token = excluded.refresh_token,
                   access_token = excluded.access_token, access_expires_at = excluded.access_expires_at,
                   renewed_at = excluded.renewed_at
            """;

    private static final String LOCK = """
            select token_url, client_id, client_secret, grant_type, scope, refresh_token, access_token, access_expires_at
              from imap_token_source
             where mailbox_id = :mailbox
               for update
            """;

    private static final String RENEWED = """
            update imap_token_source
               set access_token = :access, access_expires_at = :expires, refresh_token = :refresh, renewed_at = :now
             where mailbox_id = :mailbox
            """;

    private static final String REFUSED = """
            update imap_token_source set access_expires_at = '-infinity' where mailbox_id = :mailbox
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SecretBox box;
    private final HostLookup hosts;
    private final OAuthClient client;
    private final Clock clock;
    private final Map<MailboxId, OAuthTokens> held = new ConcurrentHashMap<>();

    /** @param hosts which of them may be called */
    public TokenSources(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, HostLookup hosts,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.box = box;
        this.hosts = hosts;
        this.client = new OAuthClient(clock);
        this.clock = clock;
    }

    /**
     * Asks for a first token, with which the mailbox can be tried.
     *
     * @throws MailboxFailure saying what is wrong and what to do
     */
    OAuthTokens first(TokenSource source) {
        check(source.endpoint());
        OAuthProvider provider = provider(source);
        return source.grant() == TokenSource.Grant.CLIENT_CREDENTIALS
                ? client.own(provider, source.scope())
                : client.refresh(provider, source.refreshToken());
    }

    /**
     * A token travels encrypted or within this network only. Where a name leads is looked at before each request; TLS asks whoever
     * answers for that name, so that one which leads elsewhere a moment later leads to nobody.
     */
    private void check(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null || endpoint.getUserInfo() != null) {
            throw new MailboxFailure.ChangeSettings("The token endpoint is a whole address, such as"
                    + " https://login.example.com/oauth2/token.", null);
        }
        try {
            boolean here = hosts.addresses(host).stream().allMatch(InetAddress::isLoopbackAddress);
            if (!"https".equalsIgnoreCase(endpoint.getScheme()) && !here) {
                throw new MailboxFailure.ChangeSettings("The token endpoint has to begin with https.", null);
            }
        } catch (UnknownHostException unknown) {
            throw new MailboxFailure.ChangeSettings("There is no host named " + host + ". Check the token endpoint.",
                    unknown);
        }
    }

    private static OAuthProvider provider(TokenSource source) {
        return new OAuthProvider("imap", source.endpoint().getHost(), "imap", source.endpoint(), source.endpoint(), "",
                source.clientId(), source.secret(), "", List.of(), Map.of());
    }

    /** @param first as it was given with the source */
    void save(MailboxId mailbox, TokenSource source, OAuthTokens first) {
        String refresh = first.refresh().isEmpty() ? source.refreshToken() : first.refresh();
        jdbc.sql(SAVE).param("mailbox", mailbox.value()).param("url", source.endpoint().toString())
                .param("client", source.clientId()).param("secret", box.seal(source.secret(), context(mailbox)))
                .param("grant", source.grant().word()).param("scope", source.scope())
                .param("refresh", box.seal(refresh, context(mailbox)))
                .param("access", box.seal(first.access(), context(mailbox)))
                .param("expires", first.expiresAt().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        held.remove(mailbox);
    }

    @Override
    public String current(MailboxId mailbox) {
        OAuthTokens now = held.get(mailbox);
        if (now != null && isGood(now.expiresAt())) {
            return now.access();
        }
        OAuthTokens tokens = transaction.execute(status -> locked(mailbox));
        if (tokens == null) {
            throw new IllegalStateException("a transaction without a token");
        }
        held.put(mailbox, tokens);
        return tokens.access();
    }

    private boolean isGood(Instant expiresAt) {
        return clock.instant().plus(SPARE).isBefore(expiresAt);
    }

    private record Stored(TokenSource source, String access, Optional<Instant> expiresAt) {}

    /** As it was given; empty where the mailbox gets no tokens from here. */
    Optional<TokenSource> find(MailboxId mailbox) {
        Optional<TokenSource> found = transaction.execute(status -> stored(mailbox).map(Stored::source));
        return found == null ? Optional.empty() : found;
    }

    private Optional<Stored> stored(MailboxId mailbox) {
        return jdbc.sql(LOCK).param("mailbox", mailbox.value())
                .query((row, i) -> new Stored(new TokenSource(URI.create(row.getString("token_url")),
                        row.getString("client_id"), box.open(row.getString("client_secret"), context(mailbox)),
                        TokenSource.Grant.valueOf(row.getString("grant_type").toUpperCase(Locale.ROOT)),
                        row.getString("scope"), box.open(row.getString("refresh_token"), context(mailbox))),
                        row.getString("access_token"), Fields.instant(row, "access_expires_at")))
                .optional();
    }

    private OAuthTokens locked(MailboxId mailbox) {
        Stored stored = stored(mailbox).orElseThrow(() -> new MailboxFailure.ChangeSettings(
                "This mailbox signs in by token, but nobody gives it one. Connect it again.", null));
        Optional<Instant> good = stored.expiresAt().filter(this::isGood);
        if (good.isPresent() && !stored.access().isEmpty()) {
            return new OAuthTokens(box.open(stored.access(), context(mailbox)), good.get(), "", "", "");
        }
        OAuthTokens tokens = first(stored.source());
        String refresh = tokens.refresh().isEmpty() ? stored.source().refreshToken() : tokens.refresh();
        jdbc.sql(RENEWED).param("mailbox", mailbox.value()).param("access", box.seal(tokens.access(), context(mailbox)))
                .param("expires", tokens.expiresAt().atOffset(ZoneOffset.UTC))
                .param("refresh", box.seal(refresh, context(mailbox)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return tokens;
    }

    @Override
    public void refused(MailboxId mailbox, String token) {
        OAuthTokens now = held.get(mailbox);
        if (now == null || now.access().equals(token)) {
            held.remove(mailbox);
            jdbc.sql(REFUSED).param("mailbox", mailbox.value()).update();
        }
    }

    private static String context(MailboxId mailbox) {
        return "imap-token:" + mailbox.value();
    }
}
