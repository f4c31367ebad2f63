// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import io.lamplighter.crm.scoring.Lesson;
import io.lamplighter.crm.scoring.PhraseKey;
import java.time.Instant;
import java.util.List;

/**
 * A phrase that got its meaning from ratings.
 *
 * @param key names it to the learner
 * @param words as it is mostly written
 * @param signals what everybody's lexicon takes these words for; may be empty
 * @param before the score of these words alone without learning, {@code after} with it
 * @param also other phrases that were learned from the same places and give way to this one
 * @param behind the ratings it was learned from, latest first
 */
public record LearnedPhrase(PhraseKey key, String words, List<String> signals, double before, double after,
        List<String> also, List<Behind> behind) {

    public LearnedPhrase {
        signals = List.copyOf(signals);
        also = List.copyOf(also);
        behind = List.copyOf(behind);
    }

    /** The language in which it counts. */
    public String language() {
        return key.language();
    }

    /** When it was last rated. */
    public Instant changed() {
        return behind.getFirst().lesson().at();
    }

    /** How far learning moved it. */
    public double step() {
        return Math.abs(after - before);
    }

    /**
     * A rating behind a phrase, and where in the rated text it stands.
     *
     * @param negated whether the text says that it is not so
     */
    public record Behind(Lesson lesson, int start, int end, boolean negated) {}

    /** How many of the ratings behind it speak for good news: a good text that says it is not so speaks for bad. */
    public int good() {
        return (int) behind.stream().filter(one -> one.lesson().text().good() != one.negated()).count();
    }

    public int bad() {
        return behind.size() - good();
    }
}
