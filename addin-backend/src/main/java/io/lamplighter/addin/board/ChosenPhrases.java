// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.crm.learning.LearnedPhrase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which learned phrases are asked for; each part is empty if nothing is chosen, and what is not known leaves nothing out.
 *
 * @param effect {@code good}, {@code bad}: towards which news learning moved it; {@code turned}: it meant the opposite before
 * @param rater the id of somebody who rated it
 * @param language {@code en}, {@code ko} or {@code zh}
 * @param signal what everybody's lexicon takes it for
 * @param days rated within so many days
 * @param sort {@code latest}, {@code ratings}, {@code name}; largest change first without
 * @param words part of it, of what else was learned from the same places, or of its signal
 */
public record ChosenPhrases(String effect, String rater, String language, String signal, String days, String sort,
        String words) {

    private static final double NOTHING = 0.005;

    public static final ChosenPhrases ALL = new ChosenPhrases("", "", "", "", "", "", "");

    /** How many of them leave phrases out. */
    public long active() {
        return Stream.of(effect, rater, language, signal, days, words).filter(value -> !value.isBlank()).count();
    }

    /** Those that pass, in the order asked for; always the same one. */
    public List<LearnedPhrase> of(List<LearnedPhrase> phrases, Instant now) {
        return phrases.stream().filter(phrase -> passes(phrase, now)).sorted(order()).toList();
    }

    private boolean passes(LearnedPhrase phrase, Instant now) {
        return hasEffect(phrase) && (language.isEmpty() || language.equals(phrase.language()))
                && (signal.isEmpty() || phrase.signals().contains(signal))
                && (!days.matches("\\d{1,4}")
                        || phrase.changed().isAfter(now.minus(Duration.ofDays(Integer.parseInt(days)))))
                && (rater.isEmpty() || phrase.behind().stream()
                        .anyMatch(behind -> behind.lesson().rater().toString().equals(rater)))
                && (words.isBlank() || says(phrase, words.strip().toLowerCase(Locale.ROOT)));
    }

    private boolean hasEffect(LearnedPhrase phrase) {
        return switch (effect) {
            case "good" -> phrase.after() > phrase.before();
            case "bad" -> phrase.after() < phrase.before();
            case "turned" -> Math.abs(phrase.before()) > NOTHING && phrase.before() * phrase.after() < 0;
            default -> true;
        };
    }

    private static boolean says(LearnedPhrase phrase, String wanted) {
        return Stream.of(Stream.of(phrase.words()), phrase.also().stream(), phrase.signals().stream())
                .flatMap(said -> said).anyMatch(said -> said.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private Comparator<LearnedPhrase> order() {
        Comparator<LearnedPhrase> order = switch (sort) {
            case "latest" -> Comparator.comparing(LearnedPhrase::changed).reversed();
            case "ratings" -> Comparator.comparingInt((LearnedPhrase phrase) -> -phrase.behind().size());
            case "name" -> Comparator.comparing(phrase -> phrase.words().toLowerCase(Locale.ROOT));
            default -> Comparator.comparingDouble((LearnedPhrase phrase) -> -phrase.step());
        };
        return order.thenComparing(LearnedPhrase::key);
    }

    /** "largest change first". */
    String sorted() {
        return switch (sort) {
            case "latest" -> "latest first";
            case "ratings" -> "most ratings first";
            case "name" -> "by name";
            default -> "largest change first";
        };
    }

    /** The same as a query, beginning with its question mark; empty for nothing. */
    String query(String after) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("effect", effect);
        all.put("rater", rater);
        all.put("language", language);
        all.put("signal", signal);
        all.put("days", days);
        all.put("sort", sort);
        all.put("words", words);
        all.put("after", after);
        String query = all.entrySet().stream().filter(entry -> !entry.getValue().isBlank())
                .map(entry -> entry.getKey() + "=" + Paths.encode(entry.getValue())).collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }
}
