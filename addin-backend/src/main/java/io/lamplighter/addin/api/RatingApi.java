// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.scoring.Rating;
import io.lamplighter.crm.scoring.Ratings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people say an activity means for its deal. For the deal's rep and for managers. */
@RestController
@Tag(name = "Ratings", description = "Good or bad for the deal, in the words of those who work it; what is learned from them")
class RatingApi {

    private final Ratings ratings;
    private final CurrentUser current;

    RatingApi(Ratings ratings, CurrentUser current) {
        this.ratings = ratings;
        this.current = current;
    }

    /**
     * @param rating {@code good} or {@code bad}
     * @param note why; at most 1000 characters
     */
    record RatingChange(@Nullable String rating, @Nullable String note) {}

    /** @param rating {@code good} or {@code bad} */
    record RatingItem(long activityId, String rating, String note, String by, Instant at) {

        static RatingItem of(Rating r) {
            return new RatingItem(r.activity().value(), r.good() ? "good" : "bad", r.note(), r.raterName(), r.at());
        }
    }

    /** @param mine null where the caller has not rated it */
    record RatingsItem(long activityId, @Nullable RatingItem mine, List<RatingItem> all) {}

    @Operation(summary = "Says who rated an activity, and how")
    @ApiResponse(responseCode = "404", description = "No such activity, or none of yours", content = @Content)
    @GetMapping("/api/activities/{id}/rating")
    RatingsItem ratings(Principal principal, @PathVariable long id) {
        Viewer viewer = current.viewer(principal);
        ActivityId activity = visible(viewer, id);
        return new RatingsItem(id, ratings.of(activity, viewer.id()).map(RatingItem::of).orElse(null),
                ratings.of(List.of(activity)).getOrDefault(activity, List.of()).stream().map(RatingItem::of).toList());
    }

    @Operation(summary = "Rates an activity, as good or bad for its deal", description = """
            Everything that is scored from then on is scored with it, and what was scored on open deals is scored again. The same
            rating a second time changes nothing.""")
    @ApiResponse(responseCode = "404", description = "No such activity, or none of yours", content = @Content)
    @PutMapping("/api/activities/{id}/rating")
    RatingItem rate(Principal principal, @PathVariable long id, @RequestBody RatingChange change) {
        Viewer viewer = current.viewer(principal);
        String note = change.note() == null ? "" : change.note().strip();
        if (note.length() > Rating.LONGEST_NOTE) {
            throw new BadRequest("note must not be longer than " + Rating.LONGEST_NOTE + " characters");
        }
        return ratings.rate(new ActivityId(id), isGood(change.rating()), note, viewer.user(), viewer.owner())
                .map(RatingItem::of).orElseThrow(() -> missing(id));
    }

    private static boolean isGood(@Nullable String rating) {
        return switch (rating == null ? "" : rating) {
            case "good" -> true;
            case "bad" -> false;
            default -> throw new BadRequest("rating must be good or bad");
        };
    }

    @Operation(summary = "Takes the caller's rating back, as if it had never been")
    @ApiResponse(responseCode = "204", description = "There is none any more")
    @ApiResponse(responseCode = "404", description = "No such activity, or none of yours", content = @Content)
    @DeleteMapping("/api/activities/{id}/rating")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Principal principal, @PathVariable long id) {
        Viewer viewer = current.viewer(principal);
        ratings.withdraw(visible(viewer, id), viewer.id(), viewer.user());
    }

    private ActivityId visible(Viewer viewer, long id) {
        ActivityId activity = new ActivityId(id);
        if (!ratings.isVisible(activity, viewer.owner())) {
            throw missing(id);
        }
        return activity;
    }

    private static NotFound missing(long id) {
        return new NotFound("There is no activity " + id + " on a deal that you may see.");
    }
}
