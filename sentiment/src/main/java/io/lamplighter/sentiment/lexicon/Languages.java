// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.Locale;
import java.util.Set;

/** Which lexicon a text needs. */
public final class Languages {

    private static final int ENOUGH = 2_000;
    private static final Set<String> ENGLISH = Set.of("the", "and", "to", "we", "is", "of", "for", "you", "it", "that",
            "have", "our", "this", "not", "with",
            "be", "are", "your", "i", "will", "please", "thanks", "ok", "yes", "no");
    private static final Set<String> NOT_ENGLISH = Set.of("der", "die", "und", "nicht", "das", "ist", "les", "des",
            "est", "nous", "pour", "que", "los", "para",
            "una", "het", "een", "van", "och", "att", "det", "della", "che", "wir", "vous", "por", "não", "zu");

    private Languages() {}

    /** Returns {@code en}, {@code ko}, {@code zh}, or something else for a language without a lexicon. */
    public static String of(String text, String tag) {
        String primary = tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return primary.isEmpty() || primary.equals("und") ? guess(text) : primary;
    }

    private static String guess(String text) {
        int hangul = 0;
        int han = 0;
        int kana = 0;
        int latin = 0;
        int end = Math.min(text.length(), ENOUGH);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '\uAC00' && c <= '\uD7A3') {
                hangul++;
            } else if (c >= '\u4E00' && c <= '\u9FFF') {
                han++;
            } else if (c >= '\u3040' && c <= '\u30FF') {
                kana++;
            } else if (Character.isLetter(c)) {
                latin++;
            }
        }
        if (kana * 5 > han && kana > 0) {
            return "ja";
        }
        if (hangul > 0 && hangul * 3 >= latin) {
            return "ko";
        }
        return han > 0 && han * 3 >= latin ? "zh" : guessLatin(text.substring(0, end));
    }

    private static String guessLatin(String text) {
        int english = 0;
        int foreign = 0;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            english += ENGLISH.contains(word) ? 1 : 0;
            foreign += NOT_ENGLISH.contains(word) ? 1 : 0;
        }
        return english > foreign ? "en" : "und";
    }
}
