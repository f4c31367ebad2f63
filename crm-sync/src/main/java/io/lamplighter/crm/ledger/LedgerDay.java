// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.ledger;

import java.time.LocalDate;
import java.util.Map;

/**
 * What came into one mailbox on one day (UTC), and what became of it, as the ledger has it: messages by the time they were received,
 * entries of the calendar by the time they came into it. {@code seen = captured + excluded + quarantined}. Who came to a meeting and
 * what was spoken in it is no copy of its own. What its provider says is in {@link Comparisons.Day}, with what is missing.
 *
 * @param seen copies the provider showed us
 * @param captured copies that are on a deal or an account
 * @param excluded copies of which only a ledger row was kept, by reason; what somebody gave up among them
 * @param quarantined copies that could not be read yet
 * @param vanished copies among these that are no longer in the mailbox
 */
public record LedgerDay(LocalDate day, long seen, long captured, Map<String, Long> excluded, long quarantined,
        long vanished) {

    public LedgerDay {
        excluded = Map.copyOf(excluded);
    }
}
