// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import java.util.Arrays;

/**
 * A person of ours as a small disc with initials, beside the name.
 *
 * @param tone {@code a} to {@code e}; the same name always has the same
 */
public record Face(String name, String initials, String tone) {

    private static final String TONES = "abcde";

    public static Face of(String name) {
        String[] words = Arrays.stream(name.strip().split("[\\s.@_-]+")).filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        String initials = words.length == 0 ? "?" : initial(words[0]);
        if (words.length > 1) {
            initials += initial(words[words.length - 1]);
        }
        int tone = Math.floorMod(name.strip().hashCode(), TONES.length());
        return new Face(name, initials, TONES.substring(tone, tone + 1));
    }

    private static String initial(String word) {
        return Character.toString(Character.toUpperCase(word.codePointAt(0)));
    }
}
