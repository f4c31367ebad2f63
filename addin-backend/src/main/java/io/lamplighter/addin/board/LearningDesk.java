// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.learning.Influence;
import io.lamplighter.crm.learning.LearnedPhrase;
import io.lamplighter.crm.learning.LearningLedger;
import io.lamplighter.crm.learning.Moved;
import io.lamplighter.crm.opportunity.DealOfActivity;
import io.lamplighter.crm.opportunity.Opportunities;
import io.lamplighter.crm.scoring.Lesson;
import io.lamplighter.crm.scoring.Rating;
import io.lamplighter.crm.scoring.Ratings;
import io.lamplighter.crm.scoring.WithdrawnPhrase;
import io.lamplighter.crm.scoring.WithdrawnPhrases;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads what the learning page needs. */
public final class LearningDesk {

    static final int PAGE = 25;
    private static final int STEPS = 8;
    private static final int WITHDRAWN = 20;

    private final Books books;
    private final Words words;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(LearningLedger ledger, Ratings ratings, WithdrawnPhrases withdrawn,
            Opportunities opportunities, Evaluations evaluations) {}

    public LearningDesk(Books books, Words words, Clock clock) {
        this.books = books;
        this.words = words;
        this.clock = clock;
    }

    /**
     * @param after how many of the phrases stand on the pages before
     * @param old whether all that was withdrawn is wanted, not only what was withdrawn last
     */
    LearningView learning(Viewer viewer, ChosenPhrases chosen, int after, boolean old) {
        List<Lesson> lessons = books.ledger().lessons().all();
        List<LearnedPhrase> phrases = books.ledger().phrases();
        List<Influence> raters = books.ledger().raters();
        LearnedWords learned = worded(List.of(), viewer);
        double most = raters.stream().mapToDouble(Influence::share).max().orElse(1);
        List<Moved> moved = books.ledger().moved().stream().filter(one -> learned.mayRead(one.recent().owner()))
                .toList();
        LearningView.TakenBack withdrawn = withdrawn(viewer, old);
        return new LearningView(says(lessons, raters, phrases),
                lessons.isEmpty() && withdrawn.says().isEmpty() ? empty(viewer) : null,
                PhraseFilters.of(chosen, phrases, raters), list(viewer, chosen, after),
                raters.stream().map(one -> learned.rater(one, most, books.evaluations().known())).toList(),
                moved.stream().limit(STEPS).map(learned::step).toList(), movedSays(moved.size()), withdrawn);
    }

    /** One page of the phrases that were asked for. */
    PhraseList list(Viewer viewer, ChosenPhrases chosen, int after) {
        List<LearnedPhrase> all = books.ledger().phrases();
        List<LearnedPhrase> asked = chosen.of(all, clock.instant());
        int from = Math.clamp(after, 0, asked.size());
        int to = Math.min(asked.size(), from + PAGE);
        List<LearnedPhrase> shown = asked.subList(from, to);
        LearnedWords learned = worded(shown.stream().flatMap(phrase -> phrase.behind().stream())
                .map(behind -> behind.lesson().activity()).collect(Collectors.toSet()), viewer);
        int rest = asked.size() - to;
        String count = chosen.active() == 0
                ? words.number(all.size())
                : words.number(asked.size()) + " of " + words.number(all.size());
        return new PhraseList(count + ", " + chosen.sorted(), chosen.active() > 0,
                IntStream.range(0, shown.size()).mapToObj(i -> learned.phrase(shown.get(i), from + i)).toList(),
                rest == 0
                        ? null
                        : new More(chosen.query(Integer.toString(to)), "Show "
                                + words.count(Math.min(rest, PAGE), "more phrase", "more phrases")));
    }

    private LearningView.TakenBack withdrawn(Viewer viewer, boolean old) {
        Optional<UserId> whose = viewer.user().role() == User.Role.REP ? Optional.of(viewer.id()) : Optional.empty();
        List<Rating> ratings = books.ratings().withdrawn(whose);
        List<Ratings.Together> together = books.ratings().withdrawnTogether(whose);
        List<Rating> single = ratings.stream().filter(rating -> together.stream()
                .noneMatch(one -> one.rater().equals(rating.rater()) && one.at().equals(rating.at()))).toList();
        List<Rating> shown = old ? ratings : single.subList(0, Math.min(WITHDRAWN, single.size()));
        List<WithdrawnPhrase> phrases = books.withdrawn().current();
        LearnedWords learned = worded(shown.stream().map(Rating::activity).collect(Collectors.toSet()), viewer);
        String says = Stream.of(phrases.isEmpty() ? "" : words.count(phrases.size(), "phrase", "phrases"),
                ratings.isEmpty() ? "" : words.count(ratings.size(), "rating", "ratings"))
                .filter(part -> !part.isEmpty()).collect(Collectors.joining(" and "));
        int rest = ratings.size() - shown.size();
        return new LearningView.TakenBack(says, phrases.stream().map(learned::withdrawn).toList(),
                together.stream().map(learned::together).toList(), shown.stream().map(learned::withdrawn).toList(),
                old || rest == 0 ? "" : "Show all " + words.number(ratings.size()) + " one by one");
    }

    private LearnedWords worded(Collection<ActivityId> activities, Viewer viewer) {
        Map<Long, Rating> ratings = books.ratings().of(activities).values().stream().flatMap(List::stream)
                .collect(Collectors.toMap(Rating::id, rating -> rating));
        Map<ActivityId, DealOfActivity> deals = books.opportunities().of(activities);
        return new LearnedWords(ratings, deals, viewer, words, clock.instant());
    }

    private String says(List<Lesson> lessons, List<Influence> raters, List<LearnedPhrase> phrases) {
        if (lessons.isEmpty()) {
            return "Nothing now: no rating counts.";
        }
        Instant first = lessons.stream().map(Lesson::at).min(Instant::compareTo).orElseThrow();
        return words.count(lessons.size(), "rating", "ratings") + " by "
                + Spelled.count(raters.size(), "person", "people")
                + " moved " + words.count(phrases.size(), "phrase", "phrases") + " since "
                + words.date(words.day(first), words.day(clock.instant()))
                + ". Every change names its ratings, and every one can be taken back.";
    }

    private static Empty empty(Viewer viewer) {
        return new Empty("3", "No ratings yet",
                "Scores work from the first mail. When somebody rates one good or bad for the deal, the phrases in it show up here with what they changed.",
                viewer.user().role() == User.Role.ADMIN ? null : new Notice.Action("Go to the board", "/board"), true);
    }

    private String movedSays(int moved) {
        return moved == 0
                ? "No recent score is another one because of it."
                : "Of the latest activities on open deals, " + words.count(moved, "has", "have")
                        + " another score because of it.";
    }

    LearningView.Verdict verdict() {
        return books.evaluations().known().map(new Verdicts(words, clock.instant())::of).orElse(Verdicts.working());
    }
}
