// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.ingest.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Beginnings of lines, looked up by their first letter: most lines are ruled out by one look at a table. */
final class Phrases {
    private static final String MARKUP = "*_[(<|\"";

    private final String[][] ascii = new String[128][];
    private final Map<Character, String[]> others = new HashMap<>();

    /** @param phrases lower case */
    Phrases(List<String> phrases) {
        Map<Character, List<String>> byFirst = new HashMap<>();
        for (String phrase : phrases) {
            byFirst.computeIfAbsent(phrase.charAt(0), c -> new ArrayList<>()).add(phrase);
        }
        byFirst.forEach((first, all) -> {
            String[] array = all.toArray(String[]::new);
            if (first < 128) {
                ascii[first] = array;
            } else {
                others.put(first, array);
            }
        });
    }

    /** Whether the line begins with one of them, markup before it and case left aside. */
    boolean begin(Lines lines, int line) {
        int length = lines.length(line);
        int from = 0;
        while (from < length && from < 4) {
            if (beginAt(lines, line, from)) {
                return true;
            }
            if (MARKUP.indexOf(lines.at(line, from)) < 0) {
                return false;
            }
            from++;
        }
        return false;
    }

    private boolean beginAt(Lines lines, int line, int from) {
        char first = Character.toLowerCase(lines.at(line, from));
        String[] candidates = first < 128 ? ascii[first] : others.get(first);
        if (candidates != null) {
            for (String candidate : candidates) {
                if (lines.matches(line, from, candidate)) {
                    return true;
                }
            }
        }
        return false;
    }
}
