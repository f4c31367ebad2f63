// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mime;

/**
 * The mark of a body that was left out: how many octets it had. Written by {@link ReducedMessage} and by connectors
 * that never fetched the body.
 */
final class Omitted {
    static final String FIELD = "X-Lamplighter-Omitted";
    private static final String NAME = "x-lamplighter-omitted";

    private Omitted() {}

    /** @return -1 where nothing was left out */
    static long size(Part part) {
        if (!part.headers().has(NAME) || !isReduced(part)) {
            return -1;
        }
        // A sender may write such a field too. Ours is the last.
        String value = part.headers().lastRaw(NAME).strip();
        boolean number = !value.isEmpty() && value.length() <= 15 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(value) : -1;
    }

    private static boolean isReduced(Part part) {
        Headers embedded = part.embeddedHeaders();
        int left = embedded == null ? part.bodyStart() : embedded.bodyStart();
        return part.bodyEnd() == left || part.isText() && part.bodyEnd() == part.textEnd();
    }
}
