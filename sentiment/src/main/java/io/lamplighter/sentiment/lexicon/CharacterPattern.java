// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.Arrays;
import java.util.List;

/**
 * An entry's pattern over characters, for languages without reliable spaces: parts that follow each other with a few characters
 * between them.
 *
 * @param parts for each part, the spellings it can have, longest first
 */
record CharacterPattern(Entry entry, List<List<String>> parts) {

    private static final int GAP = 10;
    private static final int[] NOTHING = {};

    /** {@code "예산*동결|삭감"}: two parts, the second with two spellings. */
    static CharacterPattern of(Entry entry) {
        List<List<String>> parts = Arrays.stream(entry.pattern().split("\\*"))
                .map(part -> Arrays.stream(part.split("\\|")).sorted((a, b) -> b.length() - a.length()).toList())
                .toList();
        if (parts.stream().flatMap(List::stream).anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("empty part in pattern: " + entry.pattern());
        }
        return new CharacterPattern(entry, parts);
    }

    /** Returns the index after the match that starts at {@code start} and how many of its characters are not gap; or nothing. */
    int[] at(String text, int start, int sentenceEnd) {
        int end = after(parts.get(0), text, start, sentenceEnd);
        int letters = end - start;
        for (int part = 1; part < parts.size() && end >= 0; part++) {
            int next = -1;
            for (int gap = 0; gap <= GAP && next < 0; gap++) {
                next = after(parts.get(part), text, end + gap, sentenceEnd);
                letters += next < 0 ? 0 : next - end - gap;
            }
            end = next;
        }
        return end < 0 ? NOTHING : new int[]{end, letters};
    }

    private static int after(List<String> spellings, String text, int start, int limit) {
        for (String spelling : spellings) {
            if (start + spelling.length() <= limit && text.startsWith(spelling, start)) {
                return start + spelling.length();
            }
        }
        return -1;
    }
}
