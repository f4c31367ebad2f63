// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.sentiment.model.RatedText;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that is learned from.
 *
 * @param generation raised with every rating; equal generations have equal lessons
 * @param all in the order in which they were given
 */
public record Lessons(long generation, List<Lesson> all) {

    public Lessons {
        all = List.copyOf(all);
    }

    public List<RatedText> texts() {
        return texts(lesson -> true);
    }

    /** The same where one phrase more is not learned. */
    public Lessons without(PhraseKey phrase) {
        Unlearned one = Unlearned.of(List.of(phrase));
        return new Lessons(generation, all.stream().map(lesson -> lesson.without(one)).toList());
    }

    public List<RatedText> texts(Predicate<Lesson> which) {
        return all.stream().filter(which).map(Lesson::text).toList();
    }
}
