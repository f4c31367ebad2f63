// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import io.lamplighter.ingest.oauth.AuthorizationServer;
import io.lamplighter.ingest.oauth.OAuthAnswer;
import io.lamplighter.ingest.oauth.OAuthForm;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where people of the simulated Workspace sign in, and tokens are given: for codes, for refresh tokens, and for what a service
 * account signs (RFC 6749, RFC 7523).
 */
final class SimulatedTokenServer {

    private static final AuthorizationServer.Manners GOOGLE = new AuthorizationServer.Manners("Google", "", true, false,
            "ya29.a0");

    private record Delegation(SimulatedKey key, Set<String> scopes) {}

    private final SimulatedConsents consents;
    private final Predicate<String> isUser;
    private final Map<String, Delegation> delegations = new HashMap<>();
    private final Set<String> suspended = new HashSet<>();
    private final AuthorizationServer people;

    SimulatedTokenServer(Clock clock, SimulatedConsents consents, Supplier<List<String>> users) {
        this.consents = consents;
        this.isUser = user -> users.get().contains(user);
        this.people = new AuthorizationServer(clock, GOOGLE, users);
    }

    AuthorizationServer people() {
        return people;
    }

    /** Whose data a token opens, however it was given. */
    Optional<SimulatedConsents.Consent> consent(String bearer) {
        return people.accepted(bearer).map(g -> new SimulatedConsents.Consent(g.user(), g.scopes(), Instant.MAX))
                .or(() -> Optional.ofNullable(consents.of(bearer)));
    }

    /** Requests to the pages and endpoints of sign-in; empty for all others. */
    Optional<Answer> signIn(GoogleRequest request) {
        return switch (String.join("/", request.path())) {
            case "o/oauth2/v2/auth" -> Optional.of(answer(people.authorize(request.method(),
                    OAuthForm.of(request.method().equals("POST") ? request.body() : request.rawQuery()))));
            case "token" -> Optional.of(answer(request));
            case "revoke" -> Optional.of(answer(people.revoke(
                    OAuthForm.of(request.body().isEmpty() ? request.rawQuery() : request.body()))));
            default -> Optional.empty();
        };
    }

    private static Answer answer(OAuthAnswer answer) {
        return new Answer(answer.status(), answer.headers(), answer.body(), Duration.ZERO, false);
    }

    void delegate(String email, SimulatedKey key, Set<String> scopes) {
        delegations.put(email, new Delegation(key, scopes));
    }

    void suspend(String user) {
        suspended.add(user);
        people.withdraws(user);
        consents.revoke(user);
    }

    private Answer answer(GoogleRequest request) {
        OAuthForm form = OAuthForm.of(request.body());
        return form.get("grant_type").equals("urn:ietf:params:oauth:grant-type:jwt-bearer")
                ? assertion(form.get("assertion"))
                : answer(people.token(form));
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
                    : token(user, scopes);
        } catch (IOException | IllegalArgumentException broken) {
            return refusal(400, "invalid_grant", "Invalid JWT");
        }
    }

    private Answer token(String user, Set<String> scopes) {
        return Answer.json(Json.of("access_token", consents.issue(user, scopes), "expires_in", 3600, "token_type",
                "Bearer", "scope", String.join(" ", scopes)));
    }

    private static Answer refusal(int status, String error, String description) {
        return new Answer(status, Map.of("Content-Type", "application/json"),
                Json.text(Json.of("error", error, "error_description", description)), Duration.ZERO, false);
    }
}
