// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.opportunity.Pipelines;
import io.lamplighter.crm.warning.Warned;
import io.lamplighter.crm.warning.Warnings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bad news that people were warned of, and from which score on they are. */
@RestController
@Tag(name = "Warnings", description = "Bad news from the buyer, and when people are warned of it")
class WarningApi {

    private final Warnings warnings;
    private final Pipelines pipelines;
    private final CurrentUser current;

    WarningApi(Warnings warnings, Pipelines pipelines, CurrentUser current) {
        this.warnings = warnings;
        this.pipelines = pipelines;
        this.current = current;
    }

    /** @param acknowledgedAt null where they have not said that they have seen it */
    record RecipientItem(String name, boolean owner, @Nullable Instant acknowledgedAt) {}

    /** @param lifted whether the scorer, by what it learned since, no longer finds it bad */
    record WarningItem(long id, long activityId, long opportunityId, String opportunity, Instant raisedAt, double score,
            double threshold, boolean lifted, List<RecipientItem> recipients) {

        static WarningItem of(Warned w) {
            return new WarningItem(w.id(), w.activity().value(), w.deal().value(), w.dealName(), w.raisedAt(),
                    w.score(), w.threshold(), w.lifted(),
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

    /**
     * @param darkAfterDays days of silence until a deal is dark
     * @param badNewsBelow the score below which people are warned of what the buyer wrote
     */
    record PipelineItem(long id, String name, int darkAfterDays, double badNewsBelow) {

        static PipelineItem of(Pipelines.Pipeline p) {
            return new PipelineItem(p.id(), p.name(), p.darkAfterDays(), p.badNewsBelow());
        }
    }

    @Operation(summary = "Lists the pipelines with their thresholds")
    @GetMapping("/api/pipelines")
    List<PipelineItem> pipelines() {
        return pipelines.all().stream().map(PipelineItem::of).toList();
    }

    /** @param badNewsBelow from -1 (nobody is ever warned) to 0 (of everything that is rather bad) */
    record PipelineChange(@Nullable Double badNewsBelow) {}

    @Operation(summary = "Changes from which score on people are warned; for managers and admins", description = """
            What the buyer wrote in the last seven days and lies below a threshold that was raised is warned of within a minute.""")
    @ApiResponse(responseCode = "404", description = "No such pipeline", content = @Content)
    @PatchMapping("/api/pipelines/{id}")
    PipelineItem change(@PathVariable long id, @RequestBody PipelineChange change) {
        Double below = change.badNewsBelow();
        if (below == null || !(below >= -1 && below <= 0)) {
            throw new BadRequest("badNewsBelow must be a number from -1 to 0");
        }
        return pipelines.warnBelow(id, below).map(PipelineItem::of)
                .orElseThrow(() -> new NotFound("There is no pipeline " + id + "."));
    }
}
