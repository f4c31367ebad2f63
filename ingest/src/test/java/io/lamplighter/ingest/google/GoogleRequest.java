// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.google;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of the simulator.
 *
 * @param path in pieces: {@code gmail, v1, users, me, messages}
 * @param rawQuery as it came, still encoded
 * @param bearer the token that came with it; empty without one
 */
public record GoogleRequest(String method, List<String> path, Map<String, List<String>> query, String rawQuery,
        String bearer, String body) {

    static GoogleRequest of(Request request) {
        URI uri = URI.create(request.getUrl());
        Map<String, List<String>> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                query.computeIfAbsent(decoded(equals < 0 ? pair : pair.substring(0, equals)), k -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        String authorization = request.getHeader("Authorization");
        return new GoogleRequest(request.getMethod().getName(),
                List.of(uri.getRawPath().substring(1).split("/")).stream().map(GoogleRequest::decoded).toList(), query,
                raw == null ? "" : raw,
                authorization != null && authorization.startsWith("Bearer ") ? authorization.substring(7) : "",
                request.getBodyAsString());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public @Nullable String parameter(String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.getFirst();
    }

    public String parameter(String name, String otherwise) {
        String value = parameter(name);
        return value == null ? otherwise : value;
    }

    public int number(String name, int otherwise) {
        String value = parameter(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** Whether the path has these pieces; {@code *} stands for any one. */
    public boolean isAt(String pattern) {
        String[] pieces = pattern.split("/");
        if (pieces.length != path.size()) {
            return false;
        }
        for (int i = 0; i < pieces.length; i++) {
            if (!pieces[i].equals("*") && !pieces[i].equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The same with another value of a parameter; without it where the value is empty. */
    public GoogleRequest with(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(query);
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, List.of(value));
        }
        return new GoogleRequest(method, path, changed, rawQuery, bearer, body);
    }
}
