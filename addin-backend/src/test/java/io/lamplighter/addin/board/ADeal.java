// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.AccountId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.warning.OpenDeal;
import io.lamplighter.crm.warning.OpenDeal.Blindness;
import io.lamplighter.crm.warning.Silence.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A deal as the domain gives it, silent for so many days of 21. */
record ADeal(long id, String name, int days, State state, String amount, String currency,
        Optional<OpenDeal.LastInbound> last, Optional<Blindness> blindness, Optional<OpenDeal.BadNews> badNews,
        String owner) {

    private static final int THRESHOLD = 21;

    static ADeal silent(long id, int days) {
        State state = days >= THRESHOLD ? State.DARK : days >= 14 ? State.HEADING_DARK : State.BRIGHT;
        return new ADeal(id, "Deal " + id, days, state, "1000", "EUR",
                Optional.of(new OpenDeal.LastInbound(ago(days), "Helen Marsh", "Re: Proposal")), Optional.empty(),
                Optional.empty(), "Anna Reyes");
    }

    static Instant ago(int days) {
        return SampleViews.NOW.minus(Duration.ofDays(days));
    }

    ADeal named(String other) {
        return new ADeal(id, other, days, state, amount, currency, last, blindness, badNews, owner);
    }

    ADeal worth(String much, String of) {
        return new ADeal(id, name, days, state, much, of, last, blindness, badNews, owner);
    }

    ADeal of(String other) {
        return new ADeal(id, name, days, state, amount, currency, last, blindness, badNews, other);
    }

    ADeal neverWritten() {
        return new ADeal(id, name, days, state, amount, currency, Optional.empty(), blindness, badNews, owner);
    }

    ADeal paused() {
        return new ADeal(id, name, days, State.PAUSED, amount, currency, last, blindness, badNews, owner);
    }

    ADeal blind(Blindness.Cause cause, Optional<Instant> since) {
        return new ADeal(id, name, days, State.BLIND, amount, currency, last,
                Optional.of(new Blindness(cause, owner, since)), badNews, owner);
    }

    ADeal badNews(String body, String evidence, double score) {
        return new ADeal(id, name, days, state, amount, currency, last, blindness,
                Optional.of(new OpenDeal.BadNews(id * 100, ago(days), "Ines Calder", score, body, evidence)), owner);
    }

    OpenDeal deal() {
        return new OpenDeal(new OpportunityId(id), name, new AccountId(id), "Account " + id,
                new UserId(owner.hashCode()), owner, "Proposal", 3, 5, "Sales", new BigDecimal(amount), currency,
                Optional.of(SampleViews.TODAY.plusDays(11)),
                new io.lamplighter.crm.warning.Silence(state, days, THRESHOLD,
                        SampleViews.TODAY.plusDays(THRESHOLD - days)),
                last, ago(days), state == State.PAUSED ? Optional.of(ago(-13)) : Optional.empty(), Optional.empty(),
                blindness, badNews);
    }
}
