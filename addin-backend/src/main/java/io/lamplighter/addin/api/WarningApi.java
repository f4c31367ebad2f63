// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.notify.Notice;
import io.lamplighter.crm.warning.Departures;
import io.lamplighter.crm.warning.Warned;
import io.lamplighter.crm.warning.Warnings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bad news that people were warned of. */
@RestController
@Tag(name = "Warnings", description = "Bad news from the buyer, and when people are warned of it")
class WarningApi {

    private final Warnings warnings;
    private final Departures departures;
    private final CurrentUser current;

    WarningApi(Warnings warnings, Departures departures, CurrentUser current) {
        this.warnings = warnings;
        this.departures = departures;
        this.current = current;
    }

    /** @param acknowledgedAt null where they have not said that they have seen it */
    record RecipientItem(String name, boolean owner, @Nullable Instant acknowledgedAt) {}

    /**
     * @param about {@code bad-news} or {@code champion-left}
     * @param score null where it is not about a score, as is {@code threshold}
     * @param lifted whether the scorer, by what it learned since, no longer finds it bad; or who had left has written again
     */
    record WarningItem(long id, String about, long activityId, long opportunityId, String opportunity, Instant raisedAt,
            @Nullable Double score, @Nullable Double threshold, boolean lifted, List<RecipientItem> recipients) {

        static WarningItem of(Warned w) {
            boolean scored = w.about() == Notice.About.BAD_NEWS;
            return new WarningItem(w.id(), w.about().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    w.activity().value(), w.deal().value(), w.dealName(), w.raisedAt(),
                    scored ? w.score() : null, scored ? w.threshold() : null, w.lifted(),
                    w.recipients().stream().map(
                            r -> new RecipientItem(r.name(), r.owner(), r.acknowledgedAt().orElse(null)))
                            .toList());
        }
    }

    @Operation(summary = "Lists warnings, latest first; a rep sees those on the own deals")
    @GetMapping("/api/warnings")
    Slice<WarningItem> warnings(Principal principal, @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(warnings.page(current.mayOnlySee(principal), Slice.key(after, Long.MAX_VALUE), size + 1), size,
                WarningItem::of, w -> Long.toString(w.id()));
    }

    @Operation(summary = "Says that the caller has seen a warning", description = "A second time changes nothing.")
    @ApiResponse(responseCode = "204", description = "The others see it")
    @ApiResponse(responseCode = "404", description = "No such warning, or none of yours", content = @Content)
    @PostMapping("/api/warnings/{id}/acknowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acknowledge(Principal principal, @PathVariable long id) {
        Viewer viewer = current.viewer(principal);
        if (!warnings.acknowledge(id, viewer.id(), viewer.owner())
                && !warnings.isRecipient(id, viewer.id(), viewer.owner())) {
            throw new NotFound("There is no warning " + id + " to you.");
        }
    }

    /** @param successor who follows, by name or address */
    record FollowedItem(long opportunityId, String left, String successor, String address) {}

    @Operation(summary = "Makes who follows a contact that has left a contact of the account", description = "With the part in buying of who has left. A second time changes nothing.")
    @ApiResponse(responseCode = "404", description = "No such warning, none of yours, or nobody is named", content = @Content)
    @PostMapping("/api/warnings/{id}/follow")
    FollowedItem follow(Principal principal, @PathVariable long id) {
        return departures.follow(id, current.viewer(principal).owner())
                .map(d -> new FollowedItem(d.deal().value(), d.name(), d.successor(), d.address()))
                .orElseThrow(() -> new NotFound("Warning " + id + " names nobody who follows."));
    }
}
