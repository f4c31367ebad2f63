// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.mailbox;

import io.lamplighter.crm.UserId;
import io.lamplighter.ingest.MailboxId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mailbox and how reading it stands.
 *
 * @param lastSuccessAt the last proof of life: when all that the provider had was stored
 * @param failingSince since when no run has come to its end; empty while reading works
 * @param failure what is wrong and what to do, for people
 * @param needsSignIn whether nothing will change until somebody signs in again
 * @param notices what an admin should know although reading goes on
 * @param importStartedAt when reading of history began
 * @param historyCompleteAt when all of history was stored for the first time
 * @param messagesRead copies looked at since then, each reading counted
 * @param remaining messages still to be read, as far as the provider told
 * @param waiting whether nothing is read until somebody has said how far back
 * @param restsUntil before then nothing is asked of the provider: it wants a pause, or it was asked as much as it allows
 */
public record MailboxState(MailboxId id, UserId owner, String ownerName, String connector, String address,
        boolean paused,
        Optional<Instant> lastRunAt, Optional<Instant> lastSuccessAt, Optional<Instant> failingSince, String failure,
        boolean needsSignIn, Optional<Instant> nextAttemptAt, List<String> notices, Optional<Instant> importStartedAt,
        Optional<Instant> historyCompleteAt, long messagesRead, long remaining, boolean waiting,
        Optional<Instant> restsUntil) {

    /** Failing for less long than this makes nobody blind: mail is late then, as it is while nobody asks. */
    private static final Duration OVERLOOKED = Duration.ofMinutes(5);

    /** One night may be missed. */
    private static final Duration UNCOMPARED = Duration.ofDays(2);

    public MailboxState {
        notices = List.copyOf(notices);
    }

    /** One that waits for nobody and nothing. */
    public MailboxState(MailboxId id, UserId owner, String ownerName, String connector, String address, boolean paused,
            Optional<Instant> lastRunAt, Optional<Instant> lastSuccessAt, Optional<Instant> failingSince,
            String failure, boolean needsSignIn, Optional<Instant> nextAttemptAt, List<String> notices,
            Optional<Instant> importStartedAt, Optional<Instant> historyCompleteAt, long messagesRead,
            long remaining) {
        this(id, owner, ownerName, connector, address, paused, lastRunAt, lastSuccessAt, failingSince, failure,
                needsSignIn, nextAttemptAt, notices, importStartedAt, historyCompleteAt, messagesRead, remaining,
                false, Optional.empty());
    }

    /**
     * How it stands, in one word.
     *
     * @param missing how much its provider had and we had not when they were compared last
     * @param comparedAt when that was; empty before the first time
     */
    public Standing standing(long missing, Optional<Instant> comparedAt, Instant now) {
        if (waiting) {
            return Standing.WAITING;
        }
        if (paused) {
            return Standing.PAUSED;
        }
        if (needsSignIn) {
            return Standing.NEEDS_SIGN_IN;
        }
        if (isFailingForLong()) {
            return Standing.FAILING;
        }
        if (missing > 0) {
            return Standing.MISSING;
        }
        if (failingSince.isPresent()) {
            return Standing.DELAYED;
        }
        if (uncomparedDays(comparedAt, now) > 0) {
            return Standing.UNPROVEN;
        }
        return historyCompleteAt.isEmpty() ? Standing.IMPORTING : Standing.READING;
    }

    /**
     * For how many days nobody has compared it with its provider, although it can be read.
     *
     * @param comparedAt the last time; empty before the first
     * @return 0 where that is as it should be
     */
    public int uncomparedDays(Optional<Instant> comparedAt, Instant now) {
        if (!mayBeRead() || needsSignIn || failingSince.isPresent()) {
            return 0;
        }
        long days = comparedAt.or(() -> historyCompleteAt).map(since -> Duration.between(since, now).toDays())
                .orElse(0L);
        return days >= UNCOMPARED.toDays() ? (int) days : 0;
    }

    /** Whether it may be read now, as far as people are concerned. */
    public boolean mayBeRead() {
        return !paused && !waiting;
    }

    public boolean isImporting() {
        return historyCompleteAt.isEmpty() && mayBeRead();
    }

    /**
     * Since when mail may lie there unread by us: silence since then proves nothing. Empty while reading works, and while it is put off
     * for minutes, as providers do when they are busy.
     */
    public Optional<Instant> blindSince() {
        if (paused || needsSignIn || isFailingForLong()) {
            return lastSuccessAt.or(() -> failingSince).or(() -> Optional.of(Instant.EPOCH));
        }
        return Optional.empty();
    }

    private boolean isFailingForLong() {
        return failingSince.map(since -> since.plus(OVERLOOKED))
                .filter(late -> lastRunAt.filter(run -> !run.isBefore(late)).isPresent()
                        || nextAttemptAt.map(next -> !next.isBefore(late)).orElse(true))
                .isPresent();
    }
}
