// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.model;

import java.util.List;
import java.util.Locale;

/** English words without their commonest endings: enough to know a phrase again in another tense or number. */
final class Stems {

    private static final List<String> ENDINGS = List.of("'s", "ing", "ed", "es", "s", "e");
    private static final int SHORTEST = 3;

    private Stems() {}

    /** The words of a phrase, one space apart. */
    static String of(String phrase) {
        StringBuilder stems = new StringBuilder();
        for (String word : phrase.toLowerCase(Locale.ROOT).replace('’', '\'').split("[^\\p{L}\\p{N}']+")) {
            if (!word.isEmpty()) {
                stems.append(stems.isEmpty() ? "" : " ").append(stem(word));
            }
        }
        return stems.toString();
    }

    private static String stem(String word) {
        String bare = word;
        for (String ending : ENDINGS) {
            if (bare.endsWith(ending) && bare.length() - ending.length() >= SHORTEST) {
                bare = bare.substring(0, bare.length() - ending.length());
                if (!ending.equals("'s")) {
                    break;
                }
            }
        }
        return bare;
    }
}
