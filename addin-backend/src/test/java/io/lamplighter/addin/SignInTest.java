// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.addin.security.SignIns;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Who is let in, and who is not even asked. */
@WithServer
@ExtendWith(OutputCaptureExtension.class)
class SignInTest {

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    void people() {
        for (String name : new String[]{"anna", "ben", "carla"}) {
            User user = context.getBean(Users.class).add(name, name, name + "@seller.example", User.Role.MANAGER);
            context.getBean(SignIns.class).setPassword(user.id(), "right of " + name);
        }
    }

    @Test
    void whoGuessesTenPasswordsIsNotAskedForAnEleventhAndNobodyElseIsLockedOut(CapturedOutput output) {
        for (int i = 0; i < 10; i++) {
            assertThat(get("anna", "guess " + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> eleventh = get("Anna", "right of anna");

        assertThat(eleventh.statusCode()).isEqualTo(429);
        assertThat(eleventh.headers().firstValue("Retry-After")).contains("900");
        assertThat(eleventh.body()).contains("Wait a quarter of an hour");
        assertThat(get("ben", "right of ben").statusCode()).isEqualTo(200);
        assertThat(output.getAll()).contains("a sign-in failed").doesNotContain("guess 3").doesNotContain("\"anna\"");
    }

    @Test
    void aNameThatNobodyHasIsCountedAsWell() {
        for (int i = 0; i < 10; i++) {
            assertThat(get("nobody", "guess " + i).statusCode()).isEqualTo(401);
        }

        assertThat(get("nobody", "guess").statusCode()).isEqualTo(429);
    }

    @Test
    void whatAnotherSitesPageSendsIsRefusedAlsoByABrowserThatDoesNotSayWhoseItIs() {
        assertThat(post("https://evil.example").statusCode()).isEqualTo(403);
        assertThat(post("null").statusCode()).isEqualTo(403);
        assertThat(post("http://localhost:" + port).statusCode()).isEqualTo(200);
        assertThat(post("").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String name, String password) {
        return send(request("/api/pipelines", name, password).build());
    }

    private HttpResponse<String> post(String origin) {
        HttpRequest.Builder request = request("/api/accounts/import", "carla", "right of carla")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("name,domain\nOakhanger Dairies,oakhanger.example\n"));
        return send((origin.isEmpty() ? request : request.header("Origin", origin)).build());
    }

    private HttpRequest.Builder request(String path, String name, String password) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Authorization", "Basic "
                + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
