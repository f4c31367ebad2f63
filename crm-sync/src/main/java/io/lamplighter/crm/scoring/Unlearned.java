// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.sentiment.Scorers;
import io.lamplighter.sentiment.model.Learned;
import io.lamplighter.sentiment.model.ModelScorer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hides phrases that are not to be learned in the texts that are learned from, as {@link Names} hides names. Taking only the
 * phrase itself out of what was learned would let its halves and its neighbours stand in for it.
 */
final class Unlearned {

    private static final char HIDDEN = '\n';

    /** Knows the phrases and nothing else, so what it finds is where they stand. */
    private final ModelScorer finder;
    private final Set<PhraseKey> phrases;

    private Unlearned(Set<PhraseKey> phrases) {
        this.phrases = phrases;
        Map<String, Map<String, Learned.Entry>> known = new HashMap<>();
        phrases.forEach(key -> known.computeIfAbsent(key.language(), l -> new HashMap<>()).put(key.phrase(),
                new Learned.Entry(key.phrase(), 1, 1, 0)));
        this.finder = Scorers.standard().with(new Learned(known, List.of()));
    }

    static Unlearned of(Collection<PhraseKey> phrases) {
        return new Unlearned(Set.copyOf(new TreeSet<>(phrases)));
    }

    Set<PhraseKey> phrases() {
        return phrases;
    }

    /** The text without them; places in it stay what they are and no phrase goes across. */
    String hidden(String text) {
        if (phrases.isEmpty()) {
            return text;
        }
        StringBuilder hidden = new StringBuilder(text);
        for (Learned.Mention mention : finder.mentions(text, "")) {
            for (int i = mention.start(); i < mention.end(); i++) {
                hidden.setCharAt(i, HIDDEN);
            }
        }
        return hidden.toString();
    }
}
