// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the English entries into patterns over numbered words; the notation is explained in the README beside the data. */
final class WordPatterns {

    private static final int GAP = 3;

    private final Map<String, Integer> vocabulary = new HashMap<>();
    private final Map<String, String> classes;

    WordPatterns(Map<String, String> classes) {
        this.classes = classes;
        vocabulary.put("\u0000unknown", WordText.UNKNOWN);
        vocabulary.put("\u0000number", WordText.NUMBER);
    }

    Map<String, Integer> vocabulary() {
        return vocabulary;
    }

    /** The patterns of an entry: two for every word that may be missing. */
    List<WordPattern> compile(Entry entry) {
        List<String> variants = List.of(entry.pattern());
        while (variants.stream().anyMatch(variant -> optional(variant) >= 0)) {
            variants = variants.stream().flatMap(variant -> split(variant).stream()).toList();
        }
        return variants.stream().map(variant -> compile(entry, variant.strip().split(" +"))).toList();
    }

    private static int optional(String pattern) {
        return pattern.indexOf('?');
    }

    private static List<String> split(String pattern) {
        int mark = optional(pattern);
        if (mark < 0) {
            return List.of(pattern);
        }
        int start = pattern.lastIndexOf(' ', mark) + 1;
        return List.of(pattern.substring(0, start) + pattern.substring(mark + 1),
                pattern.substring(0, mark) + pattern.substring(mark + 1));
    }

    private WordPattern compile(Entry entry, String[] parts) {
        List<BitSet> elements = new ArrayList<>();
        List<Integer> gaps = new ArrayList<>();
        int gap = -1;
        for (String part : parts) {
            if (part.startsWith("*")) {
                gap = part.length() == 1 ? GAP : Integer.parseInt(part.substring(1));
            } else if (!part.equals("^") && !part.equals("$")) {
                elements.add(words(part));
                gaps.add(gap);
                gap = -1;
            }
        }
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("no word in pattern: " + entry.pattern());
        }
        int[] gapArray = gaps.stream().mapToInt(Integer::intValue).toArray();
        return new WordPattern(entry, elements, gapArray, parts[0].equals("^"), parts[parts.length - 1].equals("$"));
    }

    /** The numbers of all words that an element of a pattern stands for. */
    BitSet words(String element) {
        BitSet words = new BitSet();
        for (String word : element.split("\\|")) {
            if (word.equals("#")) {
                words.set(WordText.NUMBER);
            } else if (word.startsWith("@")) {
                String members = classes.get(word.substring(1));
                if (members == null) {
                    throw new IllegalArgumentException("no such class: " + word);
                }
                words.or(words(members.replace(' ', '|')));
            } else {
                Set<String> forms = word.startsWith("=") ? Set.of(word.substring(1)) : Inflections.of(word);
                forms.forEach(
                        form -> words.set(vocabulary.computeIfAbsent(WordText.full(form), added -> vocabulary.size())));
            }
        }
        return words;
    }
}
