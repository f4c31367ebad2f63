// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.oauth.TokenSources;
import io.lamplighter.crm.mailbox.MailboxState;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** IMAP mailboxes that sign in with a token of a provider of one's own. */
@WithSite
class TokenMailboxTest {

    @RegisterExtension
    static final StandIn PROVIDER = new StandIn();
    private static final TokenImap SERVER = new TokenImap();

    private final Site site;
    private final Browser admin;

    TokenMailboxTest(@Autowired Site site) {
        this.site = site;
        this.admin = site.signIn("ewa");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("lamplighter.network.private-hosts", () -> "127.0.0.1");
    }

    @BeforeAll
    void fill() {
        SERVER.lets("given-1");
        SERVER.lets("given-2");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void provider() {
        PROVIDER.resetAll();
        site.jdbc().sql("delete from mailbox where address like '%@own.example'").update();
        gives("given-1", "");
    }

    private static void gives(String access, String refresh) {
        PROVIDER.stubFor(post(urlPathEqualTo("/token")).willReturn(okJson("{\"access_token\":\"" + access
                + "\",\"expires_in\":3600" + (refresh.isEmpty() ? "" : ",\"refresh_token\":\"" + refresh + "\"")
                + "}")));
    }

    private Map<String, String> form(String address) {
        return new HashMap<>(Map.of("address", address, "host", "127.0.0.1", "port",
                Integer.toString(SERVER.port()), "security", "plain", "tokenUrl", PROVIDER.baseUrl() + "/token",
                "clientId", "lamp", "clientSecret", "s3cret-of-lamp", "grant", "client_credentials", "scope", "imap"));
    }

    private Map<String, String> refreshing(String address) {
        Map<String, String> form = form(address);
        form.putAll(Map.of("grant", "refresh_token", "refreshToken", "refresh-1"));
        return form;
    }

    @Test
    void aMailboxIsConnectedByTheClientsOwnRight() {
        Browser fresh = site.signIn("ewa");
        HttpResponse<String> answer = fresh.post("/mailboxes/token", form("dana@own.example"));

        assertThat(Browser.location(answer)).startsWith("/connect/reading/");
        assertThat(fresh.get(Browser.location(answer)).body()).contains(
                "dana@own.example is connected. Say how far back it is to be read.", "0 messages");
        assertThat(site.find("dana@own.example").orElseThrow().waiting()).isTrue();
        PROVIDER.verify(postRequestedFor(urlPathEqualTo("/token"))
                .withRequestBody(containing("grant_type=client_credentials")).withRequestBody(containing("scope=imap"))
                .withRequestBody(containing("client_secret=s3cret-of-lamp")));
        assertThat(SERVER.heard()).anyMatch(line -> line.startsWith("AUTHENTICATE OAUTHBEARER "))
                .noneMatch(line -> line.startsWith("LOGIN"));
        assertThat(stored()).doesNotContain("s3cret-of-lamp", "given-1");
        assertThat(tokens().current(site.find("dana@own.example").orElseThrow().id())).isEqualTo("given-1");
    }

    @Test
    void aRefreshTokenThatIsReplacedIsKept() {
        gives("given-1", "refresh-2");
        admin.post("/mailboxes/token", refreshing("eric@own.example"));
        begin("eric@own.example");
        MailboxState eric = onceRead("eric@own.example");
        gives("given-2", "");

        tokens().refused(eric.id(), "given-1");

        assertThat(tokens().current(eric.id())).isEqualTo("given-2");
        PROVIDER.verify(1, postRequestedFor(urlPathEqualTo("/token")).withRequestBody(
                containing("refresh_token=refresh-1")));
        PROVIDER.verify(1, postRequestedFor(urlPathEqualTo("/token")).withRequestBody(
                containing("refresh_token=refresh-2")));
    }

    @Test
    void whatIsRefusedIsSaidInWordsAndNothingIsStored() {
        PROVIDER.stubFor(post(urlPathEqualTo("/token")).willReturn(aResponse().withStatus(400)
                .withBody("{\"error\":\"invalid_grant\",\"error_description\":\"refresh-1 is old\"}")));
        HttpResponse<String> answer = admin.post("/mailboxes/token", refreshing("fay@own.example"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("consent has expired or was withdrawn", "Nothing was changed.")
                .doesNotContain("refresh-1", "s3cret-of-lamp");

        gives("not-known-to-the-server", "");
        assertThat(admin.post("/mailboxes/token", form("fay@own.example")).body())
                .contains("refused the sign-in of fay@own.example");
        assertThat(site.find("fay@own.example")).isEmpty();
    }

    @Test
    void aTokenEndpointInsideOfOurNetworkIsNotCalled() {
        Map<String, String> inside = form("gil@own.example");
        inside.put("tokenUrl", "https://10.0.0.7/token");
        assertThat(admin.post("/mailboxes/token", inside).body()).contains("inside a private network");

        Map<String, String> metadata = form("gil@own.example");
        metadata.put("tokenUrl", "http://169.254.169.254/latest/meta-data");
        assertThat(admin.post("/mailboxes/token", metadata).body()).contains("inside a private network");

        Map<String, String> open = form("gil@own.example");
        open.put("tokenUrl", "http://1.1.1.1/token");
        assertThat(admin.post("/mailboxes/token", open).body()).contains("has to begin with https");
        assertThat(site.find("gil@own.example")).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidFieldByField() {
        assertThat(admin.post("/mailboxes/token", Map.of("address", "hal@own.example")).body()).contains(
                "The name of the server alone", "A whole address, such as https://login.example.com/oauth2/token.",
                "The client id is missing.");
        assertThat(admin.get("/mailboxes").body()).contains("/mailboxes/token");
    }

    @Test
    void theSameCanBeDoneOverRest() {
        String json = "{\"address\":\"ida@own.example\",\"host\":\"127.0.0.1\",\"port\":\"" + SERVER.port()
                + "\",\"security\":\"plain\",\"tokenUrl\":\"" + PROVIDER.baseUrl()
                + "/token\",\"clientId\":\"lamp\",\"clientSecret\":\"s3cret-of-lamp\",\"grant\":\"client_credentials\"}";

        assertThat(admin.call("POST", "ewa", "/api/mailboxes/token/test", "application/json", json).body())
                .contains("\"works\":true", "INBOX");
        assertThat(site.find("ida@own.example")).isEmpty();
        assertThat(admin.call("POST", "ewa", "/api/mailboxes/token", "application/json", json).statusCode())
                .isEqualTo(201);
        assertThat(admin.call("POST", "ewa", "/api/mailboxes/token", "application/json", json).body())
                .contains("is connected already");
        assertThat(admin.call("POST", "anna", "/api/mailboxes/token", "application/json", json).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aNewSecretIsTriedBeforeItIsStored() {
        gives("given-1", "");
        admin.post("/mailboxes/token", refreshing("jan@own.example"));
        MailboxState jan = site.find("jan@own.example").orElseThrow();
        String form = "/connect/password/" + jan.id();
        assertThat(admin.get(form).body())
                .contains("as client lamp", "New refresh token")
                .doesNotContain("refresh-1", "s3cret-of-lamp");

        gives("not-known-to-the-server", "");
        assertThat(admin.post(form, Map.of("refreshToken", "refresh-8")).statusCode()).isEqualTo(422);
        assertThat(admin.post(form, Map.of()).body()).contains("Enter the new client secret or the new refresh token");
        gives("given-2", "refresh-10");
        assertThat(Browser.location(admin.post(form, Map.of("refreshToken", "refresh-9"))))
                .isEqualTo("/mailboxes/" + jan.id());

        PROVIDER.verify(1, postRequestedFor(urlPathEqualTo("/token")).withRequestBody(
                containing("refresh_token=refresh-9")).withRequestBody(containing("client_secret=s3cret-of-lamp")));
        assertThat(tokens().current(jan.id())).isEqualTo("given-2");
        tokens().refused(jan.id(), "given-2");
        tokens().current(jan.id());
        PROVIDER.verify(1, postRequestedFor(urlPathEqualTo("/token")).withRequestBody(
                containing("refresh_token=refresh-10")));
    }

    @Test
    void aProgramSaysHowFarBackOrAsksFirst() {
        String json = "{\"address\":\"kai@own.example\",\"host\":\"127.0.0.1\",\"port\":\"" + SERVER.port()
                + "\",\"security\":\"plain\",\"tokenUrl\":\"" + PROVIDER.baseUrl()
                + "/token\",\"clientId\":\"lamp\",\"clientSecret\":\"s3cret-of-lamp\",\"grant\":\"client_credentials\"}";

        admin.call("POST", "ewa", "/api/mailboxes/token?start=false&days=30", "application/json", json);

        MailboxState kai = site.find("kai@own.example").orElseThrow();
        assertThat(kai.waiting()).isTrue();
        assertThat(since(kai)).isEqualTo("30");
        assertThat(admin.call("GET", "ewa", "/api/mailboxes/" + kai.id() + "/reading", "application/json", "").body())
                .contains("\"waiting\":true", "\"messages\":0");
        site.jdbc().sql("delete from mailbox where address = 'kai@own.example'").update();
        admin.call("POST", "ewa", "/api/mailboxes/token?days=365", "application/json", json);
        assertThat(site.find("kai@own.example").orElseThrow().waiting()).isFalse();
        assertThat(since(site.find("kai@own.example").orElseThrow())).isEqualTo("365");
        assertThat(admin.call("POST", "ewa", "/api/mailboxes/token?days=-1", "application/json", json).statusCode())
                .isEqualTo(400);
    }

    private String since(MailboxState mailbox) {
        return site.jdbc()
                .sql("select extract(day from now() - since)::int::text from reading_choice where mailbox_id = :id")
                .param("id", mailbox.id().value()).query(String.class).single();
    }

    private void begin(String address) {
        admin.post("/connect/reading/" + site.find(address).orElseThrow().id(), Map.of("days", "0"));
    }

    /** When its first turn is over, which asks for the token as well. */
    private MailboxState onceRead(String address) {
        return Site.once(address + " is read", () -> site.find(address).filter(m -> m.lastSuccessAt().isPresent()));
    }

    private String stored() {
        return String.join("\n",
                site.jdbc().sql("select imap_token_source::text from imap_token_source").query(String.class)
                        .list());
    }

    private TokenSources tokens() {
        return site.part(TokenSources.class);
    }
}
