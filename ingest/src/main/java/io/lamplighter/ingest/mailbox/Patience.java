// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How often things were refused, one by one: what a provider can never give must not stop what follows, and an outage of the
 * provider must not pass for that. Forgotten with the process: it then takes longer. Thread-safe.
 */
public final class Patience {

    /** Where nothing else can tell whom to blame: longer than outages last in which everything but the one thing is given. */
    public static final Duration ALONE = Duration.ofDays(1);

    /** With nothing else to ask for, more than these tell of each other. */
    public static final int FEW = 3;

    private static final int MOST = 10_000;

    private final Map<String, Refused> refused = new ConcurrentHashMap<>();
    private final int attempts;
    private final Clock clock;

    /** What became of other things of its kind while one was refused. */
    public enum Others {
        /** At least one was given: the one is to blame. */
        GIVEN,
        /** None was, or nobody could ask for any: that says nothing of the one. */
        REFUSED,
        /** There are none. */
        NONE
    }

    /**
     * @param times while others were given
     * @param alone while there were no others
     * @param since when the first of those was
     */
    private record Refused(int times, int alone, @Nullable Instant since) {

        static final Refused NEVER = new Refused(0, 0, null);
    }

    /** @param attempts how often a thing is asked for before it is set aside */
    public Patience(int attempts, Clock clock) {
        this.attempts = attempts;
        this.clock = clock;
    }

    /** Whether it was refused whenever it was asked for of late: nothing to judge others by. */
    public boolean isSuspect(String thing) {
        return refused.containsKey(thing);
    }

    /** Takes note that it was refused once more, and says whether that was the last time that is waited for. */
    public boolean isOver(String thing, Others others) {
        if (refused.size() > MOST) {
            refused.clear();
        }
        Instant now = clock.instant();
        Refused after = refused.merge(thing, refused(Refused.NEVER, others, now),
                (before, first) -> refused(before, others, now));
        return after.times() >= attempts
                || after.since() != null && after.alone() >= attempts && !now.isBefore(after.since().plus(ALONE));
    }

    private static Refused refused(Refused before, Others others, Instant now) {
        return switch (others) {
            case GIVEN -> new Refused(before.times() + 1, before.alone(), before.since());
            // An outage: what was refused before may have been refused because of it.
            case REFUSED -> new Refused(before.times(), 0, null);
            case NONE -> new Refused(before.times(), before.alone() + 1, before.since() == null ? now : before.since());
        };
    }

    /** It was given. */
    public void forget(String thing) {
        refused.remove(thing);
    }
}
