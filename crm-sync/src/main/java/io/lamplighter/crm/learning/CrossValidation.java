// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import io.lamplighter.crm.UserId;
import io.lamplighter.crm.learning.Accuracy.Agreement;
import io.lamplighter.crm.scoring.Lesson;
import io.lamplighter.crm.scoring.Lessons;
import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.SentimentScorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Asks the ratings themselves whether learning from them helps: each text is scored by what was learned from the ratings of other
 * texts. Which text is tested together with which follows from their words, so the same ratings give the same answer everywhere.
 */
public final class CrossValidation {

    private static final int FOLDS = 5;
    /** Of more ratings the latest are tested; each costs about a millisecond, ten times as much with the weeks. */
    private static final int MOST = 1000;
    private static final int MOST_WEEKS = 10;
    private static final Duration WEEK = Duration.ofDays(7);
    /** Whoever rates nearly everything alike says little about the score. */
    private static final double TELLING = 0.3;

    private final List<Lesson> tested;
    private final List<Lesson> all;
    private final int setAside;
    private final Map<Lesson, Boolean> plain = new HashMap<>();
    private final Map<Lesson, String> languages = new HashMap<>();

    private CrossValidation(Lessons lessons) {
        Map<String, Double> influence = Scorers.standard().learn(lessons.texts()).raters().stream()
                .collect(Collectors.toMap(rater -> rater.name(), rater -> rater.influence()));
        List<Lesson> telling = lessons.all().stream()
                .filter(lesson -> influence.getOrDefault(lesson.text().rater(), 0.0) >= TELLING)
                .filter(lesson -> !language(lesson).isEmpty()).toList();
        this.all = lessons.all();
        this.setAside = (int) all.stream()
                .filter(lesson -> influence.getOrDefault(lesson.text().rater(), 0.0) < TELLING).count();
        this.tested = telling.subList(Math.max(0, telling.size() - MOST), telling.size());
    }

    /** Empty where nothing can be scored: then there is nothing to agree with either. */
    private static String language(Lesson lesson) {
        return Scorers.standard().language(lesson.heard(), lesson.text().language());
    }

    public static Accuracy of(Lessons lessons) {
        CrossValidation validation = new CrossValidation(lessons);
        if (validation.tested.size() < Accuracy.LEAST) {
            return new Accuracy(new Agreement(validation.tested.size(), 0, 0), Map.of(), Map.of(), List.of(),
                    validation.setAside);
        }
        return validation.accuracy();
    }

    private Accuracy accuracy() {
        tested.forEach(lesson -> {
            plain.put(lesson, agrees(Scorers.standard(), lesson));
            languages.put(lesson, language(lesson));
        });
        Map<Lesson, Boolean> learned = learned(lesson -> true);
        Agreement sum = Agreement.NONE;
        Map<String, Agreement> byLanguage = new TreeMap<>();
        Map<UserId, Agreement> byRater = new HashMap<>();
        for (Lesson lesson : tested) {
            boolean with = learned.getOrDefault(lesson, false);
            boolean without = plain.getOrDefault(lesson, false);
            sum = sum.plus(with, without);
            byLanguage.merge(languages.getOrDefault(lesson, ""), Agreement.NONE.plus(with, without),
                    CrossValidation::sum);
            byRater.merge(lesson.rater(), Agreement.NONE.plus(with, without), CrossValidation::sum);
        }
        return new Accuracy(sum, byLanguage, byRater, weeks(sum), setAside);
    }

    /** Whether each tested text gets the sign of its rating from what was learned of the others. */
    private Map<Lesson, Boolean> learned(Predicate<Lesson> which) {
        Map<Lesson, Boolean> agree = new HashMap<>();
        for (int i = 0; i < FOLDS; i++) {
            int fold = i;
            List<Lesson> held = tested.stream().filter(lesson -> fold(lesson) == fold).toList();
            SentimentScorer scorer = Scorers.taught(all.stream().filter(lesson -> fold(lesson) != fold).filter(which)
                    .map(Lesson::text).toList());
            held.forEach(lesson -> agree.put(lesson, agrees(scorer, lesson)));
        }
        return agree;
    }

    /** All ratings of a text are in the same fold, so that no text is tested with a scorer that was taught it. */
    private static int fold(Lesson lesson) {
        int mixed = lesson.text().text().hashCode() * 0x9E3779B9;
        return Math.floorMod(mixed ^ mixed >>> 15, FOLDS);
    }

    private static boolean agrees(SentimentScorer scorer, Lesson lesson) {
        // All of it, as it is scored when it arrives: hidden is only what is not to be learned.
        double score = scorer.score(lesson.heard(), lesson.text().language()).value();
        return lesson.text().good() ? score > 0 : score < 0;
    }

    private List<Accuracy.Week> weeks(Agreement now) {
        Instant first = all.stream().map(Lesson::at).min(Instant::compareTo).orElseThrow();
        Instant last = all.stream().map(Lesson::at).max(Instant::compareTo).orElseThrow();
        long weeks = Duration.between(first, last).dividedBy(WEEK);
        if (weeks < 2) {
            return List.of();
        }
        long points = Math.min(weeks, MOST_WEEKS);
        List<Accuracy.Week> course = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            Instant until = first.plus(Duration.between(first, last).multipliedBy(point).dividedBy(points));
            Set<Map.Entry<Lesson, Boolean>> then = learned(lesson -> lesson.at().isBefore(until)).entrySet();
            int with = (int) then.stream().filter(Map.Entry::getValue).count();
            course.add(new Accuracy.Week(until, new Agreement(now.tested(), with, now.without())));
        }
        course.add(new Accuracy.Week(last, now));
        return course;
    }

    private static Agreement sum(Agreement one, Agreement other) {
        return new Agreement(one.tested() + other.tested(), one.with() + other.with(), one.without() + other.without());
    }
}
