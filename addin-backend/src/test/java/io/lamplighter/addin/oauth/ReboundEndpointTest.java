// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lamplighter.addin.connect.OutsideHosts;
import io.lamplighter.addin.connect.OutsideHttp;
import io.lamplighter.addin.connect.SecretBox;
import io.lamplighter.ingest.mailbox.HostLookup;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A token endpoint whose name server says something public when it is asked whether it may be called, and something inside when it is
 * called. Here one address of this machine is allowed and stands for the public one; the other is what nobody may reach.
 */
class ReboundEndpointTest {

    private static final InetAddress OUTSIDE = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.1");
    private static final String HOST = "login.seller.example";

    @TempDir
    private Path directory;

    private final List<String> asked = new ArrayList<>();
    private final List<String> forms = new CopyOnWriteArrayList<>();
    private final AtomicInteger cameInside = new AtomicInteger();
    private MadeCertificate certificate;
    private HttpsServer outside;
    private ServerSocket inside;

    @BeforeEach
    void start() throws IOException {
        certificate = MadeCertificate.of(HOST, directory);
        outside = HttpsServer.create(new InetSocketAddress(OUTSIDE, 0), 0);
        outside.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
        outside.createContext("/", exchange -> {
            forms.add(exchange.getRequestURI().getPath() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            // In pieces: of how many octets is not said before.
            exchange.sendResponseHeaders(200, 0);
            try (var answer = exchange.getResponseBody()) {
                answer.write("{\"access_token\":\"t1\",\"expires_in\":3600}".getBytes(StandardCharsets.UTF_8));
            }
        });
        outside.start();
        inside = new ServerSocket(outside.getAddress().getPort(), 50, INSIDE);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    inside.accept().close();
                    cameInside.incrementAndGet();
                }
            } catch (IOException closed) {
                // That is how it ends.
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        outside.stop(0);
        inside.close();
    }

    private TokenSources sources(HostLookup names) {
        return new TokenSources(JdbcClient.create(new DriverManagerDataSource()), new TransactionTemplate(),
                SecretBox.of("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", List.of(), directory),
                new OutsideHosts(List.of("127.0.0.2"), names),
                new OutsideHttp(certificate.tls().getSocketFactory()), Clock.systemUTC());
    }

    private TokenSource at(String host) {
        return new TokenSource(URI.create("https://" + host + ":" + outside.getAddress().getPort() + "/token"), "lamp",
                "s3cret-of-lamp", TokenSource.Grant.CLIENT_CREDENTIALS, "", "");
    }

    @Test
    void aTokenIsAskedForAtTheAddressThatWasAllowed() {
        TokenSources sources = sources(host -> {
            asked.add(host);
            return List.of(asked.size() == 1 ? OUTSIDE : INSIDE);
        });

        assertThat(sources.first(at(HOST)).access()).isEqualTo("t1");

        assertThat(asked).as("whoever connects does not ask again").containsExactly(HOST);
        assertThat(forms).singleElement().asString().startsWith("/token ").contains("client_id=lamp");
        assertThatExceptionOfType(MailboxFailure.ChangeSettings.class).isThrownBy(() -> sources.first(at(HOST)))
                .withMessageContaining("inside a private network");
        assertThat(cameInside).hasValue(0);
    }

    @Test
    void whoAnswersHasToProveTheNameAndNotTheAddress() {
        TokenSources sources = sources(host -> List.of(OUTSIDE));

        assertThatExceptionOfType(MailboxFailure.TryLater.class)
                .isThrownBy(() -> sources.first(at("login.buyer.example")))
                .withMessageContaining("could not be reached");

        assertThat(forms).as("nobody else gets the secret").isEmpty();
    }
}
