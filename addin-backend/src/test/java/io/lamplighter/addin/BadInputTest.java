// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What comes from outside and is not to be believed: refused, logged without its content, and nothing changed. Tampered cursors and
 * links of Microsoft and Google are in {@code GraphSafetyTest} and {@code GoogleFailuresTest}, consents of organisations in
 * {@link OrganisationTest}.
 */
@ExtendWith(OutputCaptureExtension.class)
class BadInputTest extends MicrosoftSite {

    private String before = "";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("lamplighter.providers.microsoft.tenant", () -> MicrosoftTenant.ID);
    }

    @BeforeAll
    void fill() {
        // Paused, so that nothing but a call from outside could move it.
        MailboxId watched = site.part(Mailboxes.class).add(
                site.part(Users.class).byUsername("tom").orElseThrow(), "graph", "tom@watched.example")
                .orElseThrow();
        site.part(Mailboxes.class).pause(watched, true);
        site.jdbc().sql("""
                insert into push_subscription (connector, id, mailbox_id, resource, secret, renewed_at, expires_at)
                values ('graph', 'sub-1', :mailbox, 'mail', :secret, now(), now() + interval '6 days')
                """).param("mailbox", watched.value())
                .param("secret", site.part(SecretBox.class).seal("graph-secret", "push:" + watched.value()))
                .update();
    }

    @BeforeEach
    void asItIs() {
        MICROSOFT.resetAll();
        gives(MicrosoftTenant.ID, "dana@fernbeck.example");
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
        return site.jdbc().sql("select coalesce(string_agg(r::text, ';'), '') from (" + select + ") r")
                .query(String.class)
                .single();
    }

    private static void gives(String tenant, String address) {
        SIGN_IN.says("{\"aud\":\"client-1\",\"email\":\"" + address + "\",\"tid\":\"" + tenant + "\"}",
                "https://graph.microsoft.com/Mail.Read");
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

        assertThat(MicrosoftSignIn.back(rep, "code=stolen-code&state=" + state)).contains("was begun by somebody else");
        assertThat(MicrosoftSignIn.back(admin, "code=stolen-code&state=" + state)).contains("Nothing was changed.");

        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
        assertThat(output.getAll()).contains("a consent was not accepted").doesNotContain("stolen-code", state);
    }

    @Test
    void aMadeUpStateIsRefused(CapturedOutput output) {
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=made-up")).contains("Nothing was changed.");
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + "x".repeat(5_000)))
                .contains("Nothing was changed.");
        assertThat(output.getAll()).contains("a consent was not accepted").doesNotContain("made-up", "xxxxx");
        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void aStateThatIsTooOldIsRefused(CapturedOutput output) {
        String state = state();
        site.jdbc().sql("update oauth_consent set expires_at = now() - interval '1 second'").update();

        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + state)).contains("took longer than ten minutes");
        assertThat(output.getAll()).contains("a consent was not accepted").doesNotContain(state);
        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void anExpiredCodeIsRefused(CapturedOutput output) {
        MICROSOFT.stubFor(post(urlPathMatching(".*/token")).willReturn(aResponse().withStatus(400).withBody(
                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS70008 late-code-4711\"}")));

        assertThat(MicrosoftSignIn.back(admin, "code=late-code-4711&state=" + state()))
                .contains("has expired or was used before")
                .doesNotContain("AADSTS70008", "late-code-4711");
        assertThat(output.getAll()).contains("a consent was not accepted")
                .doesNotContain("late-code-4711", "AADSTS70008");
    }

    @Test
    void aTokenOfAnotherTenantIsRefused(CapturedOutput output) {
        gives(MicrosoftTenant.OTHER, "mallory@other.example");

        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + state()))
                .contains("mallory@other.example belongs to another organisation");
        assertThat(output.getAll()).contains("a consent was not accepted")
                .doesNotContain("mallory@other.example", "access-1", "refresh-1");
    }

    @Test
    void anotherTenantCannotLetItselfIn(CapturedOutput output) {
        String leaving = admin.post("/organisations/microsoft", Map.of("tenant", "")).headers()
                .firstValue("refresh").orElseThrow();

        assertThat(MicrosoftSignIn.back(admin, "admin_consent=True&tenant=" + MicrosoftTenant.OTHER + "&state="
                + leaving.replaceFirst(".*[?&]state=([^&]+).*", "$1"))).contains("Another organisation");
        assertThat(output.getAll()).contains("a consent of an organisation was not accepted")
                .doesNotContain(MicrosoftTenant.OTHER);
        MICROSOFT.verify(0, postRequestedFor(urlPathMatching(".*/token")));
    }

    @Test
    void whatIsNoAnswerOfATokenEndpointIsNotBelieved() {
        MICROSOFT.stubFor(post(urlPathMatching(".*/token")).willReturn(aResponse().withStatus(200)
                .withBody("<html>a proxy in between</html>")));
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + state())).contains("Nothing was changed.")
                .doesNotContain("a proxy in between");

        MICROSOFT.stubFor(post(urlPathMatching(".*/token")).willReturn(aResponse().withStatus(302)
                .withHeader("Location", MICROSOFT.baseUrl() + "/elsewhere")));
        assertThat(MicrosoftSignIn.back(admin, "code=good&state=" + state())).contains("Nothing was changed.");
        assertThat(MICROSOFT.findAll(postRequestedFor(urlPathMatching("/elsewhere")))).isEmpty();
    }

    private String state() {
        return SIGN_IN.state(admin, "&owner=anna@fernbeck.example");
    }

    private static String notification(String subscription, String clientState) {
        return "{\"value\":[{\"subscriptionId\":\"" + subscription + "\",\"clientState\":\"" + clientState
                + "\",\"changeType\":\"created\",\"resource\":\"me/messages/1\"}]}";
    }

    private HttpResponse<String> call(String path, String body) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + path))
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
