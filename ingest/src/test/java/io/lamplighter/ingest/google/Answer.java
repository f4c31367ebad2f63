// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the simulator answers.
 *
 * @param delay before the answer is sent
 * @param drips whether the delay is spread over the body, which begins at once
 * @param reset whether the connection is reset in place of an answer
 */
public record Answer(int status, Map<String, String> headers, String body, Duration delay, boolean drips,
        boolean reset) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    Answer(int status, Map<String, String> headers, String body, Duration delay, boolean reset) {
        this(status, headers, body, delay, false, reset);
    }

    static Answer json(Object body) {
        return new Answer(200, Map.of("Content-Type", "application/json; charset=UTF-8"), Json.text(body),
                Duration.ZERO,
                false);
    }

    static Answer nothing() {
        return new Answer(204, Map.of(), "", Duration.ZERO, false);
    }

    /** An error in the form of Google's older APIs. */
    public static Answer error(int status, String reason, String message) {
        return new Answer(status, Map.of("Content-Type", "application/json; charset=UTF-8"),
                Json.text(Json.of("error", Json.of("code", status, "message", message, "errors",
                        List.of(Json.of("domain", "global", "reason", reason, "message", message))))),
                Duration.ZERO, false);
    }

    /** An error in the form of Google's newer APIs (google.rpc.Status with an ErrorInfo). */
    public static Answer rpcError(int status, String name, String reason, String message) {
        return new Answer(status, Map.of("Content-Type", "application/json; charset=UTF-8"),
                Json.text(Json.of("error", Json.of("code", status, "message", message, "status", name, "details",
                        List.of(Json.of("@type", "type.googleapis.com/google.rpc.ErrorInfo", "reason", reason))))),
                Duration.ZERO, false);
    }

    /** What a balancer or a proxy says when nobody is there. */
    public static Answer html(int status) {
        return new Answer(status, Map.of("Content-Type", "text/html"),
                "<html><head><title>Error " + status + "</title></head><body><h1>That's an error.</h1></body></html>",
                Duration.ZERO, false);
    }

    public static Answer connectionReset() {
        return new Answer(200, Map.of(), "", Duration.ZERO, true);
    }

    public Answer with(String header, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(header, value);
        return new Answer(status, changed, body, delay, drips, reset);
    }

    public Answer after(Duration newDelay) {
        return new Answer(status, headers, body, newDelay, drips, reset);
    }

    /** The body begins at once and is over after so long. */
    public Answer dripping(Duration time) {
        return new Answer(status, headers, body, time, true, reset);
    }

    public Answer saying(String newBody) {
        return new Answer(status, headers, newBody, delay, drips, reset);
    }
}
