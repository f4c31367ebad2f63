// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.learning.LearnedPhrase;
import io.lamplighter.crm.learning.LearningLedger;
import io.lamplighter.crm.opportunity.DealOfActivity;
import io.lamplighter.crm.opportunity.Opportunities;
import io.lamplighter.crm.scoring.Rating;
import io.lamplighter.crm.scoring.Ratings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was learned as a table: a line for each rating behind each phrase. Deals and notes are for those who may read them. */
public final class LearningExport {

    private static final List<String> HEAD = List.of("phrase", "language", "signals", "also learned there",
            "score without learning", "score with learning", "ratings for good", "ratings for bad", "rating",
            "rated by",
            "rated at", "said not to be so", "deal", "activity", "note");

    private final LearningLedger ledger;
    private final Ratings ratings;
    private final Opportunities opportunities;
    private final Clock clock;

    public LearningExport(LearningLedger ledger, Ratings ratings, Opportunities opportunities, Clock clock) {
        this.ledger = ledger;
        this.ratings = ratings;
        this.opportunities = opportunities;
        this.clock = clock;
    }

    public String csv(ChosenPhrases chosen, Viewer viewer) {
        List<LearnedPhrase> phrases = chosen.of(ledger.phrases(), clock.instant());
        Set<ActivityId> activities = phrases.stream().flatMap(phrase -> phrase.behind().stream())
                .map(behind -> behind.lesson().activity()).collect(Collectors.toSet());
        Map<Long, Rating> said = ratings.of(activities).values().stream().flatMap(List::stream)
                .collect(Collectors.toMap(Rating::id, rating -> rating));
        Map<ActivityId, DealOfActivity> deals = opportunities.of(activities);
        Csv table = new Csv();
        HEAD.forEach(table::text);
        table.end();
        phrases.forEach(phrase -> phrase.behind().forEach(behind -> line(table, phrase, behind,
                Optional.ofNullable(said.get(behind.lesson().rating())),
                Optional.ofNullable(deals.get(behind.lesson().activity())).filter(deal -> mayRead(deal, viewer)))));
        return table.toString();
    }

    private static boolean mayRead(DealOfActivity deal, Viewer viewer) {
        return viewer.user().role() != User.Role.ADMIN
                && viewer.owner().map(deal.owner()::equals).orElse(true);
    }

    private static void line(Csv table, LearnedPhrase phrase, LearnedPhrase.Behind behind, Optional<Rating> rating,
            Optional<DealOfActivity> deal) {
        table.text(phrase.words()).text(phrase.language()).text(String.join("; ", phrase.signals()))
                .text(String.join("; ", phrase.also())).number(phrase.before()).number(phrase.after())
                .number(phrase.good()).number(phrase.bad()).text(behind.lesson().text().good() ? "good" : "bad")
                .text(rating.map(Rating::raterName).orElse("")).text(behind.lesson().at().toString())
                .text(behind.negated() ? "yes" : "").text(deal.map(DealOfActivity::name).orElse(""));
        if (deal.isPresent()) {
            table.number(behind.lesson().activity().value()).text(rating.map(Rating::note).orElse(""));
        } else {
            table.empty().empty();
        }
        table.end();
    }
}
