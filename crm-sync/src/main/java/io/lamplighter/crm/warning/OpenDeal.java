// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An open opportunity as the board shows it.
 *
 * @param stagePosition the place of the stage among the open stages of its pipeline, from 1
 * @param stages how many open stages the pipeline has
 * @param lastInbound the last interaction that moved the clock; empty when the buyer never wrote
 * @param pausedUntil the end of an announced absence that is going on
 * @param meeting the next meeting with the buyer, if it is near enough to hold the clock
 * @param blindness why we may be deaf on this deal; empty where we are not
 * @param badNews the latest bad news of the last days
 */
public record OpenDeal(OpportunityId id, String name, AccountId account, String accountName, UserId owner,
        String ownerName,
        String stage, int stagePosition, int stages, String pipeline, BigDecimal amount, String currency,
        Optional<LocalDate> closes, Silence silence, Optional<LastInbound> lastInbound, Instant silentSince,
        Optional<Instant> pausedUntil, Optional<MeetingAhead> meeting, Optional<Blindness> blindness,
        Optional<BadNews> badNews) {

    /** A meeting that is planned. */
    public record MeetingAhead(Instant at, String title) {}

    /** Who wrote last. */
    public record LastInbound(Instant at, String name, String subject) {}

    /**
     * Why what the buyer sends may not be read.
     *
     * @param owner whose mailbox it is
     * @param since empty where no mailbox was ever read
     */
    public record Blindness(Cause cause, String owner, Optional<Instant> since) {

        /** What keeps us from reading. */
        public enum Cause {
            MAILBOX_FAILING, MAILBOX_PAUSED, STILL_IMPORTING, NO_MAILBOX
        }
    }

    /** An inbound interaction that scored below the threshold of its pipeline. */
    public record BadNews(long activity, Instant at, String from, double score, String body, String evidence) {}
}
