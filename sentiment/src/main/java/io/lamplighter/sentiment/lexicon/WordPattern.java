// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.BitSet;
import java.util.List;

/**
 * An entry's pattern over words: a list of sets of words with gaps between them.
 *
 * @param gaps how many words of any kind may stand before an element; -1 for only such words as add nothing ("really", "the")
 * @param starts whether it must start the sentence
 * @param ends whether it must end the sentence
 */
record WordPattern(Entry entry, List<BitSet> elements, int[] gaps, boolean starts, boolean ends) {

    private static final int FILLERS = 2;

    /**
     * Finds the pattern at a word.
     *
     * @param effort counts down over a whole text, which bounds the time
     * @return the places of the matched words, or an empty array
     */
    int[] at(WordText text, int word, BitSet filler, int[] effort) {
        if (starts && !text.startsSentence(word) || effort[0] <= 0) {
            return new int[0];
        }
        int[] places = new int[elements.size()];
        return find(text, 0, word, places, filler, effort) ? places : new int[0];
    }

    private boolean find(WordText text, int element, int from, int[] places, BitSet filler, int[] effort) {
        boolean any = element > 0 && gaps[element] >= 0;
        int most = element == 0 ? 0 : any ? gaps[element] : FILLERS;
        for (int skipped = 0; skipped <= most; skipped++) {
            int word = from + skipped;
            if (word >= text.size() || element > 0 && text.sentence(word) != text.sentence(places[0])
                    || --effort[0] <= 0) {
                return false;
            }
            if (elements.get(element).get(text.id(word))) {
                places[element] = word;
                if (element + 1 == places.length
                        ? !ends || text.endsSentence(word)
                        : find(text, element + 1, word + 1, places, filler, effort)) {
                    return true;
                }
            }
            if (!any && !filler.get(text.id(word))) {
                return false;
            }
        }
        return false;
    }
}
