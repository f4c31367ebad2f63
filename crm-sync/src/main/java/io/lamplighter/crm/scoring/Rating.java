// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import java.time.Instant;

/**
 * What somebody says an activity means for its deal.
 *
 * @param id of the event that said so
 * @param note may be empty
 */
public record Rating(long id, ActivityId activity, UserId rater, String raterName, boolean good, String note,
        Instant at) {

    /** The longest note, in characters. */
    public static final int LONGEST_NOTE = 1000;
}
