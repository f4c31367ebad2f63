// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds English phrases word by word, in any inflection and with gaps. */
final class EnglishPhrases implements PhraseFinder {

    /** Comparisons spent on one text; ordinary ones need a few thousand. */
    private static final int EFFORT = 3_000_000;

    private static final Comparator<Found> STRONGEST_FIRST = Comparator
            .<Found>comparingInt(found -> -found.places().length)
            .thenComparingDouble(found -> -Math.abs(found.pattern().entry().weight()))
            .thenComparingInt(found -> found.places()[0])
            .thenComparing(found -> found.pattern().entry().pattern());

    private final Map<String, Integer> vocabulary;
    private final List<List<WordPattern>> byFirstWord = new ArrayList<>();
    private final BitSet filler;
    private final EnglishTurns turns;

    EnglishPhrases(List<Entry> entries, Map<String, String> classes) {
        WordPatterns patterns = new WordPatterns(classes);
        filler = patterns.words(
                "=the|=a|=an|=really|=very|=just|=also|=now|=already|=so|=quite|=finally|=all|=totally|=completely|=absolutely"
                        + "|=currently|=actually|=honestly|=frankly|=definitely|=simply|=still|=then|=therefore|=always");
        turns = new EnglishTurns(patterns);
        Map<Integer, List<WordPattern>> index = new HashMap<>();
        for (Entry entry : entries) {
            for (WordPattern pattern : patterns.compile(entry)) {
                pattern.elements().get(0).stream()
                        .forEach(word -> index.computeIfAbsent(word, first -> new ArrayList<>()).add(pattern));
            }
        }
        vocabulary = Map.copyOf(patterns.vocabulary());
        for (int word = 0; word < vocabulary.size(); word++) {
            byFirstWord.add(index.getOrDefault(word, List.of()));
        }
    }

    private record Found(WordPattern pattern, int[] places) {}

    @Override
    public List<Hit> find(String own) {
        WordText text = new WordText(own, vocabulary);
        List<Found> all = all(text);
        all.sort(STRONGEST_FIRST);
        boolean[] used = new boolean[text.size()];
        List<Hit> hits = new ArrayList<>();
        for (Found found : all) {
            if (Arrays.stream(found.places()).noneMatch(place -> used[place])) {
                Arrays.stream(found.places()).forEach(place -> used[place] = true);
                hits.add(turns.weigh(found.pattern(), found.places(), text));
            }
        }
        hits.sort(Comparator.comparingInt(Hit::start));
        return hits;
    }

    private List<Found> all(WordText text) {
        List<Found> all = new ArrayList<>();
        int[] effort = {EFFORT};
        for (int word = 0; word < text.size(); word++) {
            for (WordPattern pattern : byFirstWord.get(text.id(word))) {
                int[] places = pattern.at(text, word, filler, effort);
                if (places.length > 0) {
                    all.add(new Found(pattern, places));
                }
            }
        }
        return all;
    }
}
