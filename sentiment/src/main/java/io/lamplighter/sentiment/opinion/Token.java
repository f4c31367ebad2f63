// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.opinion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What stands between two white spaces, without the punctuation around it unless that makes it an emoticon.
 *
 * @param word in lower case, with straight apostrophes
 * @param loud whether it is all capitals
 */
record Token(String word, int start, int end, boolean loud) {

    private static final int LONGEST = 40;

    static List<Token> of(String text, Predicate<String> known) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            if (end > start && end - start <= LONGEST) {
                add(text, start, end, known, tokens);
            }
            start = end + 1;
        }
        return tokens;
    }

    private static void add(String text, int from, int to, Predicate<String> known, List<Token> tokens) {
        if (!known.test(lower(text.substring(from, to)))) {
            int start = from;
            int end = to;
            while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
                start++;
            }
            while (end > start && !Character.isLetterOrDigit(text.charAt(end - 1))) {
                end--;
            }
            if (start < end) {
                tokens.add(token(text, start, end));
            }
        } else {
            tokens.add(token(text, from, to));
        }
    }

    private static Token token(String text, int start, int end) {
        String as = text.substring(start, end);
        boolean loud = as.length() > 1 && as.chars().anyMatch(Character::isUpperCase)
                && as.chars().noneMatch(Character::isLowerCase);
        return new Token(lower(as), start, end, loud);
    }

    private static String lower(String word) {
        return word.replace('’', '\'').toLowerCase(Locale.ROOT);
    }
}
