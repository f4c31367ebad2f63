// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.graph;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request to the simulator.
 *
 * @param number the how manieth it is
 * @param url path and query as they came
 * @param prefer the header of this name
 */
public record Call(int number, String method, String url, String prefer, String token, String body) {

    private static final Pattern PAGE_SIZE = Pattern.compile("odata\\.maxpagesize=(\\d+)");

    /** The path, decoded, without the version. */
    List<String> path() {
        return path(url);
    }

    static List<String> path(String url) {
        String path = url.split("\\?", 2)[0];
        return Arrays.stream(path.split("/")).skip(2).map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        String[] parts = url.split("\\?", 2);
        for (String pair : parts.length < 2 ? new String[0] : parts[1].split("&")) {
            String[] both = pair.split("=", 2);
            query.put(URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                    both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    int pageSize(int otherwise, int most) {
        Matcher size = PAGE_SIZE.matcher(prefer);
        return Math.min(most, size.find() ? Integer.parseInt(size.group(1)) : otherwise);
    }

    boolean wantsImmutableIds() {
        return prefer.contains("IdType=\"ImmutableId\"");
    }

    /** Whether changes are asked for, and not a thing or a list. */
    public boolean isDelta() {
        return url.contains("/delta");
    }

    public boolean isMessage() {
        return url.contains("/$value");
    }

    public boolean isAbout(String part) {
        return url.contains(part);
    }
}
