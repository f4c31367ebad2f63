// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox and how reading it stands.
 *
 * @param state in a word: {@code reading}, {@code importing}, {@code missing mail}, {@code not compared} with its provider for
 *     days, {@code failing}, {@code delayed} for minutes, {@code needs sign-in}, {@code waiting} for somebody to say how far back, or {@code paused}
 */
record MailboxItem(long id, String address, String owner, String connector, @Nullable Organisation organisation,
        String state,
        @Nullable Instant lastSuccessAt, @Nullable Instant failingSince, @Nullable String failure,
        @Nullable Instant nextAttemptAt, List<String> notices, long messagesRead, long remaining,
        @Nullable Instant importStartedAt, @Nullable Instant historyCompleteAt, Health health) {

    /** By whose right it is read; null where that is its owner's. */
    record Organisation(long id, String name) {}

    /** Whether it can be relied on. */
    record Health(@Nullable Lag lag, Push push, Backlog backlog, Next next, @Nullable Compared compared) {}

    /** From the arrival of mail to its being recorded, over the last seven days. */
    record Lag(long medianMillis, long p95Millis) {}

    /**
     * Who tells us what happens.
     *
     * @param state in words
     * @param meaning what follows from it
     * @param validUntil until when the provider has promised it; null where it has not
     */
    record Push(boolean alive, String state, String meaning, @Nullable Instant validUntil,
            @Nullable Instant lastHeardAt) {}

    /**
     * @param unread known to be there and not read yet
     * @param toReadAgain read before, and waiting to be read again
     */
    record Backlog(long unread, long toReadAgain, String state) {}

    /**
     * When it has its next turn, and why then.
     *
     * @param at null where it has none
     * @param askedToWaitSeconds what the provider asked for the last time; null where it did not
     */
    record Next(@Nullable Instant at, boolean running, int failuresInARow, @Nullable Long askedToWaitSeconds,
            String state, String why) {}

    /**
     * The last comparison with the provider: {@code provider = captured + excluded + quarantined + missing}.
     *
     * @param missingOn the days on which something is missing, latest first
     * @param againAt when these are read again; null where nothing is missing
     */
    record Compared(Instant at, int days, long provider, long captured, long excluded, long quarantined,
            long missing, List<LocalDate> missingOn, @Nullable Instant againAt) {}
}
