// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What comes from outside and is not to be believed: refused, logged without its content, and nothing changed. Tampered cursors and
 * links of Microsoft and Google are in {@code GraphSafetyTest} and {@code GoogleFailuresTest}, consents of organisations in
 * {@link OrganisationTest}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class BadInputTest {

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
    private String before = "";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        MICROSOFT.start();
        Path data = Files.createTempDirectory(Path.of("target"), "bad-input-data");
        registry.add("lamplighter.data-dir", data::toString);
        registry.add("lamplighter.providers.microsoft.client-id", () -> "client-1");
        registry.add("lamplighter.providers.microsoft.client-secret", () -> "secret-of-the-client");
        registry.add("lamplighter.providers.microsoft.tenant", () -> TENANT);
        registry.add("lamplighter.providers.microsoft.authority", MICROSOFT::baseUrl);
        registry.add("lamplighter.providers.microsoft.graph", () -> MICROSOFT.baseUrl() + "/v1.0");
    }

    @BeforeAll
    void fill() {
        new PagesWorld(context).build();
        admin = new Browser(port).signIn("ewa");
        rep = new Browser(port).signIn("anna");
        // Paused, so that nothing but a call from outside could move it.
        MailboxId watched = context.getBean(Mailboxes.class).add(
                context.getBean(Users.class).byUsername("tom").orElseThrow(), "graph", "tom@watched.example")
                .orElseThrow();
        context.getBean(Mailboxes.class).pause(watched, true);
        jdbc().sql("""
                insert into push_subscription (connector, id, mailbox_id, resource, secret, renewed_at, expires_at)
                values ('graph', 'sub-1', :mailbox, 'mail', :secret, now(), now() + interval '6 days')
                """).param("mailbox", watched.value())
                .param("secret", context.getBean(SecretBox.class).seal("graph-secret", "push:" + watched.value()))
                .update();
    }

    @AfterAll
    static void stop() {
        MICROSOFT.stop();
    }

    @BeforeEach
    void asItIs() {
        MICROSOFT.resetAll();
        gives(TENANT, "dana@fernbeck.example");
        before = snapshot();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(snapshot()).isEqualTo(before);
    }

    /** Everything that an attack could want to move. */
    private String snapshot() {
        return String.join("\n", List.of(
                text("select mailbox_id, user_id, connector, address, paused from mailbox order by 1"),
                text("select mailbox_id, provider, kind, account from oauth_connection order by 1"),
                text("select id, secret, expires_at, last_call_at from push_subscription order by 1"),
                text("select organisation_id, provider, outside_id from organisation order by 1"),
                text("select s.task_instance from scheduled_tasks s join mailbox m on m.mailbox_id::text = s.task_instance"
                        + " where s.task_name = 'mailbox' and m.connector = 'graph'")));
    }

    private String text(String select) {
        return jdbc().sql("select coalesce(string_agg(r::text, ';'), '') from (" + select + ") r").query(String.class)
                .single();
    }

    private static void gives(String tenant, String address) {
        String identity = "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(
                ("{\"aud\":\"client-1\",\"email\":\"" + address + "\",\"tid\":\"" + tenant + "\"}")
                        .getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
        MICROSOFT.stubFor(post(urlPathMatching(".*/token")).willReturn(okJson("""
                {"access_token":"access-1","expires_in":3600,"refresh_token":"refresh-1","id_token":"%s",
                 "scope":"https://graph.microsoft.com/Mail.Read"}""".formatted(identity))));
    }

    /** Peers' defect, row 14: a guard says no, and what it guards goes on. Here nothing has changed after any test. */
    @Test
    void aForgedWebhookWakesNobody(CapturedOutput output) {
        assertThat(call("/webhooks/graph", notification("sub-of-nobody", "graph-secret")).statusCode()).isEqualTo(202);
        assertThat(call("/webhooks/graph", "{\"value\":\"a forged body\"}").statusCode()).isEqualTo(202);
        assertThat(call("/webhooks/graph", "not json at all").statusCode()).isEqualTo(202);
        assertThat(call("/webhooks/google-calendar", "").statusCode()).isEqualTo(200);
        assertThat(call("/webhooks/gmail", "{\"message\":{\"data\":\"e30=\"}}").statusCode()).isEqualTo(403);

        assertThat(output.getAll()).contains("a call in the name of Microsoft was not believed")
                .doesNotContain("sub-of-nobody", "a forged body", "not json at all", "graph-secret");
    }

    @Test
    void aNotificationWithTheWrongClientStateWakesNobody(CapturedOutput output) {
        assertThat(call("/webhooks/graph", notification("sub-1", "guessed-state")).statusCode()).isEqualTo(202);
        assertThat(call("/webhooks/graph", notification("sub-1", "")).statusCode()).isEqualTo(202);

        assertThat(output.getAll()).contains("was not believed").doesNotContain("guessed-state", "tom@watched.example");
    }

    @Test
    void aStateThatSomebodyElseWasGivenIsRefused(CapturedOutput output) {
        String state = state();

        assertThat(back(rep, "code=stolen-code&state=" + state)).contains("was begun by somebody else");
        assertThat(back(admin, "code=stolen-code&state=" + state)).contains("Nothing was changed.");

        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
        assertThat(output.getAll()).contains("a consent was not accepted").doesNotContain("stolen-code", state);
    }

    @Test
    void aMadeUpStateIsRefused() {
        assertThat(back(admin, "code=good&state=made-up")).contains("Nothing was changed.");
        assertThat(back(admin, "code=good&state=" + "x".repeat(5_000))).contains("Nothing was changed.");
        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void aStateThatIsTooOldIsRefused() {
        String state = state();
        jdbc().sql("update oauth_consent set expires_at = now() - interval '1 second'").update();

        assertThat(back(admin, "code=good&state=" + state)).contains("took longer than ten minutes");
        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void anExpiredCodeIsRefused(CapturedOutput output) {
        MICROSOFT.stubFor(post(urlPathMatching(".*/token")).willReturn(aResponse().withStatus(400).withBody(
                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70008 late-code-4711\"}")));

        assertThat(back(admin, "code=late-code-4711&state=" + state())).contains("has expired or was used before")
                .doesNotContain("AADSTS70008", "late-code-4711");
        assertThat(output.getAll()).doesNotContain("late-code-4711", "AADSTS70008");
    }

    @Test
    void aTokenOfAnotherTenantIsRefused(CapturedOutput output) {
        gives(OTHER, "mallory@other.example");

        assertThat(back(admin, "code=good&state=" + state()))
                .contains("mallory@other.example belongs to another organisation");
        assertThat(output.getAll()).doesNotContain("mallory@other.example", "access-1", "refresh-1");
    }

    @Test
    void anotherTenantCannotLetItselfIn() {
        String leaving = admin.post("/organisations/microsoft", Map.of("tenant", "")).headers()
                .firstValue("refresh").orElseThrow();

        assertThat(back(admin, "admin_consent=True&tenant=" + OTHER + "&state="
                + leaving.replaceFirst(".*[?&]state=([^&]+).*", "$1"))).contains("Another organisation");
        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void whatIsNoAnswerOfATokenEndpointIsNotBelieved() {
        MICROSOFT.stubFor(post(urlPathMatching(".*/token")).willReturn(aResponse().withStatus(200)
                .withBody("<html>a proxy in between</html>")));
        assertThat(back(admin, "code=good&state=" + state())).contains("Nothing was changed.")
                .doesNotContain("a proxy in between");

        MICROSOFT.stubFor(post(urlPathMatching(".*/token")).willReturn(aResponse().withStatus(302)
                .withHeader("Location", MICROSOFT.baseUrl() + "/elsewhere")));
        assertThat(back(admin, "code=good&state=" + state())).contains("Nothing was changed.");
        assertThat(MICROSOFT.findAll(postRequestedFor(urlPathMatching("/elsewhere")))).isEmpty();
    }

    private String state() {
        HttpResponse<String> sent = admin.get("/connect/microsoft/go?days=30&owner=anna@fernbeck.example");
        return sent.headers().firstValue("refresh").orElseThrow().replaceFirst(".*[?&]state=([^&]+).*", "$1");
    }

    private static String back(Browser browser, String query) {
        return browser.get(Browser.location(browser.get("/connect/callback?" + query))).body();
    }

    private static String notification(String subscription, String clientState) {
        return "{\"value\":[{\"subscriptionId\":\"" + subscription + "\",\"clientState\":\"" + clientState
                + "\",\"changeType\":\"created\",\"resource\":\"me/messages/1\"}]}";
    }

    private HttpResponse<String> call(String path, String body) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }
}
