// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.oauth;

import java.util.Map;

/** What an {@link AuthorizationServer} answers: a page for people, a way back, or JSON for programs. */
public record OAuthAnswer(int status, Map<String, String> headers, String body) {

    public OAuthAnswer {
        headers = Map.copyOf(headers);
    }

    static OAuthAnswer page(int status, String html) {
        return new OAuthAnswer(status, Map.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store"),
                html);
    }

    static OAuthAnswer to(String address) {
        return new OAuthAnswer(302, Map.of("Location", address, "Cache-Control", "no-store"), "");
    }

    static OAuthAnswer json(int status, String json) {
        return new OAuthAnswer(status, Map.of("Content-Type", "application/json; charset=utf-8", "Cache-Control",
                "no-store"), json);
    }

    /** RFC 6749 §5.2. */
    public static OAuthAnswer error(int status, String error, String description) {
        return json(status, "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description));
    }
}
