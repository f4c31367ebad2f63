// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.learning;

import io.lamplighter.crm.scoring.Lesson;
import java.util.List;

/**
 * A phrase that got its meaning from ratings.
 *
 * @param words as it is mostly written
 * @param language the one in which it counts
 * @param before the score of these words alone without learning, {@code after} with it
 * @param also other phrases that were learned from the same places and give way to this one
 * @param behind the ratings it was learned from, latest first
 */
public record LearnedPhrase(String words, String language, double before, double after, List<String> also,
        List<Behind> behind) {

    public LearnedPhrase {
        also = List.copyOf(also);
        behind = List.copyOf(behind);
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
