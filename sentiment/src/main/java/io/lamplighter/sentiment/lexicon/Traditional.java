// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.Map;
import java.util.stream.Collectors;

/** Traditional Chinese characters by the simplified form under which words are known. */
public final class Traditional {

    private Traditional() {}

    public static Map<Character, Character> characters() {
        return LexiconFile.pairs("traditional.tsv").entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(pair -> pair.getKey().charAt(0),
                        pair -> pair.getValue().charAt(0)));
    }
}
