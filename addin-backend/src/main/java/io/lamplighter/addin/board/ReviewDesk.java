// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.match.ReviewQueue;
import io.lamplighter.crm.match.Reviews;
import io.lamplighter.crm.opportunity.Opportunities;
import io.lamplighter.crm.opportunity.Opportunities.Opportunity;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mail that could belong to more than one deal, and the decisions about it. */
public final class ReviewDesk {

    static final int PAGE = 20;

    private final Reviews reviews;
    private final ReviewQueue queue;
    private final Opportunities opportunities;
    private final Words words;
    private final Clock clock;

    public ReviewDesk(Reviews reviews, ReviewQueue queue, Opportunities opportunities, Words words, Clock clock) {
        this.reviews = reviews;
        this.queue = queue;
        this.opportunities = opportunities;
        this.words = words;
        this.clock = clock;
    }

    /** @param owner only where this user has a deal to choose; empty for everything */
    ReviewView waiting(Optional<UserId> owner, long before) {
        List<Reviews.Waiting> found = reviews.waiting(owner, before, PAGE + 1);
        List<Reviews.Waiting> shown = found.subList(0, Math.min(PAGE, found.size()));
        Map<OpportunityId, Opportunity> deals = new HashMap<>();
        shown.stream().flatMap(item -> item.candidates().stream())
                .forEach(candidate -> opportunities.find(candidate.opportunity())
                        .filter(deal -> owner.isEmpty() || deal.owner().equals(owner.get()))
                        .ifPresent(deal -> deals.put(deal.id(), deal)));
        Questions questions = new Questions(deals, words, clock.instant());
        return new ReviewView(questions.says(queue.size(owner)), shown.stream().map(questions::item).toList(),
                found.size() <= PAGE
                        ? null
                        : new More("/review/items?before=" + shown.getLast().activity(), "Show more"));
    }

    /**
     * @param deal where it belongs; empty for none of the account's deals
     * @return what happened, for the reader
     */
    String decide(ActivityId activity, Optional<OpportunityId> deal, Optional<UserId> owner) {
        int decided = deal.map(chosen -> reviews.decide(activity, chosen, owner))
                .orElseGet(() -> queue.noDeal(activity, owner));
        if (decided == 0) {
            return deal.isPresent()
                    ? "Nothing was changed: the mail has a deal by now, or the deal is not one of yours."
                    : "Nothing was changed: a colleague’s deal may be meant, so a manager decides.";
        }
        String mails = decided == 1 ? "The mail" : Spelled.first(decided) + " mails of the thread";
        return deal.flatMap(opportunities::find).map(chosen -> mails + (decided == 1 ? " is" : " are") + " on “"
                + chosen.name() + "” now.").orElse(mails + (decided == 1 ? " counts" : " count") + " for no deal.");
    }
}
