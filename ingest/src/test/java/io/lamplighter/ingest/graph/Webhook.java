// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where Microsoft calls, as the application will have it. */
final class Webhook implements AutoCloseable {

    static final String SECRET = "a secret of sixteen";

    private final HttpServer server;
    private final List<GraphNotification> heard = Collections.synchronizedList(new ArrayList<>());

    Webhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/graph", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/graph");
    }

    List<GraphNotification> heard() {
        return List.copyOf(heard);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<String> echo = GraphNotification.handshake(token(exchange.getRequestURI().getRawQuery()));
        byte[] answer = echo.orElse("").getBytes(StandardCharsets.UTF_8);
        if (echo.isPresent()) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
        } else {
            heard.addAll(GraphNotification.read(body, id -> Optional.of(SECRET)));
        }
        exchange.sendResponseHeaders(echo.isPresent() ? 200 : 202, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static @Nullable String token(@Nullable String query) {
        return query == null || !query.startsWith("validationToken=")
                ? null
                : URLDecoder.decode(query.substring("validationToken=".length()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
