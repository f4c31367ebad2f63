// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import io.lamplighter.crm.scoring.CompanyScorer;
import io.lamplighter.crm.scoring.Lesson;
import io.lamplighter.crm.scoring.PhraseKey;
import io.lamplighter.sentiment.Evidence;
import io.lamplighter.sentiment.Score;
import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.model.Learned;
import io.lamplighter.sentiment.model.ModelScorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds what was learned in what it was learned from. From "two spoons" the learner takes "two spoons", "spoons", "the two
 * spoons"; in a text the weightiest counts, so that one is listed and the others stand beside it.
 */
final class Phrases {

    private static final Pattern PUNCTUATION = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

    private static final double FAINT = 0.05;

    private final ModelScorer scorer;
    private final Map<PhraseKey, List<LearnedPhrase.Behind>> behind = new TreeMap<>();
    private final Map<PhraseKey, Map<String, Integer>> written = new TreeMap<>();
    private final Map<PhraseKey, Map<PhraseKey, Integer>> outweighed = new TreeMap<>();

    private Phrases(ModelScorer scorer) {
        this.scorer = scorer;
    }

    /** Largest change first. */
    static List<LearnedPhrase> of(CompanyScorer.Taught taught) {
        Phrases phrases = new Phrases(taught.scorer());
        taught.lessons().all().forEach(phrases::read);
        return phrases.all();
    }

    private void read(Lesson lesson) {
        String text = lesson.text().text();
        List<Learned.Mention> found = new ArrayList<>(scorer.mentions(text, lesson.text().language()));
        found.sort(Comparator.comparingDouble((Learned.Mention m) -> -Math.abs(weight(m)))
                .thenComparingInt(Learned.Mention::start).thenComparingInt(m -> -m.end()));
        List<Learned.Mention> chosen = new ArrayList<>();
        for (Learned.Mention mention : found) {
            String words = PUNCTUATION.matcher(text.substring(mention.start(), mention.end())).replaceAll("")
                    .replaceAll("\\s+", " ");
            written.computeIfAbsent(key(mention), k -> new TreeMap<>()).merge(words, 1, Integer::sum);
            Learned.Mention winner = chosen.stream().filter(other -> overlap(other, mention)).findFirst()
                    .orElse(mention);
            if (winner.equals(mention)) {
                choose(lesson, mention, chosen);
            } else if (!key(winner).equals(key(mention))) {
                outweighed.computeIfAbsent(key(mention), k -> new HashMap<>()).merge(key(winner), 1, Integer::sum);
            }
        }
    }

    private void choose(Lesson lesson, Learned.Mention mention, List<Learned.Mention> chosen) {
        boolean again = chosen.stream().anyMatch(other -> key(other).equals(key(mention)));
        chosen.add(mention);
        if (!again) {
            behind.computeIfAbsent(key(mention), k -> new ArrayList<>())
                    .add(new LearnedPhrase.Behind(lesson, mention.start(), mention.end(), mention.negated()));
        }
    }

    private List<LearnedPhrase> all() {
        List<LearnedPhrase> all = new ArrayList<>();
        behind.forEach((key, ratings) -> {
            String words = mostly(key);
            List<LearnedPhrase.Behind> latest = ratings.stream()
                    .sorted(Comparator.comparing((LearnedPhrase.Behind b) -> b.lesson().at()).reversed()).toList();
            Score before = Scorers.standard().score(words, key.language());
            all.add(new LearnedPhrase(key, words, signals(before), before.value(),
                    scorer.score(words, key.language()).value(), also(key), latest));
        });
        all.sort(Comparator.comparingDouble((LearnedPhrase p) -> -Math.abs(p.after() - p.before()))
                .thenComparing(LearnedPhrase::words));
        return all;
    }

    /** What the lexicon takes the words for, the weightiest first; often nothing, or nobody would have had to teach them. */
    private static List<String> signals(Score score) {
        return score.evidence().stream().filter(e -> !e.signal().isEmpty())
                .filter(e -> e.contribution() * score.value() > 0 && Math.abs(e.contribution()) > FAINT)
                .sorted(Comparator.comparingDouble((Evidence e) -> -Math.abs(e.contribution())))
                .map(Evidence::signal).distinct().toList();
    }

    private List<String> also(PhraseKey key) {
        return outweighed.entrySet().stream().filter(other -> !behind.containsKey(other.getKey()))
                .filter(other -> mostly(other.getValue()).equals(key)).map(other -> mostly(other.getKey())).distinct()
                .toList();
    }

    private String mostly(PhraseKey key) {
        Map<String, Integer> forms = written.getOrDefault(key, Map.of(key.phrase(), 1));
        return forms.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
                .orElse(key.phrase());
    }

    private static PhraseKey mostly(Map<PhraseKey, Integer> winners) {
        return winners.entrySet().stream()
                .max(Map.Entry.<PhraseKey, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).orElseThrow();
    }

    private double weight(Learned.Mention mention) {
        Learned.Entry entry = scorer.learned().phrases().getOrDefault(mention.language(), Map.of())
                .get(mention.phrase());
        return entry == null ? 0 : entry.weight();
    }

    private static PhraseKey key(Learned.Mention mention) {
        return new PhraseKey(mention.language(), mention.phrase());
    }

    private static boolean overlap(Learned.Mention one, Learned.Mention other) {
        return one.start() < other.end() && other.start() < one.end();
    }
}
