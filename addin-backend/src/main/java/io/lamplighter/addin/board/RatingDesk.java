// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.scoring.Rating;
import io.lamplighter.crm.scoring.Ratings;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** Takes down what people say an activity means for its deal. */
public final class RatingDesk {

    private final Ratings ratings;
    private final Words words;
    private final Clock clock;

    public RatingDesk(Ratings ratings, Words words, Clock clock) {
        this.ratings = ratings;
        this.words = words;
        this.clock = clock;
    }

    Rates of(Collection<ActivityId> activities, Viewer viewer) {
        return new Rates(ratings.of(activities), viewer, words, clock.instant());
    }

    /**
     * @param rating {@code good}, {@code bad}, {@code none} to take it back, or empty to change only the note
     * @param deal the path of the page of its deal
     * @throws NotFound if there is no such activity, or none for this reader
     */
    Rate rate(ActivityId activity, String rating, String note, Viewer viewer, String deal) {
        if (!ratings.isVisible(activity, viewer.owner())) {
            throw new NotFound();
        }
        String done = switch (rating) {
            case Rate.GOOD, Rate.BAD -> rate(activity, rating.equals(Rate.GOOD), note, viewer);
            case Rate.NONE -> ratings.withdraw(activity, viewer.id(), viewer.user())
                    ? "Your rating is withdrawn, as if it had never been."
                    : "Nothing was changed: you had not rated it.";
            default -> ratings.of(activity, viewer.id()).map(now -> rate(activity, now.good(), note, viewer))
                    .orElse("Nothing was changed: say good or bad first.");
        };
        return of(List.of(activity), viewer).of(activity, deal).after(done);
    }

    private String rate(ActivityId activity, boolean good, String note, Viewer viewer) {
        String kept = note.strip();
        if (kept.length() > Rating.LONGEST_NOTE) {
            return "Nothing was changed: a note has at most " + words.number(Rating.LONGEST_NOTE) + " characters.";
        }
        if (ratings.rate(activity, good, kept, viewer.user(), viewer.owner()).isEmpty()) {
            throw new NotFound();
        }
        return "Rated " + (good ? Rate.GOOD : Rate.BAD) + ". Scores follow within seconds.";
    }
}
