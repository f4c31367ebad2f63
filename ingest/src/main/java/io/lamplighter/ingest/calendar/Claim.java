// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.calendar;

import io.lamplighter.ingest.calendar.Attendee.Answer;
import java.util.Comparator;

/**
 * That an attendee answered so.
 *
 * @param own whether the attendee said it himself, not a calendar that lists him
 */
record Claim(Revision revision, boolean own, Attendee attendee) implements Comparable<Claim> {
    private static final Comparator<Claim> ORDER = Comparator.comparing((Claim c) -> c.revision().sequence())
            .thenComparing(c -> c.revision().stamp()).thenComparing(Claim::own)
            .thenComparing(c -> c.attendee().answer()).thenComparing(c -> c.attendee().toString());

    @Override
    public int compareTo(Claim other) {
        return ORDER.compare(this, other);
    }

    Answer answer() {
        return attendee.answer();
    }

    /**
     * Whether it answers this state of the meeting: since SEQUENCE went up there was another time or place to answer to
     * (RFC 5546 §2.1.4). Some programs answer with the first SEQUENCE for ever; then the time of the answer tells.
     */
    boolean answers(Revision state) {
        return revision.sequence() >= state.sequence() || own && revision.stamp().isAfter(state.stamp());
    }
}
