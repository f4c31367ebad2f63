// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Microsoft, as people meet it who are sent there to sign in and as its token endpoint answers us. Its Graph is out of order. */
final class MicrosoftSignIn {

    static final String MAIL = "https://graph.microsoft.com/Mail.Read https://graph.microsoft.com/Calendars.Read";

    private final StandIn server;
    private String challenge = "";

    MicrosoftSignIn(StandIn server) {
        this.server = server;
    }

    static void register(DynamicPropertyRegistry registry, StandIn server) {
        registry.add("lamplighter.providers.microsoft.client-id", () -> "client-1");
        registry.add("lamplighter.providers.microsoft.client-secret", () -> "secret-of-the-client");
        registry.add("lamplighter.providers.microsoft.authority", server::baseUrl);
        registry.add("lamplighter.providers.microsoft.graph", () -> server.baseUrl() + "/v1.0");
    }

    /** Whoever signs in is this. */
    void gives(String address, String scopes) {
        says("{\"aud\":\"client-1\",\"email\":\"" + address + "\"}", scopes);
    }

    /** @param claims of the ID token */
    void says(String claims, String scopes) {
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(503)));
        answers("{\"access_token\":\"access-1\",\"expires_in\":3600,\"refresh_token\":\"refresh-1\",\"scope\":\""
                + scopes
                + "\",\"id_token\":\"" + StandIn.token(claims) + "\"}");
    }

    void renews(String access, String refresh) {
        answers("{\"access_token\":\"" + access + "\",\"expires_in\":3600"
                + (refresh.isEmpty() ? "" : ",\"refresh_token\":\"" + refresh + "\"") + "}");
    }

    private void answers(String json) {
        server.stubFor(post(urlPathMatching(".*/token")).willReturn(okJson(json)));
    }

    void refuses(String error) {
        server.stubFor(post(urlPathMatching(".*/token")).willReturn(aResponse().withStatus(400)
                .withBody("{\"error\":\"" + error + "\",\"error_description\":\"AADSTS70000 and refresh-1\"}")));
    }

    /** Sends somebody there. @return with what they are sent; {@code state} comes back with them */
    Map<String, String> sent(Browser browser, String more) {
        HttpResponse<String> leaving = browser.get("/connect/microsoft/go?days=30" + more);
        Map<String, String> query = StandIn.parameters(leaving.headers().firstValue("refresh").orElseThrow()
                .replaceFirst("^[^?]*\\?", ""));
        assertThat(query).containsEntry("code_challenge_method", "S256").containsEntry("client_id", "client-1");
        assertThat(query.get("redirect_uri")).endsWith("/connect/callback");
        challenge = query.getOrDefault("code_challenge", "");
        return query;
    }

    String state(Browser browser, String more) {
        return sent(browser, more).getOrDefault("state", "");
    }

    /** What whoever redeems the code has to have the verifier of. */
    String challenge() {
        return challenge;
    }

    /** What the page says to whom the provider sends back. */
    static String back(Browser browser, String query) {
        return Site.follow(browser, browser.get("/connect/callback?" + query));
    }
}
