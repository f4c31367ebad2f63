// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import io.lamplighter.sentiment.model.Sentences.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** The phrases of a text that ratings can give a weight to. */
final class PhraseReader {

    private static final int LEAST_SIGNS = 2;
    private static final Set<String> EMPTY = Set.of("the", "a", "an", "of", "to", "in", "on", "is", "it", "and", "for",
            "with", "that", "this", "i", "we", "you", "he", "she", "they", "our", "your", "my", "at", "be", "was",
            "were",
            "are", "as", "by", "from", "have", "has", "had", "not", "no", "but", "or", "so", "if", "will", "would");

    private static final Set<String> DATES = Set.of("mon", "monday", "tue", "tues", "tuesday", "wed", "weds",
            "wednesday",
            "thu", "thur", "thurs", "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday", "jan", "january",
            "feb", "february", "mar", "march", "apr", "april", "may", "jun", "june", "jul", "july", "aug", "august",
            "sep", "sept", "september", "oct", "october", "nov", "november", "dec", "december");

    private final Grams grams;
    private final Weights weights;
    private final boolean words;
    private final float rarest;

    PhraseReader(Grams grams, Weights weights, String language) {
        this.grams = grams;
        this.weights = weights;
        this.words = language.equals("en");
        float most = 1;
        for (float rarity : weights.rarity()) {
            most = Math.max(most, rarity);
        }
        this.rarest = most;
    }

    List<Phrase> in(String text) {
        return in(text, key -> true);
    }

    /** Those phrases only whose key is wanted: whether one is negated takes longer to find out than everything else. */
    List<Phrase> in(String text, Predicate<String> wanted) {
        List<Phrase> phrases = new ArrayList<>();
        for (Span sentence : Sentences.of(text)) {
            grams.of(text, sentence.start(), sentence.end(), words, (kind, hash, start, end) -> {
                boolean whole = words ? kind == Grams.WORDS : end - start >= LEAST_SIGNS;
                if (whole) {
                    String key = words ? Stems.of(text.substring(start, end)) : text.substring(start, end).strip();
                    double rarity = wanted.test(key) ? rarity(hash, key) : 0;
                    if (rarity > 0) {
                        phrases.add(new Phrase(key, start, end, rarity,
                                Negation.around(text, sentence, start, end, words)));
                    }
                }
            });
        }
        return phrases;
    }

    private double rarity(int hash, String key) {
        if (key.length() < 2 || words && saysNothing(key)) {
            return 0;
        }
        int place = weights.find(hash);
        return place < 0 ? 1 : (weights.rarity()[place] - 1) / Math.max(1e-3, rarest - 1);
    }

    private static boolean saysNothing(String key) {
        for (String word : key.toLowerCase(Locale.ROOT).split(" ")) {
            if (!EMPTY.contains(word) && !DATES.contains(word) && word.chars().anyMatch(Character::isLetter)) {
                return false;
            }
        }
        return true;
    }
}
