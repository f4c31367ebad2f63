// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.imap;

import java.time.Instant;

/**
 * What is known of a message before it is fetched.
 *
 * @param receivedAt {@link Instant#EPOCH} where nobody tells
 */
record Outline(long uid, long size, Instant receivedAt) {

    /** Larger messages are fetched in parts, leaving attachments on the server. */
    private static final long LARGE = 512 * 1024;

    /** A message that is there, and of which the server could say nothing else: it may be as large as any. */
    static Outline unknown(long uid, Instant sentAt) {
        return new Outline(uid, LARGE + 1, sentAt);
    }

    boolean isLarge() {
        return size > LARGE;
    }

    /** What has no time of its own is never too old. */
    boolean isBefore(Instant since) {
        return hasTime() && receivedAt.isBefore(since);
    }

    boolean hasTime() {
        return !receivedAt.equals(Instant.EPOCH);
    }
}
