// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.crm.scoring;

import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.sentiment.model.RatedText;
import java.time.Instant;

/**
 * A rating from which is learned.
 *
 * @param rating the id of the {@link Rating}
 * @param text what was rated, as the scorer reads it, with the names of people hidden, and the phrases that are not to be learned; its
 *     rater is the id of the user
 * @param heard the same with all of that; equal places are equal
 */
public record Lesson(long rating, ActivityId activity, UserId rater, Instant at, RatedText text, String heard) {

    /** The same where some phrases more are not learned. */
    Lesson without(Unlearned phrases) {
        return new Lesson(rating, activity, rater, at, new RatedText(text.rater(), text.good(),
                phrases.hidden(text.text()), text.language()), heard);
    }
}
