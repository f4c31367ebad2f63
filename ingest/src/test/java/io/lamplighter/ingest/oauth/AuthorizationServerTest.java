// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.ingest.graph.GraphSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The simulators' sign-in is as strict as the real ones, so that a client that works here has done its homework. */
class AuthorizationServerTest {

    private static final String ANNA = "anna@seller.example";
    private static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-0";

    private Instant now = Instant.parse("2026-11-02T09:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final AuthorizationServer server = new AuthorizationServer(clock,
            new AuthorizationServer.Manners("Microsoft 365", "tenant-1", false, true, "eyJ."),
            () -> List.of(ANNA, "ben@seller.example"));

    private OAuthForm request(String... more) {
        Map<String, String> fields = new HashMap<>(Map.of("client_id", "client-1", "client_secret", "s",
                "redirect_uri", "http://localhost:8080/connect/callback", "response_type", "code", "scope",
                "Mail.Read openid", "state", "state & more", "code_challenge", Proofs.challenge(VERIFIER),
                "code_challenge_method", "S256"));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return new OAuthForm(fields);
    }

    private OAuthForm back(OAuthForm decided) {
        return OAuthForm.of(server.authorize("POST", decided).headers().getOrDefault("Location", "").replaceFirst(
                "^[^?]*\\?", ""));
    }

    private String code() {
        return back(request("account", ANNA, "answer", "allow")).get("code");
    }

    private OAuthAnswer redeemed(String code, String... more) {
        Map<String, String> fields = new HashMap<>(request(more).fields());
        fields.putIfAbsent("code_verifier", VERIFIER);
        fields.putAll(Map.of("grant_type", "authorization_code", "code", code));
        return server.token(new OAuthForm(fields));
    }

    private static String field(OAuthAnswer answer, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer.body());
        return value.find() ? value.group(1) : "";
    }

    private OAuthAnswer refreshed(String token) {
        return server.token(request("grant_type", "refresh_token", "refresh_token", token));
    }

    @Test
    void whoAllowsComesBackWithACodeForAToken() {
        assertThat(server.authorize("GET", request()).body()).contains(ANNA, "Mail.Read", "A simulator");

        OAuthForm back = back(request("account", ANNA, "answer", "allow"));
        OAuthAnswer tokens = redeemed(back.get("code"));

        assertThat(back.get("state")).isEqualTo("state & more");
        assertThat(server.accepted(field(tokens, "access_token")).orElseThrow().user()).isEqualTo(ANNA);
        assertThat(field(refreshed(field(tokens, "refresh_token")), "refresh_token")).isNotEmpty();
        assertThat(field(tokens, "id_token")).contains(".");
    }

    @Test
    void whoDoesNotAllowComesBackWithThat() {
        assertThat(back(request("account", ANNA, "answer", "deny")).get("error")).isEqualTo("access_denied");
    }

    @Test
    void aCodeIsGoodOnceForTenMinutesAndForWhoAskedForIt() {
        String code = code();
        assertThat(redeemed(code).status()).isEqualTo(200);
        assertThat(field(redeemed(code), "error")).isEqualTo("invalid_grant");
        assertThat(field(redeemed(code(), "code_verifier", "somebody else's"), "error")).isEqualTo("invalid_grant");
        assertThat(field(redeemed(code(), "redirect_uri", "http://evil.example/"), "error")).isEqualTo("invalid_grant");
        assertThat(field(redeemed(code(), "client_id", "client-2"), "error")).isEqualTo("invalid_grant");

        String late = code();
        now = now.plus(Duration.ofMinutes(11));
        assertThat(field(redeemed(late), "error")).isEqualTo("invalid_grant");
    }

    @Test
    void oncePeopleWithdrewNothingIsGood() {
        OAuthAnswer tokens = redeemed(code());

        server.withdraws(ANNA);

        assertThat(server.accepted(field(tokens, "access_token"))).isEmpty();
        assertThat(field(refreshed(field(tokens, "refresh_token")), "error")).isEqualTo("invalid_grant");
    }

    @Test
    void aTokenGivenBackTakesTheConsentWithIt() {
        OAuthAnswer tokens = redeemed(code());

        assertThat(server.revoke(request("token", field(tokens, "refresh_token"))).status()).isEqualTo(200);

        assertThat(server.accepted(field(tokens, "access_token"))).isEmpty();
    }

    @Test
    void anApplicationNeedsAnAdministrator() {
        OAuthForm application = request("grant_type", "client_credentials", "scope",
                "https://graph.microsoft.com/.default");
        assertThat(field(server.token(application), "error")).isEqualTo("unauthorized_client");

        assertThat(server.adminConsent("POST", request("answer", "allow")).headers().get("Location"))
                .contains("admin_consent=True", "tenant=tenant-1");

        assertThat(server.accepted(field(server.token(application), "access_token")).orElseThrow().user()).isEmpty();
    }

    @Test
    void aRegisteredClientProvesItselfByItsSecret() {
        server.registers("client-1", "s");

        assertThat(field(redeemed(code(), "client_secret", "wrong"), "error")).isEqualTo("invalid_client");
        assertThat(redeemed(code()).status()).isEqualTo(200);
        assertThat(server.authorize("GET", request("client_id", "client-2")).status()).isEqualTo(400);
    }

    @Test
    void oneUsersTokenDoesNotOpenTheMailboxOfAnother() throws IOException, InterruptedException {
        try (GraphSimulator graph = new GraphSimulator(clock)) {
            graph.mailbox(ANNA);
            graph.mailbox("ben@seller.example");
            String token = token(graph, "Mail.Read");

            assertThat(status(graph, "/users/ben@seller.example/mailFolders/inbox", token)).isEqualTo(403);
            assertThat(status(graph, "/me/mailFolders/inbox", token)).isEqualTo(200);
            assertThat(status(graph, "/me/calendarView?startDateTime=2026-11-01T00:00:00Z"
                    + "&endDateTime=2026-11-02T00:00:00Z", token)).isEqualTo(403);
            assertThat(status(graph, "/me/mailFolders/inbox", "forged")).isEqualTo(401);
        }
    }

    private static String token(GraphSimulator graph, String scope) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String form = OAuthForm.encoded(Map.of("grant_type", "authorization_code", "client_id", "client-1", "code",
                    graph.people().code(ANNA, Set.of(scope))));
            HttpResponse<String> answer = http.send(HttpRequest
                    .newBuilder(URI.create(graph.authority() + "/common/oauth2/v2.0/token"))
                    .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.UTF_8)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return field(OAuthAnswer.json(answer.statusCode(), answer.body()), "access_token");
        }
    }

    private static int status(GraphSimulator graph, String path, String token)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(graph.base() + path))
                    .header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
