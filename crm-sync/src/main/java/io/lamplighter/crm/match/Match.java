// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.match;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.ContactId;
import io.lamplighter.crm.OpportunityId;
import java.util.List;
import java.util.Optional;

/**
 * What an interaction is attached to on the side of one account, and why.
 *
 * @param counterpart the address through which the account took part
 * @param opportunity empty when the account has no open deal, or when it is not certain which one is meant
 * @param margin from 0 (as good as the next best) to 1 (nothing else came into question)
 * @param candidates best first
 */
public record Match(AccountId account, Optional<ContactId> contact, String counterpart,
        Optional<OpportunityId> opportunity, Rule rule, double margin, List<Candidate> candidates) {

    /** Below this nobody should rely on the choice: a person decides. */
    public static final double LOW_MARGIN = 0.15;

    /** What decided. */
    public enum Rule {
        /** An earlier or later message of the thread is on this deal. */
        THREAD,
        /** The person has a part in buying this deal. */
        BUYING_ROLE,
        /** The account has one open deal only. */
        ONLY_OPEN_DEAL,
        /** The subject names it. */
        SUBJECT,
        /** Of the account's open deals it is by far the most recently active. */
        MOST_RECENT_DEAL,
        /** The account has no open deal: the interaction is on the account. */
        NO_OPEN_DEAL,
        /** Several deals come into question. */
        UNCERTAIN,
        /** A person decided. */
        BY_HAND,
        /** A person put it on this deal themselves. */
        UPLOADED
    }

    public Match {
        candidates = List.copyOf(candidates);
    }

    public boolean needsReview() {
        return rule == Rule.UNCERTAIN;
    }
}
