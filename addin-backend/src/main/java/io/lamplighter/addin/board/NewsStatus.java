// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.scoring.Rating;
import io.lamplighter.crm.warning.Warned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says who has seen bad news and what they made of it. */
final class NewsStatus {

    private final Map<ActivityId, Warned> warnings;
    private final Map<ActivityId, List<Rating>> ratings;
    private final Viewer viewer;
    private final Words words;
    private final Instant now;

    NewsStatus(Map<ActivityId, Warned> warnings, Map<ActivityId, List<Rating>> ratings, Viewer viewer, Words words,
            Instant now) {
        this.warnings = warnings;
        this.ratings = ratings;
        this.viewer = viewer;
        this.words = words;
        this.now = now;
    }

    BadNews on(BadNews card, ActivityId activity) {
        Optional<Warned> warned = Optional.ofNullable(warnings.get(activity)).filter(one -> !one.lifted());
        String seen = warned.filter(one -> isUnread(one)).map(NewsStatus::action).orElse("");
        List<Rating> rated = ratings.getOrDefault(activity, List.of());
        if (!rated.isEmpty()) {
            return card.with(name(rated.getFirst()) + " rated it " + Rates.kind(rated.getFirst()), false, seen);
        }
        return warned.map(one -> card.with(status(one), owner(one).acknowledgedAt().isEmpty(), seen)).orElse(card);
    }

    static String action(Warned warned) {
        return "/warnings/" + warned.id() + "/acknowledge";
    }

    private boolean isUnread(Warned warned) {
        return warned.recipient(viewer.id()).filter(one -> one.acknowledgedAt().isEmpty()).isPresent();
    }

    private String name(Rating rating) {
        return rating.rater().equals(viewer.id()) ? "You" : first(rating.raterName());
    }

    private String status(Warned warned) {
        Warned.Recipient owner = owner(warned);
        String who = owner.user().equals(viewer.id()) ? "You have" : first(owner.name()) + " has";
        return owner.acknowledgedAt().map(at -> who + " seen it, " + words.lately(at, now))
                .orElse(who + " not seen it yet");
    }

    /** The owner may be another one since; then the first who was told stands for the team. */
    private static Warned.Recipient owner(Warned warned) {
        return warned.recipients().getFirst();
    }

    static String first(String name) {
        return name.strip().split("\\s+")[0];
    }
}
