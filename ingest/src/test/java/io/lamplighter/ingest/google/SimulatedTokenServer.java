// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gives tokens for codes, for refresh tokens and for what a service account signs (RFC 6749, RFC 7523). */
final class SimulatedTokenServer {

    private record Grant(String user, Set<String> scopes) {}

    private record Delegation(SimulatedKey key, Set<String> scopes) {}

    private final SimulatedConsents consents;
    private final Predicate<String> isUser;
    private final Map<String, Grant> codes = new HashMap<>();
    private final Map<String, Grant> refreshTokens = new HashMap<>();
    private final Map<String, Delegation> delegations = new HashMap<>();
    private final Set<String> suspended = new HashSet<>();
    private int serial;

    SimulatedTokenServer(SimulatedConsents consents, Predicate<String> isUser) {
        this.consents = consents;
        this.isUser = isUser;
    }

    String code(String user, Set<String> scopes) {
        String code = "4/" + ++serial;
        codes.put(code, new Grant(user, scopes));
        return code;
    }

    void delegate(String email, SimulatedKey key, Set<String> scopes) {
        delegations.put(email, new Delegation(key, scopes));
    }

    void suspend(String user) {
        suspended.add(user);
        refreshTokens.values().removeIf(g -> g.user().equals(user));
        consents.revoke(user);
    }

    Answer answer(GoogleRequest request) {
        Map<String, String> form = new HashMap<>();
        for (String pair : request.body().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> code(form.getOrDefault("code", ""));
            case "refresh_token" -> refresh(form.getOrDefault("refresh_token", ""));
            case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> assertion(form.getOrDefault("assertion", ""));
            default -> refusal(400, "unsupported_grant_type", "Invalid grant_type");
        };
    }

    private Answer code(String code) {
        Grant grant = codes.remove(code);
        if (grant == null) {
            return refusal(400, "invalid_grant", "Malformed auth code.");
        }
        String refreshToken = "1//" + ++serial;
        refreshTokens.put(refreshToken, grant);
        return token(grant, refreshToken);
    }

    private Answer refresh(String refreshToken) {
        Grant grant = refreshTokens.get(refreshToken);
        return grant == null
                ? refusal(400, "invalid_grant", "Token has been expired or revoked.")
                : token(grant, null);
    }

    private Answer assertion(String assertion) {
        try {
            JsonWebSignature token = JsonWebSignature.parse(GsonFactory.getDefaultInstance(), assertion);
            Delegation delegation = delegations.get(token.getPayload().getIssuer());
            if (delegation == null) {
                return refusal(400, "invalid_grant", "Invalid grant: account not found");
            }
            if (!delegation.key().signed(token)) {
                return refusal(400, "invalid_grant", "Invalid JWT Signature.");
            }
            String user = String.valueOf(token.getPayload().getSubject());
            Set<String> scopes = new TreeSet<>(
                    Arrays.asList(String.valueOf(token.getPayload().get("scope")).split(" ")));
            if (!delegation.scopes().containsAll(scopes)) {
                return refusal(401, "unauthorized_client",
                        "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any"
                                + " of the scopes requested.");
            }
            if (!isUser.test(user)) {
                return refusal(400, "invalid_grant", "Invalid email or User ID");
            }
            return suspended.contains(user)
                    ? refusal(400, "invalid_grant", "Account has been suspended")
                    : token(new Grant(user, scopes), null);
        } catch (IOException | IllegalArgumentException broken) {
            return refusal(400, "invalid_grant", "Invalid JWT");
        }
    }

    private Answer token(Grant grant, @Nullable String refreshToken) {
        return Answer.json(Json.of("access_token", consents.issue(grant.user(), grant.scopes()), "expires_in", 3600,
                "token_type", "Bearer", "scope", String.join(" ", grant.scopes()), "refresh_token", refreshToken));
    }

    private static Answer refusal(int status, String error, String description) {
        return new Answer(status, Map.of("Content-Type", "application/json"),
                Json.text(Json.of("error", error, "error_description", description)), Duration.ZERO, false);
    }
}
