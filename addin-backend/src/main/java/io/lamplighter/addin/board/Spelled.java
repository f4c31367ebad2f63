// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.Locale;

/** Small numbers as words, as they are said in a sentence. */
public final class Spelled {

    private static final String[] WORDS = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
            "ten", "eleven", "twelve"};

    private Spelled() {}

    /** "two", "twelve", "13". */
    public static String of(long number) {
        return number >= 0 && number < WORDS.length
                ? WORDS[(int) number]
                : String.format(Locale.ENGLISH, "%,d", number);
    }

    /** The same at the beginning of a sentence: "Two". */
    public static String first(long number) {
        String word = of(number);
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** "two mailboxes", "one mailbox". */
    public static String count(long number, String one, String many) {
        return of(number) + " " + (number == 1 ? one : many);
    }
}
