// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import org.jspecify.annotations.Nullable;

/** Looks behind what a library throws. */
public final class Causes {

    /** Causes may lead in a circle. */
    private static final int DEEPEST = 10;

    private Causes() {}

    /** The failure itself or the first of what caused it that is of a kind; null where nothing is. */
    public static <T extends Throwable> @Nullable T first(Throwable failure, Class<T> kind) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (kind.isInstance(at)) {
                return kind.cast(at);
            }
            at = at.getCause();
        }
        return null;
    }
}
