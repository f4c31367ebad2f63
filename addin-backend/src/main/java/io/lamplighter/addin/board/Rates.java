// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.scoring.Rating;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says how activities were rated. */
final class Rates {

    private final Map<ActivityId, List<Rating>> ratings;
    private final Viewer viewer;
    private final Words words;
    private final Instant now;

    Rates(Map<ActivityId, List<Rating>> ratings, Viewer viewer, Words words, Instant now) {
        this.ratings = ratings;
        this.viewer = viewer;
        this.words = words;
        this.now = now;
    }

    /** @param deal the path of the page of its deal */
    Rate of(ActivityId activity, String deal) {
        List<Rating> all = ratings.getOrDefault(activity, List.of());
        Optional<Rating> mine = all.stream().filter(this::isMine).findFirst();
        return new Rate(activity.toString(), deal + "/activities/" + activity + "/rating",
                mine.map(Rates::kind).orElse(""), mine.map(Rating::note).orElse(""),
                mine.map(rating -> "Rated " + kind(rating) + " by you, " + words.lately(rating.at(), now) + ".")
                        .orElse(""),
                all.stream().filter(rating -> !isMine(rating)).map(this::other).toList(), "");
    }

    private boolean isMine(Rating rating) {
        return rating.rater().equals(viewer.id());
    }

    private Rate.Other other(Rating rating) {
        return new Rate.Other(Face.of(rating.raterName()), kind(rating), rating.raterName() + " rated it "
                + kind(rating) + ", " + words.lately(rating.at(), now) + ".", rating.note());
    }

    static String kind(Rating rating) {
        return rating.good() ? Rate.GOOD : Rate.BAD;
    }
}
