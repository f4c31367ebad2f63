// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin;

import io.lamplighter.ingest.google.GoogleSimulator;
import io.lamplighter.ingest.graph.GraphSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A simulated Microsoft and a simulated Google that the application is registered with, and people who sign in there. */
final class Simulators implements AutoCloseable {

    final GraphSimulator graph = new GraphSimulator(Clock.systemUTC());
    final GoogleSimulator google = new GoogleSimulator(Clock.systemUTC());
    /** Chosen beforehand, because providers are told where to call. */
    final int port = freePort();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void settings(DynamicPropertyRegistry registry) {
        String microsoft = "lamplighter.providers.microsoft.";
        String ofGoogle = "lamplighter.providers.google.";
        registry.add("server.port", () -> port);
        registry.add("lamplighter.providers.public-url", () -> "http://127.0.0.1:" + port);
        registry.add("lamplighter.sync.poll-every", () -> "2s");
        registry.add(microsoft + "client-id", () -> "lamp");
        registry.add(microsoft + "authority", graph::authority);
        registry.add(microsoft + "graph", graph::base);
        registry.add(ofGoogle + "client-id", () -> "lamp");
        registry.add(ofGoogle + "authorize", google::authorize);
        registry.add(ofGoogle + "token", google::tokenServer);
        registry.add(ofGoogle + "revoke", google::revoke);
        registry.add(ofGoogle + "apis", google::url);
        registry.add(ofGoogle + "push.topic", () -> "projects/lamplighter-test/topics/test");
        registry.add(ofGoogle + "push.audience", () -> "https://lamp.example/webhooks/gmail");
        registry.add(ofGoogle + "push.sender", google::pushSender);
        registry.add(ofGoogle + "push.keys", google::keys);
    }

    /**
     * Somebody who was sent to a provider signs in there and allows what is asked.
     *
     * @param sent the answer that sent them there
     * @return where the provider sends them back to, as a path
     */
    String allows(HttpResponse<String> sent, String account) {
        URI page = URI.create(sent.headers().firstValue("refresh").orElseThrow().replaceFirst("^.*?url=", ""));
        String form = page.getRawQuery() + "&answer=allow&account="
                + URLEncoder.encode(account, StandardCharsets.UTF_8);
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<String> back = browser.send(
                    HttpRequest.newBuilder(page).header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return Browser.location(back);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        graph.close();
        google.close();
    }
}
