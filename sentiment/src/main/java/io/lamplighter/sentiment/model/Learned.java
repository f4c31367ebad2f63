// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a company's ratings say about its own words. The same ratings give the same, in whatever order they came; without a
 * rating it is as if that had never been.
 *
 * @param phrases by language, then by key
 * @param raters what each rater's word counts for
 */
public record Learned(Map<String, Map<String, Entry>> phrases, List<Rater> raters) {

    public static final Learned NOTHING = new Learned(Map.of(), List.of());

    public Learned {
        phrases = Map.copyOf(phrases);
        raters = List.copyOf(raters);
    }

    /**
     * A phrase that was learned.
     *
     * @param weight what it adds to the odds of good against bad news; negative for bad news
     * @param good how many ratings behind it called the text good news, {@code bad} how many did not
     */
    public record Entry(String phrase, double weight, int good, int bad) {}

    /**
     * A place where a learned phrase stands.
     *
     * @param phrase the key of its {@link Entry}, {@code language} the one it is listed under
     * @param negated whether the text says that it is not so
     */
    public record Mention(String phrase, String language, int start, int end, boolean negated) {}

    /**
     * Somebody who rated.
     *
     * @param influence from 0 to 1: who rates everything alike tells nothing
     */
    public record Rater(String name, int good, int bad, double influence) {}

    /** The phrases of all languages, those that weigh most first. */
    public List<Entry> entries() {
        return phrases.values().stream().flatMap(of -> of.values().stream()).sorted((one, other) -> {
            int order = Double.compare(Math.abs(other.weight()), Math.abs(one.weight()));
            return order != 0 ? order : one.phrase().compareTo(other.phrase());
        }).toList();
    }

    /** Equal for equal learning, on every node. */
    String version() {
        int sum = 0;
        for (Map.Entry<String, Map<String, Entry>> language : new TreeMap<>(phrases).entrySet()) {
            for (Entry entry : new TreeMap<>(language.getValue()).values()) {
                sum = sum * 31 + entry.phrase().hashCode();
                sum = sum * 31 + Double.hashCode(entry.weight());
            }
        }
        return phrases.isEmpty() ? "" : "+learned-" + Integer.toHexString(sum);
    }
}
