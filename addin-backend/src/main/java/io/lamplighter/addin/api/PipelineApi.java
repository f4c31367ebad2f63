// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.opportunity.Pipelines;
import io.lamplighter.crm.warning.Thresholds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** From which score on people are warned of what buyers write, and what that brings. */
@RestController
@Tag(name = "Warnings")
class PipelineApi {

    private final Pipelines pipelines;
    private final Thresholds thresholds;
    private final CurrentUser current;

    PipelineApi(Pipelines pipelines, Thresholds thresholds, CurrentUser current) {
        this.pipelines = pipelines;
        this.thresholds = thresholds;
        this.current = current;
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
        double below = threshold("badNewsBelow", change.badNewsBelow());
        return pipelines.warnBelow(id, below).map(PipelineItem::of)
                .orElseThrow(() -> new NotFound("There is no pipeline " + id + "."));
    }

    /** @param warned whether it did warn */
    record BelowItem(long activityId, long opportunityId, String opportunity, Instant at, double score,
            boolean warned) {}

    /**
     * @param written what buyers wrote in the last 90 days, {@code wouldWarn} how much of it would have warned
     * @param ratedBad how many of those people rated bad, {@code ratedGood} good; {@code missed} are rated bad and would not warn
     * @param activities the latest of those that would; for an admin none
     */
    record PreviewItem(double below, int written, int wouldWarn, int deals, int ratedBad, int ratedGood, int missed,
            List<BelowItem> activities) {}

    @Operation(summary = "Says what a threshold would have warned of in the last 90 days, and changes nothing; for managers and admins")
    @ApiResponse(responseCode = "404", description = "No such pipeline", content = @Content)
    @GetMapping("/api/pipelines/{id}/preview")
    PreviewItem preview(Principal principal, @PathVariable long id,
            @RequestParam(required = false) @Nullable Double below,
            @RequestParam(required = false) @Nullable Integer limit) {
        Pipelines.Pipeline pipeline = pipelines.all().stream().filter(one -> one.id() == id).findFirst()
                .orElseThrow(() -> new NotFound("There is no pipeline " + id + "."));
        double asked = below == null ? pipeline.badNewsBelow() : threshold("below", below);
        Thresholds.Figures figures = thresholds.figures(id, asked);
        boolean reads = current.of(principal).role() != User.Role.ADMIN;
        List<Thresholds.Below> latest = reads ? thresholds.below(id, asked, Slice.limit(limit)) : List.of();
        return new PreviewItem(asked, figures.written(), figures.below(), figures.deals(), figures.ratedBad(),
                figures.ratedGood(), figures.missed(), latest.stream().map(b -> new BelowItem(b.activity().value(),
                        b.deal().value(), b.dealName(), b.at(), b.score(), b.warned())).toList());
    }

    private static double threshold(String name, @Nullable Double below) {
        if (below == null || !(below >= -1 && below <= 0)) {
            throw new BadRequest(name + " must be a number from -1 to 0");
        }
        return below;
    }
}
