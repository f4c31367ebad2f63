// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds Korean and Chinese phrases character by character, the longest first. */
final class CharacterPhrases implements PhraseFinder {

    private static final int MOST = 20_000;
    private static final int LONGEST_SENTENCE = 400;
    private static final Comparator<Found> LONGEST_FIRST = Comparator
            .<Found>comparingInt(found -> -found.letters())
            .thenComparingInt(Found::start)
            .thenComparing(found -> found.pattern().entry().pattern());

    private final Map<Character, List<CharacterPattern>> byFirst = new HashMap<>();
    private final CharacterTurns turns;
    private final Map<Character, Character> spelling;

    private CharacterPhrases(List<Entry> entries, CharacterTurns turns, Map<Character, Character> spelling) {
        this.turns = turns;
        this.spelling = spelling;
        for (Entry entry : entries) {
            CharacterPattern pattern = CharacterPattern
                    .of(new Entry(respell(entry.pattern()), entry.signal(), entry.weight()));
            pattern.parts().get(0).stream().map(first -> first.charAt(0)).distinct()
                    .forEach(first -> byFirst.computeIfAbsent(first, added -> new ArrayList<>()).add(pattern));
        }
    }

    static CharacterPhrases korean(List<Entry> entries) {
        return new CharacterPhrases(entries, CharacterTurns.KOREAN, Map.of());
    }

    /** Traditional and simplified characters are written in the lexicon as it suits. */
    static CharacterPhrases chinese(List<Entry> entries) {
        return new CharacterPhrases(entries, CharacterTurns.CHINESE, Traditional.characters());
    }

    private record Found(CharacterPattern pattern, int start, int end, int letters, int sentenceStart,
            int sentenceEnd) {}

    @Override
    public List<Hit> find(String own) {
        String text = respell(own.length() > MOST ? own.substring(0, MOST) : own);
        List<Found> all = all(text);
        all.sort(LONGEST_FIRST);
        boolean[] used = new boolean[text.length()];
        List<Hit> hits = new ArrayList<>();
        for (Found found : all) {
            if (isFree(used, found)) {
                Arrays.fill(used, found.start(), found.end(), true);
                Hit hit = new Hit(found.pattern().entry(), found.start(), found.end(), found.pattern().entry().weight(),
                        "");
                hits.add(turns.weigh(hit, text, found.sentenceStart(), found.sentenceEnd()));
            }
        }
        hits.sort(Comparator.comparingInt(Hit::start));
        return hits;
    }

    private List<Found> all(String text) {
        List<Found> all = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = sentenceEnd(text, start);
            for (int i = start; i < end; i++) {
                for (CharacterPattern pattern : byFirst.getOrDefault(text.charAt(i), List.of())) {
                    int[] found = pattern.at(text, i, end);
                    if (found.length > 0) {
                        all.add(new Found(pattern, i, found[0], found[1], start, end));
                    }
                }
            }
            start = end + 1;
        }
        return all;
    }

    private static boolean isFree(boolean[] used, Found found) {
        for (int i = found.start(); i < found.end(); i++) {
            if (used[i]) {
                return false;
            }
        }
        return true;
    }

    private static int sentenceEnd(String text, int start) {
        int limit = Math.min(text.length(), start + LONGEST_SENTENCE);
        for (int i = start; i < limit; i++) {
            char c = text.charAt(i);
            boolean stop = c == '.' && (i + 1 == text.length() || !Character.isDigit(text.charAt(i + 1)));
            if (stop || "。！？!?\n；".indexOf(c) >= 0) {
                return i;
            }
        }
        return limit;
    }

    /** Writes traditional characters in their simplified form, index by index. */
    private String respell(String text) {
        if (spelling.isEmpty()) {
            return text;
        }
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = spelling.getOrDefault(characters[i], characters[i]);
        }
        return new String(characters);
    }
}
