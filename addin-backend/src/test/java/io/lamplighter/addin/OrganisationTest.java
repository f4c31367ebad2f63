// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.lamplighter.addin.oauth.OAuthConnections;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A whole Microsoft 365 organisation, let in by its administrator: what is believed of what comes back, and what is read by it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class OrganisationTest {

    private static final String TENANT = "0a1b2c3d-0000-4000-8000-00000000000a";
    private static final String OTHER = "0a1b2c3d-0000-4000-8000-00000000000b";
    private static final WireMockServer MICROSOFT = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private Browser admin;
    private Browser rep;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        MICROSOFT.start();
        Path data = Files.createTempDirectory(Path.of("target"), "organisation-data");
        registry.add("lamplighter.data-dir", data::toString);
        registry.add("lamplighter.providers.microsoft.client-id", () -> "client-1");
        registry.add("lamplighter.providers.microsoft.client-secret", () -> "secret-of-the-client");
        registry.add("lamplighter.providers.microsoft.authority", MICROSOFT::baseUrl);
        registry.add("lamplighter.providers.microsoft.graph", () -> MICROSOFT.baseUrl() + "/v1.0");
    }

    @BeforeAll
    void fill() {
        new PagesWorld(context).build();
        admin = new Browser(port).signIn("ewa");
        rep = new Browser(port).signIn("anna");
    }

    @AfterAll
    static void stop() {
        MICROSOFT.stop();
    }

    @BeforeEach
    void microsoft() {
        MICROSOFT.resetAll();
        jdbc().sql("delete from oauth_connection").update();
        jdbc().sql("delete from mailbox where connector = 'graph'").update();
        jdbc().sql("delete from organisation").update();
        MICROSOFT.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)
                .withBody("{\"error\":{\"code\":\"Request_ResourceNotFound\"}}")));
        grants(TENANT, "\"Mail.Read\",\"User.Read.All\",\"Calendars.Read\"");
        MICROSOFT.stubFor(get(urlPathEqualTo("/fernbeck.example/v2.0/.well-known/openid-configuration"))
                .willReturn(okJson("{\"issuer\":\"https://login.example/" + TENANT + "/v2.0\"}")));
        MICROSOFT.stubFor(get(urlPathEqualTo("/v1.0/organization")).willReturn(okJson(
                "{\"value\":[{\"displayName\":\"Fernbeck GmbH\",\"verifiedDomains\":[{\"name\":\"fernbeck.example\"}]}]}")));
        people(person("id-dana", "Dana Ott", "dana@fernbeck.example"),
                person("id-anna", "Anna Reyes", "anna@fernbeck.example"));
    }

    private static void grants(String tenant, String roles) {
        MICROSOFT.stubFor(post(urlPathEqualTo("/" + tenant + "/oauth2/v2.0/token")).willReturn(okJson(
                "{\"access_token\":\"" + token(tenant, roles) + "\",\"expires_in\":3599}")));
    }

    private static String token(String tenant, String roles) {
        return "e30." + Base64.getUrlEncoder().withoutPadding()
                .encodeToString(("{\"tid\":\"" + tenant + "\",\"roles\":[" + roles + "]}")
                        .getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    private static String person(String id, String name, String mail) {
        return "{\"id\":\"" + id + "\",\"displayName\":\"" + name + "\",\"mail\":\"" + mail + "\"}";
    }

    private static void people(String... all) {
        MICROSOFT.stubFor(get(urlPathEqualTo("/v1.0/users")).willReturn(okJson(
                "{\"value\":[" + String.join(",", all) + "]}")));
        for (String one : all) {
            String id = one.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
            String mail = one.replaceAll(".*\"mail\":\"([^\"]+)\".*", "$1");
            MICROSOFT.stubFor(get(urlPathEqualTo("/v1.0/users")).atPriority(1)
                    .withQueryParam("$filter", containing("mail eq '" + mail + "'"))
                    .willReturn(okJson("{\"value\":[" + one + "]}")));
            MICROSOFT.stubFor(get(urlPathMatching("/v1.0/users/" + id + "/mailFolders/inbox"))
                    .willReturn(okJson("{\"id\":\"inbox\"}")));
        }
        MICROSOFT.stubFor(get(urlPathEqualTo("/v1.0/users")).atPriority(2).withQueryParam("$filter",
                containing("mail eq ")).willReturn(okJson("{\"value\":[]}")));
    }

    @Test
    void thePageSaysHowToLimitWhatTheApplicationMayOpen() {
        assertThat(admin.get("/mailboxes").body()).contains("Connect a whole organisation");
        assertThat(admin.get("/organisations").body()).contains("RBAC for Applications", "New-ManagementRoleAssignment",
                "application access policy", "/connect/callback");
        assertThat(rep.get("/organisations").statusCode()).isEqualTo(403);
    }

    @Test
    void theAdministratorIsSentToTheOrganisationThatWasNamed() {
        Map<String, String> sent = sent("fernbeck.example");

        assertThat(sent).containsEntry("path", "/" + TENANT + "/adminconsent").containsEntry("client_id", "client-1");
        assertThat(sent.get("redirect_uri")).endsWith("/connect/callback");
        assertThat(sent("").get("path")).isEqualTo("/organizations/adminconsent");
        assertThat(admin.post("/organisations/microsoft", Map.of("tenant", "nobody.example")).body())
                .contains("No organisation of Microsoft 365 has the domain nobody.example.");
        assertThat(admin.post("/organisations/microsoft", Map.of("tenant", "../evil")).body())
                .contains("is no domain");
    }

    @Test
    void anOrganisationThatLetUsInIsConnectedAndItsPeopleCanBeChosen() {
        String page = back("tenant=" + TENANT + "&admin_consent=True&state=" + state("fernbeck.example"));

        assertThat(page).contains("Fernbeck GmbH let this application in", "Dana Ott", "dana@fernbeck.example",
                "OnlineMeetingTranscript.Read.All", "value=\"dana@fernbeck.example\"")
                .doesNotContain("User.Read.All: nobody");
        assertThat(page).as("who is connected already cannot be chosen")
                .doesNotContain("value=\"anna@fernbeck.example\"").contains(">Connected</a>");
        MICROSOFT.verify(postRequestedFor(urlPathEqualTo("/" + TENANT + "/oauth2/v2.0/token"))
                .withRequestBody(containing("grant_type=client_credentials"))
                .withRequestBody(containing("graph.microsoft.com%2F.default")));
    }

    @Test
    void searchingAsksForTheWords() {
        connected();

        admin.get("/organisations/" + organisation() + "?q=Da");

        MICROSOFT.verify(getRequestedFor(urlPathEqualTo("/v1.0/users")).withQueryParam("$filter",
                containing("startswith(displayName,'Da')")));
    }

    @Test
    void thoseChosenAreReadAsTheApplicationByTheirIds() {
        connected();

        String page = answered(admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("pick", "dana@fernbeck.example", "addresses", "nobody@fernbeck.example, anna@fernbeck.example",
                        "days", "30")));

        assertThat(page).contains("One of three is connected", "One was there already",
                "Nobody in Fernbeck GmbH has the address nobody@fernbeck.example");
        MailboxState dana = find("dana@fernbeck.example").orElseThrow();
        assertThat(dana.ownerName()).isEqualTo("Dana Ott");
        assertThat(context.getBean(OAuthConnections.class).current(dana.id())).isEqualTo(
                token(TENANT, "\"Mail.Read\",\"User.Read.All\",\"Calendars.Read\""));
        MICROSOFT.verify(getRequestedFor(urlPathEqualTo("/v1.0/users/id-dana/mailFolders/inbox")));
        assertThat(find("nobody@fernbeck.example")).isEmpty();
    }

    @Test
    void oneTokenServesAllMailboxesOfTheOrganisation() {
        people(person("id-1", "One", "one@fernbeck.example"), person("id-2", "Two", "two@fernbeck.example"));
        connected();
        MICROSOFT.resetRequests();

        answered(admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("addresses", "one@fernbeck.example two@fernbeck.example")));
        OAuthConnections connections = context.getBean(OAuthConnections.class);
        connections.current(find("one@fernbeck.example").orElseThrow().id());
        connections.current(find("two@fernbeck.example").orElseThrow().id());

        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void aMailboxThatExchangeKeepsFromTheApplicationIsRefusedInWordsAndNotStored() {
        connected();
        MICROSOFT.stubFor(get(urlPathEqualTo("/v1.0/users/id-dana/mailFolders/inbox")).willReturn(aResponse()
                .withStatus(403).withBody("{\"error\":{\"code\":\"ErrorAccessDenied\"}}")));

        assertThat(answered(admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("pick", "dana@fernbeck.example"))))
                .contains("The app may not read dana@fernbeck.example", "an application access policy");
        assertThat(find("dana@fernbeck.example")).isEmpty();
        assertThat(admin.post("/organisations/" + organisation() + "/test",
                Map.of("address", "dana@fernbeck.example")).body()).contains("cannot be read", "Nothing was changed.");
    }

    @Test
    void withoutTheRightToListPeopleAddressesAreTyped() {
        connected();
        MICROSOFT.stubFor(get(urlPathEqualTo("/v1.0/users")).atPriority(0).willReturn(aResponse().withStatus(403)
                .withBody("{\"error\":{\"code\":\"Authorization_RequestDenied\"}}")));
        MICROSOFT.stubFor(get(urlPathMatching("/v1.0/users/dana(@|%40)fernbeck.example/mailFolders/inbox"))
                .willReturn(okJson("{\"id\":\"inbox\"}")));

        assertThat(admin.get("/organisations/" + organisation()).body()).contains("People cannot be listed",
                "type the addresses");
        assertThat(answered(admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("addresses", "dana@fernbeck.example")))).contains("One of one is connected");
    }

    @Test
    void aForgedOrReplayedStateIsRefusedAndNothingIsChanged() {
        String good = "tenant=" + TENANT + "&admin_consent=True&state=";
        assertThat(back(good + "made-up")).contains("Nothing was changed.", "was begun by somebody else");

        String state = state("fernbeck.example");
        assertThat(rep.get("/connect/callback?" + good + state).statusCode()).isEqualTo(404);
        back(good + state);
        assertThat(back(good + state)).contains("Nothing was changed.", "was used already");
        assertThat(jdbc().sql("select count(*) from organisation").query(Long.class).single()).isEqualTo(1);
        assertThat(jdbc().sql("select count(*) from organisation_consent where state_hash = :it")
                .param("it", state.getBytes(StandardCharsets.US_ASCII)).query(Long.class).single())
                .as("the state itself is not stored").isZero();
    }

    @Test
    void aConsentThatTookTooLongIsRefused() {
        String state = state("fernbeck.example");
        jdbc().sql("update organisation_consent set expires_at = now() - interval '1 second'").update();

        assertThat(back("tenant=" + TENANT + "&admin_consent=True&state=" + state)).contains("Nothing was changed.");
        assertThat(organisations()).isZero();
    }

    @Test
    void anotherTenantThanTheOneNamedIsRefused() {
        grants(OTHER, "\"Mail.Read\"");

        assertThat(back("tenant=" + OTHER + "&admin_consent=True&state=" + state("fernbeck.example")))
                .contains("Nothing was changed.", "Another organisation than the one that was named");
        assertThat(back("tenant=..%2F..%2Fevil&admin_consent=True&state=" + state("")))
                .contains("Nothing was changed.");
        assertThat(organisations()).isZero();
        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void aTenantThatGaveNoConsentIsRefusedWhateverTheBrowserSays() {
        MICROSOFT.stubFor(post(urlPathEqualTo("/" + OTHER + "/oauth2/v2.0/token")).willReturn(aResponse()
                .withStatus(400)
                .withBody("{\"error\":\"unauthorized_client\",\"error_description\":\"AADSTS700016\"}")));

        assertThat(back("tenant=" + OTHER + "&admin_consent=True&state=" + state("")))
                .contains("Nothing was changed.", "does not let this application in").doesNotContain("AADSTS");
        assertThat(organisations()).isZero();
    }

    @Test
    void aTokenOfAnotherTenantIsRefused() {
        MICROSOFT.stubFor(post(urlPathEqualTo("/" + TENANT + "/oauth2/v2.0/token")).willReturn(okJson(
                "{\"access_token\":\"" + token(OTHER, "\"Mail.Read\"") + "\",\"expires_in\":3599}")));

        assertThat(back("tenant=" + TENANT + "&admin_consent=True&state=" + state("")))
                .contains("Nothing was changed.", "a token of another organisation");
        assertThat(organisations()).isZero();
    }

    @Test
    void aRefusedConsentIsSaidInWords() {
        assertThat(back("admin_consent=True&error=access_denied&error_description=AADSTS65004&state=" + state("")))
                .contains("Nothing was changed.", "did not allow it", "Privileged Role Administrator")
                .doesNotContain("AADSTS65004");
        assertThat(organisations()).isZero();
    }

    @Test
    void aConsentWithoutMailIsRefusedUnlessExchangeGrantsIt() {
        grants(TENANT, "\"User.Read.All\"");
        assertThat(back("tenant=" + TENANT + "&admin_consent=True&state=" + state("")))
                .contains("Nothing was changed.", "Mail.Read of Microsoft Graph is not granted");
        assertThat(organisations()).isZero();

        String limited = state(Map.of("tenant", "", "limited", "true"));
        assertThat(back("tenant=" + TENANT + "&admin_consent=True&state=" + limited))
                .contains("let this application in");
    }

    @Test
    void anOrganisationIsForgottenOnlyWhenNothingIsReadByItsRight() {
        connected();
        answered(admin.post("/organisations/" + organisation() + "/mailboxes",
                Map.of("pick", "dana@fernbeck.example")));

        assertThat(follow(admin.post("/organisations/" + organisation() + "/remove", Map.of())))
                .contains("Nothing was changed.", "Remove them first");
        assertThat(admin.call("DELETE", "ewa", "/api/organisations/" + organisation(), "application/json", "")
                .statusCode()).isEqualTo(400);
        admin.post("/mailboxes/" + find("dana@fernbeck.example").orElseThrow().id() + "/remove",
                Map.of("what", "keep"));
        assertThat(admin.call("DELETE", "ewa", "/api/organisations/" + organisation(), "application/json", "")
                .statusCode()).isEqualTo(204);
        assertThat(organisations()).isZero();
    }

    @Test
    void theSameCanBeDoneOverRest() {
        connected();
        String at = "/api/organisations/" + organisation();

        assertThat(admin.call("GET", "ewa", "/api/organisations", "application/json", "").body())
                .contains("\"name\":\"Fernbeck GmbH\"", "\"outsideId\":\"" + TENANT + "\"").doesNotContain("secret");
        assertThat(admin.call("GET", "ewa", at + "/people?q=Da", "application/json", "").body()).contains("id-dana");
        assertThat(admin.call("GET", "ewa", at + "/missing", "application/json", "").body())
                .contains("OnlineMeetings.Read.All");
        assertThat(admin.call("POST", "ewa", at + "/test", "application/json",
                "{\"address\":\"dana@fernbeck.example\"}").body()).contains("\"works\":true");
        HttpResponse<String> begun = admin.call("POST", "ewa", at + "/mailboxes", "application/json",
                "{\"addresses\":[\"dana@fernbeck.example\"],\"days\":30,\"transcripts\":false}");
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(done(Browser.location(begun))).contains("\"state\":\"connected\"");
        assertThat(admin.call("GET", "anna", "/api/organisations", "application/json", "").statusCode()).isEqualTo(403);
    }

    private void connected() {
        back("tenant=" + TENANT + "&admin_consent=True&state=" + state("fernbeck.example"));
    }

    private Map<String, String> sent(String tenant) {
        return sent(Map.of("tenant", tenant));
    }

    private Map<String, String> sent(Map<String, String> form) {
        HttpResponse<String> leaving = admin.post("/organisations/microsoft", form);
        assertThat(leaving.statusCode()).isEqualTo(200);
        String to = leaving.headers().firstValue("refresh").orElseThrow().replaceFirst("^0; url=", "");
        assertThat(to).startsWith(MICROSOFT.baseUrl());
        Map<String, String> found = new HashMap<>(Map.of("path", to.substring(MICROSOFT.baseUrl().length())
                .replaceFirst("\\?.*", "")));
        for (String one : List.of(to.replaceFirst("^[^?]*\\?", "").split("&"))) {
            found.put(one.substring(0, one.indexOf('=')),
                    URLDecoder.decode(one.substring(one.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
        return found;
    }

    private String state(String tenant) {
        return state(Map.of("tenant", tenant));
    }

    private String state(Map<String, String> form) {
        return sent(form).getOrDefault("state", "");
    }

    private String back(String query) {
        return follow(admin.get("/connect/callback?" + query));
    }

    private String follow(HttpResponse<String> answer) {
        return admin.get(Browser.location(answer)).body();
    }

    /** The page of the batch when all of its rows are answered. */
    private String answered(HttpResponse<String> begun) {
        String at = Browser.location(begun);
        done(at.replace("/mailboxes/", "/api/mailboxes/"));
        return admin.get(at).body();
    }

    private String done(String at) {
        for (int i = 0; i < 300; i++) {
            String body = admin.call("GET", "ewa", at, "application/json", "").body();
            if (body.contains("\"waiting\":0")) {
                return body;
            }
            LockSupport.parkNanos(50_000_000L);
        }
        throw new AssertionError("rows wait still");
    }

    private long organisation() {
        return jdbc().sql("select organisation_id from organisation").query(Long.class).single();
    }

    private long organisations() {
        return jdbc().sql("select count(*) from organisation").query(Long.class).single();
    }

    private Optional<MailboxState> find(String address) {
        return context.getBean(Mailboxes.class).byAddress(address);
    }

    private JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }
}
