// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.Crm;
import io.lamplighter.sentiment.Scorers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatingsTest {

    private final Jargon jargon = new Jargon();
    private final Crm crm = jargon.crm;
    private final Ratings ratings = jargon.ratings;
    private final ActivityId mail = jargon.mail("We are ready to sign the contract.", 1);

    @Test
    void aRepRatesWhatTheyMaySeeAndNothingElse() {
        assertThat(ratings.rate(mail, false, "", crm.jonas, Optional.of(crm.jonas.id()))).isEmpty();
        assertThat(ratings.rate(new ActivityId(4711), false, "", crm.anna, Optional.empty())).isEmpty();
        assertThat(ratings.rate(mail, false, "she sighed", crm.anna, Optional.of(crm.anna.id())))
                .hasValueSatisfying(rating -> {
                    assertThat(rating.good()).isFalse();
                    assertThat(rating.note()).isEqualTo("she sighed");
                    assertThat(rating.raterName()).isEqualTo("Anna Reyes");
                    assertThat(rating.at()).isEqualTo(Crm.NOW);
                });
        assertThat(events()).containsExactly("RATED -");
    }

    @Test
    void everythingThatWasEverSaidIsKept() {
        ratings.rate(mail, true, "", crm.anna, Optional.empty());
        ratings.rate(mail, true, "", crm.anna, Optional.empty());
        ratings.rate(mail, false, "", crm.anna, Optional.empty());
        ratings.rate(mail, false, "on second thoughts", crm.anna, Optional.empty());
        ratings.withdraw(mail, crm.anna.id(), jargon.marta);
        ratings.withdraw(mail, crm.anna.id(), jargon.marta);
        ratings.restore(mail, crm.anna.id(), crm.anna);

        assertThat(events()).containsExactly("RATED +", "CHANGED -", "CHANGED -", "WITHDRAWN -", "RESTORED -");
        assertThat(ratings.of(mail, crm.anna.id())).hasValueSatisfying(
                rating -> assertThat(rating.note()).isEqualTo("on second thoughts"));
        assertThatThrownBy(() -> crm.jdbc.sql("update rating_event set good = true").update())
                .hasMessageContaining("never changed");
    }

    @Test
    void eachPersonHasOneRatingOfAnActivity() {
        jargon.rate(mail, true, crm.anna);
        jargon.rate(mail, false, crm.jonas);
        jargon.rate(mail, false, crm.anna);

        assertThat(ratings.of(List.of(mail)).get(mail)).extracting(Rating::raterName, Rating::good)
                .containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("Anna Reyes", false),
                        org.assertj.core.groups.Tuple.tuple("Jonas Weir", false));
    }

    @Test
    void aRatingRemembersTheScoreItAnswered() {
        new ScoreBacklog(crm.jdbc, crm.database.transaction(), Scorers.standard(), crm.clock).scoreNewest(9,
                Instant.EPOCH);

        jargon.rate(mail, true, crm.anna);

        assertThat(crm.jdbc.sql("select score from rating_event").query(Double.class).single()).isGreaterThan(0.2);
        assertThat(crm.jdbc.sql("select scorer_version from rating_event").query(String.class).single())
                .isEqualTo(Scorers.standard().version());
    }

    @Test
    void allOfOnePersonCanBeTakenBack() {
        List<ActivityId> rated = jargon.rateAll();

        assertThat(ratings.withdrawAll(crm.anna.id(), jargon.marta)).isEqualTo(3);
        assertThat(ratings.withdrawAll(crm.anna.id(), jargon.marta)).isZero();
        assertThat(ratings.of(rated)).hasSize(6);
        assertThat(ratings.withdrawn(Optional.of(crm.anna.id()))).hasSize(3);
        assertThat(ratings.withdrawn(Optional.of(crm.jonas.id()))).isEmpty();
    }

    @Test
    void whatWasTakenBackInOneGoCountsAgainInOneGo() {
        List<ActivityId> rated = jargon.rateAll();
        ratings.withdraw(rated.getFirst(), crm.anna.id(), crm.anna);
        new Ratings(crm.jdbc, crm.database.transaction(), Clock.offset(crm.clock, Duration.ofMinutes(5)))
                .withdrawAll(crm.anna.id(), jargon.marta);

        Ratings.Together together = ratings.withdrawnTogether(Optional.empty()).getFirst();

        assertThat(together.ratings()).isEqualTo(2);
        assertThat(together.by()).isEqualTo("Marta Lindqvist");
        assertThat(ratings.withdrawnTogether(Optional.of(crm.jonas.id()))).isEmpty();
        assertThat(ratings.restoreAll(crm.anna.id(), together.at(), jargon.marta)).isEqualTo(2);
        assertThat(ratings.restoreAll(crm.anna.id(), together.at(), jargon.marta)).isZero();
        assertThat(ratings.withdrawn(Optional.empty())).singleElement()
                .satisfies(one -> assertThat(one.activity()).isEqualTo(rated.getFirst()));
    }

    @Test
    void aRatingGoesWithTheActivity() {
        jargon.rate(mail, true, crm.anna);
        long before = generation();
        crm.jdbc.sql("delete from account").update();

        assertThat(crm.count("rating_event")).isZero();
        assertThat(generation()).isGreaterThan(before);
    }

    private long generation() {
        return crm.jdbc.sql("select generation from learning").query(Long.class).single();
    }

    private List<String> events() {
        return crm.jdbc.sql("""
                select what || case when good then ' +' else ' -' end from rating_event order by rating_event_id
                """).query(String.class).list();
    }
}
