// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.webhook;

import io.lamplighter.ingest.graph.GraphNotification;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where providers call. Open to everybody, so it believes nobody and answers everybody alike. */
@RestController
final class WebhookApi {

    static final String GRAPH = "/webhooks/graph";
    static final String CALENDAR = "/webhooks/google-calendar";
    static final String GMAIL = "/webhooks/gmail";

    private static final int LONGEST = 1024 * 1024;

    private final Pushes pushes;

    WebhookApi(Pushes pushes) {
        this.pushes = pushes;
    }

    @PostMapping(GRAPH)
    ResponseEntity<String> graph(@RequestParam(required = false) String validationToken, HttpServletRequest request)
            throws IOException {
        Optional<String> handshake = GraphNotification.handshake(validationToken);
        if (handshake.isPresent()) {
            return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).header("X-Content-Type-Options", "nosniff")
                    .body(handshake.get());
        }
        pushes.graph(body(request));
        return ResponseEntity.accepted().build();
    }

    @PostMapping(CALENDAR)
    ResponseEntity<Void> calendar(HttpServletRequest request) {
        pushes.calendar(request::getHeader);
        return ResponseEntity.ok().build();
    }

    /** What is not acknowledged comes again; a forger may try as often as he likes. */
    @PostMapping(GMAIL)
    ResponseEntity<Void> gmail(HttpServletRequest request) throws IOException {
        return pushes.gmail(request.getHeader("Authorization"), body(request))
                ? ResponseEntity.noContent().build()
                : ResponseEntity.status(403).build();
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        try (InputStream body = request.getInputStream()) {
            return body.readNBytes(LONGEST);
        }
    }
}
