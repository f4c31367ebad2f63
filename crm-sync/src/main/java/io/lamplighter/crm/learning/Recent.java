// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A recent activity of an open deal.
 *
 * @param from who wrote it; the address where no name is known
 * @param warnedBelow the threshold of the warning that it has raised and that stands
 */
public record Recent(ActivityId activity, OpportunityId deal, String dealName, UserId owner, String from,
        Instant at, Optional<Double> warnedBelow) {}
