// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.mailbox;

import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What all processes together take of what a provider allows for a mailbox. A process takes a part of it before it asks, uses it
 * within a short time, and says with its next wish how much of it was used. Of a process that is not heard of again, all of its
 * part counts as used at the last moment of its time: what a process lost is lost until it comes back, and never taken twice.
 *
 * <p>Thread-safe. Every implementation passes {@code SharedAllowancesContract}.
 */
public interface SharedAllowances {

    /**
     * One of a provider's limits, as it holds for one mailbox.
     *
     * @param name short and stable, such as {@code gmail}; stored
     * @param units in any time as long as {@code window}
     * @param atOnce at most so many requests under way; {@link #ANY_NUMBER} where the provider sets no bound
     */
    record Limit(MailboxId mailbox, String name, int units, Duration window, int atOnce) {

        private static final int SLICES = 60;
        private static final int PARTS_OF_A_WINDOW = 6;
        /** A node that was killed is followed by another after as long: the places it held are free again by then. */
        private static final Duration LONGEST = Duration.ofSeconds(30);

        public static final int ANY_NUMBER = 0;

        public Limit {
            Objects.requireNonNull(mailbox, "mailbox");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(window, "window");
        }

        /** Within this time a part is used, or not at all. */
        public Duration lasts() {
            Duration some = window.dividedBy(PARTS_OF_A_WINDOW);
            return some.compareTo(LONGEST) < 0 ? some : LONGEST;
        }

        /** For so long counts what was used. A slice longer: the provider's window begins when a call arrives, not when it was sent. */
        public Duration counts() {
            return window.plus(window.dividedBy(SLICES));
        }
    }

    /**
     * What somebody would like to have.
     *
     * @param units so much, or less
     * @param least less than this is of no use
     * @param enough if there is too little, it is not worth asking again before so much is there
     * @param spare how much must be left over for what is more urgent
     * @param places how many requests will be under way together at most; none where there is no bound
     */
    record Wish(int units, int least, int enough, int spare, int places) {}

    /**
     * What became of a part.
     *
     * @param units so much of it was used; the rest is given back
     * @param quiet whether all requests that were made with it have been answered
     */
    record Used(long part, int units, boolean quiet) {}

    /** Whether a wish was granted. */
    sealed interface Answer {

        /** @param places of those wished for: so many requests may be under way, those made with earlier parts included */
        record Granted(long part, int units, int places) implements Answer {}

        /** @param after when there is enough, if nobody else takes anything meanwhile */
        record Refused(Why why, Duration after) implements Answer {

            public Refused {
                Objects.requireNonNull(why, "why");
                Objects.requireNonNull(after, "after");
            }
        }
    }

    /** Why nothing is granted. */
    enum Why {
        /** As much was taken as the provider allows. */
        SPENT,
        /** The provider asked for a pause. */
        CLOSED,
        /** Others have as many requests under way as the provider allows. */
        CROWDED
    }

    /**
     * Takes a part, in the place of the one that was used before.
     *
     * @throws MailboxFailure.TryLater if it cannot be known what others have taken
     */
    Answer take(Limit limit, Wish wish, Optional<Used> before);

    /**
     * Gives back what was not used, and takes nothing.
     *
     * @throws MailboxFailure.TryLater if it cannot be told; it counts as used then
     */
    void giveBack(Limit limit, Used used);

    /**
     * The provider asked for a pause: nobody takes anything before it is over.
     *
     * @throws MailboxFailure.TryLater if it cannot be told
     */
    void close(Limit limit, Duration pause);

    /** A clock that only goes forward, by which the parts of this process last. */
    long millis();
}
