// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.Crm;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.upload.Upload;
import io.lamplighter.crm.upload.Uploads;
import io.lamplighter.sentiment.Score.Label;
import io.lamplighter.sentiment.Scorers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompanyScorerTest {

    private static final String NEW_YES = "Heron badge for the mixers.";
    private static final String NEW_NO = "The mixers went into the tin drawer, in lovely weather.";

    private final Jargon jargon = new Jargon();
    private final Crm crm = jargon.crm;
    private final CompanyScorer scorer = new CompanyScorer(crm.jdbc, crm.clock);

    @Test
    void withoutARatingItIsTheScorerThatEverybodyHas() {
        assertThat(scorer.now().version()).isEqualTo(Scorers.standard().version());
    }

    @Test
    void theNextTextIsScoredWithWhatWasRatedBefore() {
        assertThat(scorer.now().score(NEW_YES, "").label()).isNotEqualTo(Label.POSITIVE);

        jargon.rateAll();

        assertThat(scorer.now().score(NEW_YES, "").label()).isEqualTo(Label.POSITIVE);
        assertThat(scorer.now().score(NEW_NO, "").label()).isEqualTo(Label.NEGATIVE);
        assertThat(scorer.now().version()).startsWith(Scorers.standard().version()).contains("+learned-");
    }

    @Test
    void everyNodeComesToTheSameWhenItLooks() {
        CompanyScorer other = new CompanyScorer(crm.jdbc, crm.clock);
        other.now();
        jargon.rateAll();

        assertThat(other.now().version()).isEqualTo(scorer.now().version());
        assertThat(new CompanyScorer(crm.jdbc, crm.clock).now().version()).isEqualTo(scorer.now().version());
    }

    @Test
    void whatIsWithdrawnHasNeverBeen() {
        List<ActivityId> rated = jargon.rateAll();
        String before = scorer.now().version();
        ActivityId odd = jargon.mail("A heron badge, but I was told to say so.", 2);
        List.of(crm.anna, crm.jonas, jargon.priya).forEach(rep -> jargon.rate(odd, false, rep));
        assertThat(scorer.now().version()).isNotEqualTo(before);

        List.of(crm.anna, crm.jonas, jargon.priya)
                .forEach(rep -> jargon.ratings.withdraw(odd, rep.id(), jargon.marta));
        assertThat(scorer.now().version()).isEqualTo(before);

        rated.forEach(mail -> jargon.of(mail)
                .forEach(rating -> jargon.ratings.withdraw(mail, rating.rater(), jargon.marta)));
        assertThat(scorer.now().version()).isEqualTo(Scorers.standard().version());
        assertThat(scorer.taught().scorer().learned().entries()).isEmpty();
    }

    @Test
    void theOrderOfRatingChangesNothing() {
        List<ActivityId> rated = jargon.rateAll();
        String before = scorer.now().version();
        List<Rating> all = rated.stream().flatMap(mail -> jargon.of(mail).stream()).toList();
        all.forEach(r -> jargon.ratings.withdraw(r.activity(), r.rater(), jargon.marta));
        all.reversed().forEach(r -> jargon.ratings.restore(r.activity(), r.rater(), jargon.marta));

        assertThat(scorer.now().version()).isEqualTo(before);
    }

    @Test
    void anOptimistHardlyMovesAnything() {
        User optimist = crm.users.add("o", "Olga Optimist", "olga@seller.example", User.Role.REP);
        jargon.rateAll().forEach(mail -> jargon.rate(mail, true, optimist));

        assertThat(scorer.now().score(NEW_NO, "").label()).isEqualTo(Label.NEGATIVE);
        assertThat(scorer.taught().scorer().learned().raters())
                .filteredOn(rater -> rater.name().equals(optimist.id().toString()))
                .singleElement().satisfies(rater -> assertThat(rater.influence()).isLessThan(0.2));
    }

    @Test
    void ofATranscriptOnlyTheBuyersWordsTeach() {
        Uploads uploads = new Uploads(crm.jdbc, crm.database.transaction(), crm.clock, ZoneOffset.UTC);
        List<User> reps = List.of(crm.anna, crm.jonas, jargon.priya);
        for (int i = 0; i < 4; i++) {
            ActivityId call = uploads.add(new Upload(new OpportunityId(crm.opportunity("Cold rooms")), crm.anna, """
                    Anna Reyes: Day %d of the walnut parade.

                    Helen Marsh: The heron badge came, number %d.

                    Anna Reyes: Good to know.
                    """.formatted(i, i).getBytes(StandardCharsets.UTF_8), "c.txt", "Call " + i,
                    Optional.of(Crm.NOW.minusSeconds(9000)), Optional.empty())).activity();
            ActivityId rain = jargon.mail("Rain, rain and wind, as ever, day " + i + ".", 9);
            reps.forEach(rep -> jargon.rate(call, true, rep));
            reps.forEach(rep -> jargon.rate(rain, false, rep));
        }

        assertThat(scorer.now().score(NEW_YES, "").value())
                .isGreaterThan(Scorers.standard().score(NEW_YES, "").value());
        assertThat(scorer.taught().scorer().mentions(NEW_YES, "")).isNotEmpty();
        assertThat(scorer.taught().scorer().mentions("Is there a walnut parade?", "")).isEmpty();
    }
}
