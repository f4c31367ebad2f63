// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.board.Filters.Choice;
import io.lamplighter.crm.learning.Influence;
import io.lamplighter.crm.learning.LearnedPhrase;
import java.util.List;
import java.util.Map;

/**
 * The tools above the list of phrases: what is chosen, and what can be, which is only what there is.
 *
 * @param export where the same phrases come from as a file
 */
public record PhraseFilters(ChosenPhrases chosen, List<Choice> raters, List<Choice> languages, List<Choice> signals,
        String export) {

    private static final Map<String, String> LANGUAGES = Map.of("en", "English", "ko", "Korean", "zh", "Chinese");

    public PhraseFilters {
        raters = List.copyOf(raters);
        languages = List.copyOf(languages);
        signals = List.copyOf(signals);
    }

    static PhraseFilters of(ChosenPhrases chosen, List<LearnedPhrase> phrases, List<Influence> raters) {
        return new PhraseFilters(chosen,
                raters.stream().map(one -> new Choice(one.rater().toString(), one.name())).toList(),
                phrases.stream().map(LearnedPhrase::language).distinct().sorted()
                        .map(one -> new Choice(one, LANGUAGES.getOrDefault(one, one))).toList(),
                phrases.stream().flatMap(phrase -> phrase.signals().stream()).distinct().sorted()
                        .map(one -> new Choice(one, one)).toList(),
                export(chosen));
    }

    static String export(ChosenPhrases chosen) {
        return "/learning/export.csv" + chosen.query("");
    }

    public List<Choice> effects() {
        return List.of(new Choice("good", "Good news"), new Choice("bad", "Bad news"),
                new Choice("turned", "Meant the opposite"));
    }

    public List<Choice> days() {
        return List.of(new Choice("7", "Last 7 days"), new Choice("30", "Last 30 days"),
                new Choice("90", "Last 90 days"));
    }

    public List<Choice> sorts() {
        return List.of(new Choice("", "Largest change"), new Choice("latest", "Latest rating"),
                new Choice("ratings", "Most ratings"), new Choice("name", "Name"));
    }
}
