// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.notify;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import java.time.Instant;

/**
 * Something that happened to a warning.
 *
 * @param id grows in the order in which it became known
 * @param about what people are warned of
 * @param owner whose deal it is now
 * @param score the one that raised the warning; 0 where it is not about a score
 */
public record Notice(long id, What what, About about, long warning, ActivityId activity, OpportunityId deal,
        String dealName, UserId owner, double score, Instant at) {

    /** What people are warned of. */
    public enum About {
        /** Something the buyer wrote. */
        BAD_NEWS,
        /** Somebody on the buyer's side does not work there any more. */
        CHAMPION_LEFT
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
