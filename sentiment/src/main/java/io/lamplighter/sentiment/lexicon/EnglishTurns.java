// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.lexicon;

import java.util.BitSet;

/** What an English sentence does to a phrase in it: denies it, makes it depend, asks about it, or takes it back after "but". */
final class EnglishTurns {

    private static final int REACH = 4;

    private final BitSet negators;
    private final BitSet contrasts;
    private final BitSet strongContrasts;
    private final BitSet conditions;
    private final BitSet wishes;
    private final BitSet hedges;
    private final BitSet intensifiers;

    EnglishTurns(WordPatterns patterns) {
        negators = patterns.words(
                "=not|=no|=never|=none|=nobody|=nothing|=without|=hardly|=barely|=neither|=nor|=unable|=zero|=isn't|=dont");
        contrasts = patterns.words(
                "=but|=however|=unfortunately|=regrettably|=nevertheless|=nonetheless|=sadly");
        strongContrasts = patterns.words("=however|=unfortunately|=regrettably|=nevertheless|=sadly");
        conditions = patterns.words("=if|=unless|=whether|=until|=provided|=assuming");
        wishes = patterns.words("=would|=could|=might|=may|=hopefully|=hope|=wish");
        hedges = patterns.words("=maybe|=perhaps|=possibly|=probably|=somewhat|=slightly|=bit|=almost|=nearly");
        intensifiers = patterns.words(
                "=very|=really|=extremely|=absolutely|=totally|=completely|=definitely|=seriously|=hugely|=incredibly");
    }

    Hit weigh(WordPattern pattern, int[] places, WordText text) {
        Entry entry = pattern.entry();
        int first = places[0];
        int last = places[places.length - 1];
        Hit hit = new Hit(entry, text.start(first), text.end(last), entry.weight(), "");
        if (isDenied(places, text)) {
            hit = hit.turned(entry.weight() > 0 ? -0.6 : -0.25, "negated");
        }
        if (before(first, conditions, text) && !entry.signal().equals("condition")) {
            hit = hit.turned(0.5, "conditional");
        } else if (near(first, 3, wishes, text) || near(first, 3, hedges, text)) {
            hit = hit.turned(0.7, "hedged");
        }
        if (text.isQuestion(first) && !entry.signal().equals("buying question") && !entry.signal().equals("sarcasm")) {
            hit = hit.turned(0.6, "asked");
        }
        if (near(first, 1, intensifiers, text)) {
            hit = hit.turned(1.25, "emphasised");
        }
        return contrasted(hit, first, last, text);
    }

    private boolean isDenied(int[] places, WordText text) {
        for (int place : places) {
            if (negators.get(text.id(place))) {
                return false;
            }
        }
        int next = 0;
        for (int word = places[0]; word < places[places.length - 1]; word++) {
            if (word == places[next]) {
                next++;
            } else if (negators.get(text.id(word))) {
                return true;
            }
        }
        return near(places[0], REACH, negators, text);
    }

    /** Whether one of the words stands shortly before, in the same clause. */
    private static boolean near(int word, int reach, BitSet words, WordText text) {
        for (int i = word; i > 0 && word - i < reach && !text.startsClause(i); i--) {
            if (words.get(text.id(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean before(int word, BitSet words, WordText text) {
        for (int i = word; i > 0 && !text.startsSentence(i); i--) {
            if (words.get(text.id(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private Hit contrasted(Hit hit, int first, int last, WordText text) {
        int turn = -1;
        for (int word = text.size() - 1; word >= 0 && turn < 0; word--) {
            boolean opens = contrasts.get(text.id(word))
                    && (text.startsSentence(word) || strongContrasts.get(text.id(word)));
            boolean here = contrasts.get(text.id(word)) && text.sentence(word) == text.sentence(first)
                    && !text.startsSentence(word);
            if (opens || here) {
                turn = word;
            }
        }
        if (turn > last && (text.sentence(turn) > text.sentence(first) || turn - last < 40)) {
            return hit.turned(0.5, "taken back by what follows");
        }
        return turn >= 0 && turn < first && text.sentence(turn) == text.sentence(first)
                ? hit.turned(1.2, "after a turn")
                : hit;
    }
}
