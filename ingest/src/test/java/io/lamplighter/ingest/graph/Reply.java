// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import io.lamplighter.ingest.oauth.OAuthAnswer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the simulator answers, before it is sent: a {@link FaultScript} may put another in its place.
 *
 * @param trouble what happens on the wire
 */
public record Reply(int status, Map<String, String> headers, byte[] body, Trouble trouble) {

    /** What may happen to an answer on its way. */
    public enum Trouble {
        NONE, RESET, SLOW
    }

    static Reply json(int status, String json) {
        return new Reply(status, Map.of("Content-Type", "application/json; odata.metadata=minimal; charset=utf-8"),
                json.getBytes(StandardCharsets.UTF_8), Trouble.NONE);
    }

    static Reply content(String type, byte[] body) {
        return new Reply(200, Map.of("Content-Type", type), body, Trouble.NONE);
    }

    static Reply of(OAuthAnswer answer) {
        return new Reply(answer.status(), answer.headers(), answer.body().getBytes(StandardCharsets.UTF_8),
                Trouble.NONE);
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0], Trouble.NONE);
    }

    /** An error in Graph's form. */
    public static Reply error(int status, String code) {
        return json(status,
                """
                        {"error":{"code":"%s","message":"Words that differ.","innerError":{"date":"2026-11-02T09:00:00","code":"x",\
                        "request-id":"8f0d","client-request-id":"8f0d"}}}"""
                        .formatted(code));
    }

    /** A page as proxies and gateways send it. */
    public static Reply html(int status) {
        return new Reply(status, Map.of("Content-Type", "text/html; charset=utf-8"),
                "<html><body><h1>Our services aren't available right now</h1></body></html>"
                        .getBytes(StandardCharsets.UTF_8),
                Trouble.NONE);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body, trouble);
    }

    public Reply with(byte[] otherBody) {
        return new Reply(status, headers, otherBody, trouble);
    }

    public Reply with(Trouble otherTrouble) {
        return new Reply(status, headers, body, otherTrouble);
    }

    public boolean isJson() {
        return headers.getOrDefault("Content-Type", "").startsWith("application/json");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
