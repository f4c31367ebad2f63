// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.opportunity;

import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;

/** @param open whether the deal is neither won nor lost */
public record DealOfActivity(OpportunityId id, String name, UserId owner, boolean open) {}
