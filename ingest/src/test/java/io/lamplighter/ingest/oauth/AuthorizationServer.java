// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Where people allow a program to read their mailbox, and the program gets tokens for it: authorization codes with PKCE (RFC 6749,
 * RFC 7636), refreshing, revocation (RFC 7009), and tokens for a whole organisation. As strict as the real ones: a code is good
 * once, for ten minutes, for the same client, address and verifier. Thread-safe.
 */
public final class AuthorizationServer {

    private static final Duration CODE_LASTS = Duration.ofMinutes(10);
    private static final Duration TOKEN_LASTS = Duration.ofHours(1);
    private static final int MOST_REFRESH_TOKENS = 50_000;

    private final Clock clock;
    private final Manners manners;
    private final Supplier<List<String>> accounts;
    private final Map<String, String> clients = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Grant> refreshTokens = new LinkedHashMap<>();
    private final Map<String, Token> accessTokens = new HashMap<>();
    private final Set<String> organisationAllows = new HashSet<>();
    private int serial;

    /**
     * What differs between providers.
     *
     * @param name as on the consent page
     * @param tenant the organisation, as identity tokens name it
     * @param separately whether people can allow one thing and not another
     * @param replaces whether refreshing gives a new refresh token
     * @param prefix of access tokens
     */
    public record Manners(String name, String tenant, boolean separately, boolean replaces, String prefix) {}

    /** @param user whose mailbox; empty for all of the organisation */
    public record Grant(String client, String user, Set<String> scopes) {}

    private record Code(Grant grant, String redirect, String challenge, Instant until) {}

    private record Token(Grant grant, Instant until) {}

    public AuthorizationServer(Clock clock, Manners manners, Supplier<List<String>> accounts) {
        this.clock = clock;
        this.manners = manners;
        this.accounts = accounts;
    }

    /** From now on clients have to be registered; before, everybody is believed. */
    public synchronized void registers(String client, String secret) {
        clients.put(client, secret);
    }

    /** The page of consent, for a GET; what was decided there, for a POST. */
    public synchronized OAuthAnswer authorize(String method, OAuthForm asked) {
        String wrong = refused(asked);
        if (!wrong.isEmpty()) {
            return OAuthAnswer.page(400, ConsentPage.wrong(manners.name(), wrong));
        }
        if (method.equals("POST")) {
            return decided(asked);
        }
        return OAuthAnswer.page(200, ConsentPage.ask(manners.name(), accounts.get(), asked.get("login_hint"),
                asked.words("scope"), manners.separately(), asked));
    }

    private String refused(OAuthForm asked) {
        if (!isKnown(asked.get("client_id"))) {
            return "The application " + asked.get("client_id") + " is not registered here.";
        }
        if (!asked.get("redirect_uri").matches("https?://.+")) {
            return "The address to come back to is missing.";
        }
        return asked.get("response_type").equals("code") && asked.get("code_challenge_method").equals("S256")
                && !asked.get("code_challenge").isEmpty() ? "" : "Only codes with a challenge by S256 are given here.";
    }

    private OAuthAnswer decided(OAuthForm asked) {
        if (!asked.get("answer").equals("allow")) {
            return back(asked, Map.of("error", "access_denied"));
        }
        if (!accounts.get().contains(asked.get("account"))) {
            return OAuthAnswer.page(400, ConsentPage.wrong(manners.name(), "There is no such account."));
        }
        String code = "code-" + ++serial;
        codes.put(code, new Code(
                new Grant(asked.get("client_id"), asked.get("account"), new TreeSet<>(asked.words("scope"))),
                asked.get("redirect_uri"), asked.get("code_challenge"), clock.instant().plus(CODE_LASTS)));
        return back(asked, Map.of("code", code));
    }

    /** Consent for everybody, by an administrator: a page for a GET, the way back for a POST. */
    public synchronized OAuthAnswer adminConsent(String method, OAuthForm asked) {
        if (!isKnown(asked.get("client_id")) || !asked.get("redirect_uri").matches("https?://.+")) {
            return OAuthAnswer.page(400, ConsentPage.wrong(manners.name(), "The application is not registered here."));
        }
        if (!method.equals("POST")) {
            return OAuthAnswer.page(200, ConsentPage.askAdministrator(manners.name(), asked));
        }
        if (!asked.get("answer").equals("allow")) {
            return back(asked, Map.of("error", "access_denied"));
        }
        organisationAllows.add(asked.get("client_id"));
        return back(asked, Map.of("admin_consent", "True", "tenant", manners.tenant()));
    }

    private static OAuthAnswer back(OAuthForm asked, Map<String, String> said) {
        Map<String, String> parameters = new LinkedHashMap<>(said);
        parameters.put("state", asked.get("state"));
        String redirect = asked.get("redirect_uri");
        return OAuthAnswer.to(redirect + (redirect.contains("?") ? "&" : "?") + OAuthForm.encoded(parameters));
    }

    /** What the browser of somebody who consents would bring back, without the browser; any client may redeem it. */
    public synchronized String code(String user, Set<String> scopes) {
        String code = "code-" + ++serial;
        codes.put(code, new Code(new Grant("", user, scopes), "", "", clock.instant().plus(CODE_LASTS)));
        return code;
    }

    /** The token endpoint. */
    public synchronized OAuthAnswer token(OAuthForm form) {
        String client = form.get("client_id");
        if (!isKnown(client) || !clients.getOrDefault(client, form.get("client_secret"))
                .equals(form.get("client_secret"))) {
            return OAuthAnswer.error(401, "invalid_client", "Unknown client, or not its secret.");
        }
        return switch (form.get("grant_type")) {
            case "authorization_code" -> redeem(form, client);
            case "refresh_token" -> refresh(form, client);
            case "client_credentials" -> manners.tenant().isEmpty()
                    ? OAuthAnswer.error(400, "unsupported_grant_type", "Invalid grant_type")
                    : application(client, form);
            default -> OAuthAnswer.error(400, "unsupported_grant_type", "Invalid grant_type");
        };
    }

    private boolean isKnown(String client) {
        return clients.isEmpty() || clients.containsKey(client);
    }

    private OAuthAnswer redeem(OAuthForm form, String client) {
        // Gone with the first use, good or bad (RFC 6749 §4.1.2).
        Code code = codes.remove(form.get("code"));
        if (code == null || !clock.instant().isBefore(code.until())) {
            return OAuthAnswer.error(400, "invalid_grant", "The code has expired or was used before.");
        }
        boolean same = code.redirect().isEmpty()
                || code.grant().client().equals(client) && code.redirect().equals(form.get("redirect_uri"))
                        && code.challenge().equals(Proofs.challenge(form.get("code_verifier")));
        return same
                ? tokens(code.grant(), true)
                : OAuthAnswer.error(400, "invalid_grant", "The code was given to somebody else.");
    }

    private OAuthAnswer refresh(OAuthForm form, String client) {
        Grant grant = refreshTokens.get(form.get("refresh_token"));
        return grant == null || !grant.client().isEmpty() && !grant.client().equals(client)
                ? OAuthAnswer.error(400, "invalid_grant", "Token has been expired or revoked.")
                : tokens(grant, manners.replaces());
    }

    private OAuthAnswer application(String client, OAuthForm form) {
        if (!organisationAllows.contains(client)) {
            return OAuthAnswer.error(400, "unauthorized_client",
                    "The application was not found in the directory: an administrator has to consent.");
        }
        return form.get("scope").endsWith("/.default")
                ? OAuthAnswer.json(200,
                        "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\"}".formatted(
                                TOKEN_LASTS.toSeconds(), access(new Grant(client, "", Set.of(form.get("scope"))))))
                : OAuthAnswer.error(400, "invalid_scope", "Only .default can be asked for without a user.");
    }

    private OAuthAnswer tokens(Grant grant, boolean refreshing) {
        StringBuilder json = new StringBuilder("{\"token_type\":\"Bearer\",\"expires_in\":")
                .append(TOKEN_LASTS.toSeconds()).append(",\"access_token\":\"").append(access(grant))
                .append("\",\"scope\":\"").append(String.join(" ", grant.scopes())).append('"');
        if (refreshing) {
            String token = "refresh-" + ++serial;
            refreshTokens.put(token, grant);
            // Old ones go on working for a while; a simulator may run for weeks.
            if (refreshTokens.size() > MOST_REFRESH_TOKENS) {
                refreshTokens.remove(refreshTokens.keySet().iterator().next());
            }
            json.append(",\"refresh_token\":\"").append(token).append('"');
        }
        if (grant.scopes().contains("openid")) {
            json.append(",\"id_token\":\"").append(Proofs.identity(grant, manners, clock.instant().plus(TOKEN_LASTS)))
                    .append('"');
        }
        return OAuthAnswer.json(200, json.append('}').toString());
    }

    private String access(Grant grant) {
        String token = manners.prefix() + ++serial;
        accessTokens.values().removeIf(old -> !clock.instant().isBefore(old.until()));
        accessTokens.put(token, new Token(grant, clock.instant().plus(TOKEN_LASTS)));
        return token;
    }

    /** The program gives a token back (RFC 7009): all that came of the same consent goes with it. */
    public synchronized OAuthAnswer revoke(OAuthForm form) {
        Grant grant = refreshTokens.get(form.get("token"));
        Token token = accessTokens.get(form.get("token"));
        if (grant == null && token == null) {
            return OAuthAnswer.error(400, "invalid_token", "Token expired or revoked");
        }
        refreshTokens.values().removeIf(one -> one.equals(grant) || token != null && one.equals(token.grant()));
        accessTokens.values()
                .removeIf(one -> one.grant().equals(grant) || token != null && one.grant().equals(token.grant()));
        return OAuthAnswer.json(200, "{}");
    }

    /** A token of the token endpoint was used: whose it is, if it is good. */
    public synchronized Optional<Grant> accepted(String accessToken) {
        return Optional.ofNullable(accessTokens.get(accessToken)).filter(t -> clock.instant().isBefore(t.until()))
                .map(Token::grant);
    }

    /** Tokens in use are no longer accepted; new ones are given. */
    public synchronized void expireTokens() {
        accessTokens.clear();
    }

    /** Somebody withdraws what they allowed. */
    public synchronized void withdraws(String user) {
        refreshTokens.values().removeIf(grant -> grant.user().equals(user));
        accessTokens.values().removeIf(token -> token.grant().user().equals(user));
        codes.values().removeIf(code -> code.grant().user().equals(user));
    }

    /** Everybody does, and the organisation as well. */
    public synchronized void allWithdraw() {
        refreshTokens.clear();
        accessTokens.clear();
        codes.clear();
        organisationAllows.clear();
    }
}
