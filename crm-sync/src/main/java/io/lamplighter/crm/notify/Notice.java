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
 * @param owner whose deal it is now
 * @param score the one that raised the warning
 */
public record Notice(long id, What what, long warning, ActivityId activity, OpportunityId deal, String dealName,
        UserId owner, double score, Instant at) {

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
