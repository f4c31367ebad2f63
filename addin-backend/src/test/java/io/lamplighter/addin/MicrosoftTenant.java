// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** Fernbeck GmbH at Microsoft 365, with an administrator who lets applications in and two people: Dana, and Anna who is connected. */
final class MicrosoftTenant {

    static final String ID = "0a1b2c3d-0000-4000-8000-00000000000a";
    static final String OTHER = "0a1b2c3d-0000-4000-8000-00000000000b";

    private final StandIn server;

    MicrosoftTenant(StandIn server) {
        this.server = server;
    }

    /** As if nothing had been connected. */
    void anew(Site site) {
        server.resetAll();
        site.jdbc().sql("delete from oauth_connection").update();
        site.jdbc().sql("delete from mailbox where connector = 'graph'").update();
        site.jdbc().sql("delete from organisation").update();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)
                .withBody("{\"error\":{\"code\":\"Request_ResourceNotFound\"}}")));
        grants(ID, "\"Mail.Read\",\"User.Read.All\",\"Calendars.Read\"");
        server.stubFor(get(urlPathEqualTo("/fernbeck.example/v2.0/.well-known/openid-configuration"))
                .willReturn(okJson("{\"issuer\":\"https://login.example/" + ID + "/v2.0\"}")));
        server.stubFor(get(urlPathEqualTo("/v1.0/organization")).willReturn(okJson(
                "{\"value\":[{\"displayName\":\"Fernbeck GmbH\",\"verifiedDomains\":[{\"name\":\"fernbeck.example\"}]}]}")));
        people(person("id-dana", "Dana Ott", "dana@fernbeck.example"),
                person("id-anna", "Anna Reyes", "anna@fernbeck.example"));
    }

    void grants(String tenant, String roles) {
        gives(tenant, token(tenant, roles));
    }

    void gives(String tenant, String token) {
        server.stubFor(post(urlPathEqualTo("/" + tenant + "/oauth2/v2.0/token")).willReturn(okJson(
                "{\"access_token\":\"" + token + "\",\"expires_in\":3599}")));
    }

    static String token(String tenant, String roles) {
        return StandIn.token("{\"tid\":\"" + tenant + "\",\"roles\":[" + roles + "]}");
    }

    static String person(String id, String name, String mail) {
        return "{\"id\":\"" + id + "\",\"displayName\":\"" + name + "\",\"mail\":\"" + mail + "\"}";
    }

    void people(String... all) {
        server.stubFor(get(urlPathEqualTo("/v1.0/users")).willReturn(okJson(
                "{\"value\":[" + String.join(",", all) + "]}")));
        for (String one : all) {
            String id = one.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            String mail = one.replaceAll(".*\"mail\":\"([^\"]+)\".*", "$1");
            server.stubFor(get(urlPathEqualTo("/v1.0/users")).atPriority(1)
                    .withQueryParam("$filter", containing("mail eq '" + mail + "'"))
                    .willReturn(okJson("{\"value\":[" + one + "]}")));
            server.stubFor(get(urlPathMatching("/v1.0/users/" + id + "/mailFolders/inbox"))
                    .willReturn(okJson("{\"id\":\"inbox\"}")));
        }
        server.stubFor(get(urlPathEqualTo("/v1.0/users")).atPriority(2).withQueryParam("$filter",
                containing("mail eq ")).willReturn(okJson("{\"value\":[]}")));
    }

    /** Sends the administrator there. @return with what they are sent, and {@code path}, where to */
    Map<String, String> sent(Browser admin, Map<String, String> form) {
        HttpResponse<String> leaving = admin.post("/organisations/microsoft", form);
        assertThat(leaving.statusCode()).isEqualTo(200);
        String to = leaving.headers().firstValue("refresh").orElseThrow().replaceFirst("^0; url=", "");
        assertThat(to).startsWith(server.baseUrl());
        Map<String, String> found = new HashMap<>(StandIn.parameters(to.replaceFirst("^[^?]*\\?", "")));
        found.put("path", to.substring(server.baseUrl().length()).replaceFirst("\\?.*", ""));
        return found;
    }

    String state(Browser admin, String domain) {
        return sent(admin, Map.of("tenant", domain)).getOrDefault("state", "");
    }

    /** The page to which the administrator comes back. */
    static String back(Browser admin, String query) {
        return Site.follow(admin, admin.get("/connect/callback?" + query));
    }

    /** The whole way. */
    String letsIn(Browser admin) {
        return back(admin, "tenant=" + ID + "&admin_consent=True&state=" + state(admin, "fernbeck.example"));
    }

    static long organisation(Site site) {
        return site.jdbc().sql("select organisation_id from organisation").query(Long.class).single();
    }
}
