// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.util.Objects;

/**
 * A place in one mailbox's change stream. Only the connector that issued it may look inside.
 *
 * @param connector the name of the connector that issued it
 * @param version the shape of {@code token}; a connector refuses a version it does not know
 * @param token empty for the very beginning
 */
public record Cursor(String connector, int version, String token) {

    public Cursor {
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(token, "token");
    }

    /** The place before everything: reading from here reads all there is. */
    public static Cursor start(String connector) {
        return new Cursor(connector, 0, "");
    }

    public boolean isStart() {
        return token.isEmpty();
    }
}
