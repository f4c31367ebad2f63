// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.ingest.MailboxId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a warning.
 *
 * @param id grows in the order in which it became known
 * @param about what people are warned of
 * @param activity and {@code deal} 0, {@code dealName} empty where it is about a mailbox
 * @param owner whose deal or mailbox it is now
 * @param score the one that raised the warning; 0 where it is not about a score
 * @param mailbox the one it is about; empty where it is about a deal
 */
public record Notice(long id, What what, About about, long warning, ActivityId activity, OpportunityId deal,
        String dealName, UserId owner, double score, Instant at, Optional<Mailbox> mailbox) {

    /** @param missing how many messages its provider has and we have not, or had not until now */
    public record Mailbox(MailboxId id, String address, long missing) {}

    /** What people are warned of. */
    public enum About {
        /** Something the buyer wrote. */
        BAD_NEWS,
        /** Somebody on the buyer's side does not work there any more. */
        CHAMPION_LEFT,
        /** Mail that a mailbox's provider has and that does not come although it was asked for again. */
        MAIL_MISSING,
        /** All that was missing of a mailbox is there. */
        MAIL_COMPLETE
    }

    /** What happened. Only {@link #RAISED} asks for somebody's attention. */
    public enum What {
        /** People are warned, for the first and only time. */
        RAISED,
        /** The scorer does not find it bad any more. */
        LIFTED,
        /** The scorer finds it bad again. */
        CHANGED,
        /** Somebody has seen it. */
        ACKNOWLEDGED
    }
}
