// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.oauth;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters as a query or a form brings them; of one that comes several times the values are joined by spaces. */
public record OAuthForm(Map<String, String> fields) {

    public OAuthForm {
        fields = Map.copyOf(fields);
    }

    /** @param encoded {@code a=b&c=d} */
    public static OAuthForm of(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.merge(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)),
                        (one, other) -> one + ' ' + other);
            }
        }
        return new OAuthForm(fields);
    }

    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    List<String> words(String name) {
        return List.of(get(name).split(" ")).stream().filter(word -> !word.isEmpty()).toList();
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + '=' + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
