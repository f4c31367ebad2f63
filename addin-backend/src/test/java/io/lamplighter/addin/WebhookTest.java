// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What providers say when they call, and what others say in their name. */
@WithServer
class WebhookTest {

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    void watchTwoMailboxes() {
        User anna = context.getBean(Users.class).add("anna", "Anna", "anna@seller.example", User.Role.REP);
        watch(anna, "graph", "anna@seller.example", "sub-1", "graph-secret");
        watch(anna, "google", "anna@other.example", "channel-1", "google-secret");
    }

    private void watch(User owner, String connector, String address, String id, String secret) {
        MailboxId mailbox = context.getBean(Mailboxes.class).add(owner, connector, address).orElseThrow();
        jdbc().sql("""
                insert into push_subscription (connector, id, mailbox_id, resource, secret, renewed_at, expires_at)
                values (:connector, :id, :mailbox, 'mail', :secret, now(), now() + interval '6 days')
                """).param("connector", connector).param("id", id).param("mailbox", mailbox.value())
                .param("secret", context.getBean(SecretBox.class).seal(secret, "push:" + mailbox.value())).update();
    }

    @Test
    void microsoftsQuestionIsEchoedAsPlainText() {
        HttpResponse<String> answer = post("/webhooks/graph?validationToken=%3Cb%3Eare%20you%20there%3C%2Fb%3E", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<b>are you there</b>");
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    }

    @Test
    void aCallWithTheWrongSecretIsNotBelieved() {
        assertThat(post("/webhooks/graph", notification("sub-1", "guessed")).statusCode()).isEqualTo(202);
        assertThat(post("/webhooks/graph", notification("sub-of-somebody", "graph-secret")).statusCode())
                .isEqualTo(202);
        assertThat(post("/webhooks/graph", "{not json").statusCode()).isEqualTo(202);
        assertThat(post("/webhooks/google-calendar", "", "X-Goog-Channel-ID", "channel-1", "X-Goog-Resource-State",
                "exists", "X-Goog-Channel-Token", "guessed").statusCode()).isEqualTo(200);

        assertThat(called("guessed-by-nobody")).isFalse();
        assertThat(
                jdbc().sql("select count(*) from push_subscription where id = 'channel-1' and last_call_at is not null")
                        .query(Long.class).single())
                .isZero();
    }

    @Test
    void aGenuineCallWakesTheMailbox() {
        assertThat(post("/webhooks/graph", notification("sub-1", "graph-secret")).statusCode()).isEqualTo(202);

        assertThat(called("sub-1")).isTrue();
    }

    @Test
    void whoCannotProveToBeGoogleIsNotAcknowledged() {
        assertThat(post("/webhooks/gmail", "{\"message\":{\"data\":\"e30=\"}}", "Authorization", "Bearer a.b.c")
                .statusCode())
                .isEqualTo(403);
    }

    private boolean called(String id) {
        return jdbc().sql("select count(*) from push_subscription where id = :id and last_call_at is not null")
                .param("id", id).query(Long.class).single() > 0;
    }

    private static String notification(String subscription, String clientState) {
        return "{\"value\":[{\"subscriptionId\":\"" + subscription + "\",\"clientState\":\"" + clientState
                + "\",\"changeType\":\"created\",\"resource\":\"me/messages/1\"}]}";
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
