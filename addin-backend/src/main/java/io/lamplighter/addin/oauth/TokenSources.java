// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.connect.OutsideAnswer;
import io.lamplighter.addin.connect.OutsideHttp;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.AccessTokens;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Tokens for IMAP mailboxes at providers of one's own. Thread-safe. */
public final class TokenSources implements AccessTokens {

    private static final Pattern HERE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

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

    private static final String SOURCE = """
            select token_url, client_id, client_secret, grant_type, scope
              from imap_token_source
             where mailbox_id = :mailbox
            """;

    private final JdbcClient jdbc;
    private final SealedTokens tokens;
    private final HostLookup hosts;
    private final OutsideHttp http;
    private final OAuthClient client;
    private final Clock clock;

    /** @param hosts which of them may be called */
    public TokenSources(JdbcClient jdbc, TransactionTemplate transaction, SecretBox box, HostLookup hosts,
            OutsideHttp http, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = new SealedTokens(SealedTokens.Place.OWN_PROVIDERS, jdbc, transaction, box, clock);
        this.hosts = hosts;
        this.http = http;
        this.client = new OAuthClient(this::posted, clock);
        this.clock = clock;
    }

    /**
     * Asks for a first token, with which the mailbox can be tried.
     *
     * @throws MailboxFailure saying what is wrong and what to do
     */
    OAuthTokens first(TokenSource source) {
        OAuthProvider provider = provider(source);
        return source.grant() == TokenSource.Grant.CLIENT_CREDENTIALS
                ? client.own(provider, source.scope())
                : client.refresh(provider, source.refreshToken());
    }

    private FormPost.Answer posted(URI endpoint, String form) throws IOException {
        OutsideAnswer answer = http.ask(endpoint, allowed(endpoint),
                new OutsideHttp.Message(OAuthClient.FORM, Map.of("Accept", "application/json"), form),
                OAuthClient.LONGEST_ANSWER);
        return new FormPost.Answer(answer.status(), answer.header("retry-after"), answer.body());
    }

    /** Where it is. A token travels encrypted or within this machine only; without TLS there are no names. */
    private List<InetAddress> allowed(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null || endpoint.getUserInfo() != null) {
            throw new MailboxFailure.ChangeSettings("The token endpoint is a whole address, such as"
                    + " https://login.example.com/oauth2/token.", null);
        }
        try {
            List<InetAddress> addresses = hosts.addresses(OutsideHttp.host(endpoint));
            boolean here = "http".equalsIgnoreCase(endpoint.getScheme()) && HERE.matcher(host).matches();
            if (!"https".equalsIgnoreCase(endpoint.getScheme()) && !here) {
                throw new MailboxFailure.ChangeSettings("The token endpoint has to begin with https.", null);
            }
            return addresses;
        } catch (UnknownHostException unknown) {
            throw new MailboxFailure.ChangeSettings("There is no host named " + host + ". Check the token endpoint.",
                    unknown);
        }
    }

    private static OAuthProvider provider(TokenSource source) {
        return new OAuthProvider("imap", source.endpoint().getHost(), "imap", source.endpoint(), source.endpoint(), "",
                source.clientId(), new ClientProof.Secret(source.secret()), "", List.of(), Map.of());
    }

    /** @param first as it was given with the source */
    void save(MailboxId mailbox, TokenSource source, OAuthTokens first) {
        jdbc.sql(SAVE).param("mailbox", mailbox.value()).param("url", source.endpoint().toString())
                .param("client", source.clientId()).param("secret", tokens.seal(mailbox, source.secret()))
                .param("grant", source.grant().word()).param("scope", source.scope())
                .param("refresh", tokens.seal(mailbox, first.orRefresh(source.refreshToken()).refresh()))
                .param("access", tokens.seal(mailbox, first.access()))
                .param("expires", first.expiresAt().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        tokens.replaced(mailbox);
    }

    @Override
    public String current(MailboxId mailbox) {
        return tokens.current(mailbox, refresh -> first(source(mailbox, refresh)));
    }

    /** As it was given; empty where the mailbox gets no tokens from here. */
    Optional<TokenSource> find(MailboxId mailbox) {
        return jdbc.sql("select refresh_token from imap_token_source where mailbox_id = :mailbox")
                .param("mailbox", mailbox.value()).query(String.class).optional()
                .map(sealed -> source(mailbox, tokens.open(mailbox, sealed)));
    }

    private TokenSource source(MailboxId mailbox, String refreshToken) {
        return jdbc.sql(SOURCE).param("mailbox", mailbox.value())
                .query((row, i) -> new TokenSource(URI.create(row.getString("token_url")), row.getString("client_id"),
                        tokens.open(mailbox, row.getString("client_secret")),
                        TokenSource.Grant.valueOf(row.getString("grant_type").toUpperCase(Locale.ROOT)),
                        row.getString("scope"), refreshToken))
                .single();
    }

    @Override
    public void refused(MailboxId mailbox, String token) {
        tokens.refused(mailbox, token);
    }
}
