// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.warning;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.notify.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that people were warned of.
 *
 * @param about what; only bad news has a score and a threshold
 * @param score the one that raised it, below {@code threshold}
 * @param lifted whether a later scorer no longer finds it bad, or who had left has written again
 * @param recipients the owner first
 */
public record Warned(long id, Notice.About about, ActivityId activity, OpportunityId deal, String dealName,
        Instant raisedAt, double score,
        double threshold, boolean lifted, List<Recipient> recipients) {

    public Warned {
        recipients = List.copyOf(recipients);
    }

    /** @param acknowledgedAt when they said that they had seen it */
    public record Recipient(UserId user, String name, boolean owner, Optional<Instant> acknowledgedAt) {}

    public Optional<Recipient> recipient(UserId user) {
        return recipients.stream().filter(one -> one.user().equals(user)).findFirst();
    }
}
