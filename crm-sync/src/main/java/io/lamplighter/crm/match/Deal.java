// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import java.time.Instant;
import java.util.Map;

/**
 * An opportunity as far as matching looks at it.
 *
 * @param roles who plays which part in buying
 * @param lastActivity when something last happened on it; its creation where nothing has
 */
record Deal(OpportunityId id, AccountId account, String name, boolean open, Map<ContactId, String> roles,
        Instant lastActivity) {}
