// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One line of a cursor, read field by field. Whatever is wrong with it is an {@link IllegalArgumentException}. */
final class Fields {

    private final String[] fields;
    private int at;

    private Fields(String[] fields) {
        this.fields = fields;
    }

    static Fields of(String line) {
        return new Fields(line.split(" ", -1));
    }

    static String join(Object... values) {
        return Arrays.stream(values).map(v -> URLEncoder.encode(v.toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    String text() {
        if (at >= fields.length) {
            throw new IllegalArgumentException("a field is missing");
        }
        return URLDecoder.decode(fields[at++], StandardCharsets.UTF_8);
    }

    long number() {
        return Long.parseLong(text());
    }

    boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither yes nor no");
        };
    }

    List<String> list() {
        String joined = text();
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
