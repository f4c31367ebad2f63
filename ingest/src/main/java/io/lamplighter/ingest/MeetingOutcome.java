// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest;

import java.util.Objects;

/**
 * What came of a meeting or call.
 *
 * @param words the sentence that says so, or what somebody wrote about it; may be empty
 */
public record MeetingOutcome(Kind kind, String words) {

    /** What may come of it. */
    public enum Kind {
        NEXT_STEP, NO_SHOW, RESCHEDULED, CANCELLED,
        /** Something else: the words say what. */
        OTHER
    }

    public MeetingOutcome {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(words, "words");
    }

    /** Whether anybody met: a meeting that is moved while people talk was held, one that nobody came to was not. */
    public boolean wasHeld() {
        return kind != Kind.NO_SHOW && kind != Kind.CANCELLED;
    }
}
