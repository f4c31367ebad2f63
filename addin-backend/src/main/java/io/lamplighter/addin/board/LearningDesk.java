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
import io.lamplighter.crm.learning.Withdrawal;
import io.lamplighter.crm.opportunity.DealOfActivity;
import io.lamplighter.crm.opportunity.Opportunities;
import io.lamplighter.crm.scoring.Lesson;
import io.lamplighter.crm.scoring.Rating;
import io.lamplighter.crm.scoring.Ratings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads what the learning page needs, and takes ratings back. */
public final class LearningDesk {

    private static final int PHRASES = 12;
    private static final int STEPS = 8;

    private final Books books;
    private final Words words;
    private final Clock clock;

    /** Where it is read from. */
    public record Books(LearningLedger ledger, Ratings ratings, Opportunities opportunities, Evaluations evaluations) {}

    public LearningDesk(Books books, Words words, Clock clock) {
        this.books = books;
        this.words = words;
        this.clock = clock;
    }

    /** @param all whether all phrases are wanted, not only those that changed most */
    LearningView learning(Viewer viewer, boolean all) {
        List<Lesson> lessons = books.ledger().lessons().all();
        List<LearnedPhrase> phrases = books.ledger().phrases();
        List<LearnedPhrase> shown = phrases.subList(0, all ? phrases.size() : Math.min(PHRASES, phrases.size()));
        List<Rating> withdrawn = books.ratings().withdrawn(
                viewer.user().role() == User.Role.REP ? Optional.of(viewer.id()) : Optional.empty());
        LearnedWords learned = worded(lessons, withdrawn, viewer);
        List<Influence> raters = books.ledger().raters();
        double most = raters.stream().mapToDouble(Influence::share).max().orElse(1);
        List<Moved> moved = books.ledger().moved().stream().filter(one -> learned.mayRead(one.recent().owner()))
                .toList();
        return new LearningView(says(lessons, raters, phrases), lessons.isEmpty() ? empty(viewer) : null,
                IntStream.range(0, shown.size()).mapToObj(i -> learned.phrase(shown.get(i), i)).toList(),
                phrases.size() - shown.size(),
                raters.stream().map(one -> learned.rater(one, most, books.evaluations().known())).toList(),
                moved.stream().limit(STEPS).map(learned::step).toList(), movedSays(moved.size()),
                withdrawn.stream().map(learned::withdrawn).toList());
    }

    private LearnedWords worded(List<Lesson> lessons, List<Rating> withdrawn, Viewer viewer) {
        Set<ActivityId> activities = Stream
                .concat(lessons.stream().map(Lesson::activity), withdrawn.stream().map(Rating::activity))
                .collect(Collectors.toSet());
        Map<Long, Rating> ratings = books.ratings().of(activities).values().stream().flatMap(List::stream)
                .collect(Collectors.toMap(Rating::id, rating -> rating));
        Map<ActivityId, DealOfActivity> deals = books.opportunities().of(activities);
        return new LearnedWords(ratings, deals, viewer, words, clock.instant());
    }

    private String says(List<Lesson> lessons, List<Influence> raters, List<LearnedPhrase> phrases) {
        if (lessons.isEmpty()) {
            return "Nothing yet: nobody has rated an activity.";
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

    /**
     * What taking back would change, before it is done.
     *
     * @param says what it is that would be taken back
     * @param effect what that changes
     */
    public record Preview(String says, String effect, List<LearningView.Step> steps, String rater, String activity) {}

    /**
     * @param activity one rating; empty for all of that person
     * @throws NotFound if there is nothing to take back, or not for this reader
     */
    Preview preview(UserId rater, Optional<ActivityId> activity, Viewer viewer) {
        List<Lesson> lessons = books.ledger().lessons().all();
        LearnedWords learned = worded(lessons, List.of(), viewer);
        if (!learned.mayWithdraw(rater)) {
            throw new NotFound();
        }
        Withdrawal withdrawal = books.ledger().without(lesson -> lesson.rater().equals(rater)
                && activity.map(lesson.activity()::equals).orElse(true));
        String name = books.ledger().raters().stream().filter(one -> one.rater().equals(rater)).map(Influence::name)
                .findFirst().orElseThrow(NotFound::new);
        if (withdrawal.ratings() == 0) {
            throw new NotFound();
        }
        String whose = rater.equals(viewer.id()) ? "your" : name + "’s";
        String what = activity.isPresent()
                ? "Take back " + whose + " rating?"
                : "Take back all " + words.number(withdrawal.ratings()) + " of " + whose.replace("your", "your own")
                        + " ratings?";
        return new Preview(what, effect(withdrawal), withdrawal.moved().stream()
                .filter(one -> learned.mayRead(one.recent().owner())).limit(STEPS).map(learned::step).toList(),
                rater.toString(), activity.map(ActivityId::toString).orElse(""));
    }

    private String effect(Withdrawal withdrawal) {
        List<String> parts = new ArrayList<>();
        int scores = withdrawal.moved().size();
        parts.add(scores == 0
                ? "changes no recent score"
                : "changes " + Spelled.count(scores, "recent score", "recent scores"));
        if (withdrawal.warningsLifted() > 0) {
            parts.add("takes back " + Spelled.count(withdrawal.warningsLifted(), "warning", "warnings"));
        }
        int phrases = withdrawal.phrasesBefore() - withdrawal.phrasesAfter();
        if (phrases != 0) {
            parts.add("leaves " + words.count(withdrawal.phrasesAfter(), "learned phrase", "learned phrases")
                    + " of " + words.number(withdrawal.phrasesBefore()));
        }
        return "It " + Words.list(parts)
                + ". It is then as if it had never been said; what was said stays listed as withdrawn and can count again.";
    }

    /** @return what happened, for the reader */
    String withdraw(UserId rater, Optional<ActivityId> activity, Viewer viewer) {
        if (!mayWithdraw(rater, viewer)) {
            throw new NotFound();
        }
        int taken = activity.map(one -> books.ratings().withdraw(one, rater, viewer.user()) ? 1 : 0)
                .orElseGet(() -> books.ratings().withdrawAll(rater, viewer.user()));
        return taken == 0
                ? "Nothing was changed: there is nothing to take back any more."
                : Spelled.first(taken) + (taken == 1 ? " rating is" : " ratings are")
                        + " withdrawn, as if never given. Scores follow within seconds.";
    }

    String restore(UserId rater, ActivityId activity, Viewer viewer) {
        if (!mayWithdraw(rater, viewer)) {
            throw new NotFound();
        }
        return books.ratings().restore(activity, rater, viewer.user())
                ? "The rating counts again. Scores follow within seconds."
                : "Nothing was changed: it counts already, or is not there any more.";
    }

    private static boolean mayWithdraw(UserId rater, Viewer viewer) {
        return viewer.user().role() != User.Role.REP || rater.equals(viewer.id());
    }
}
