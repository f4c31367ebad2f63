// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.upload.OutcomeWord;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.activity.ActivityView;
import io.lamplighter.crm.activity.Timelines;
import io.lamplighter.crm.match.Candidate;
import io.lamplighter.crm.match.Reviews;
import io.lamplighter.crm.opportunity.Opportunities;
import io.lamplighter.crm.warning.Board;
import io.lamplighter.crm.warning.OpenDeal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The board and the timelines of deals. A rep sees the own deals. */
@RestController
@Tag(name = "Deals", description = "The board, the timelines, and what is not certain")
class DealApi {

    private final Board board;
    private final Timelines timelines;
    private final Opportunities opportunities;
    private final Reviews reviews;
    private final CurrentUser current;
    private final JsonMapper json = JsonMapper.shared();

    DealApi(Board board, Timelines timelines, Opportunities opportunities, Reviews reviews, CurrentUser current) {
        this.board = board;
        this.timelines = timelines;
        this.opportunities = opportunities;
        this.reviews = reviews;
        this.current = current;
    }

    /**
     * @param state {@code dark}, {@code heading dark}, {@code bright}, {@code paused} or {@code blind}
     * @param daysSilent calendar days since a person at the buyer last wrote, less announced absences
     * @param badNews the score of the latest bad news of the last seven days
     */
    record BoardItem(long opportunityId, String name, String account, String owner, String stage, BigDecimal amount,
            String currency, @Nullable LocalDate closeDate, String state, int daysSilent, int threshold,
            LocalDate goesDarkOn,
            @Nullable Instant lastInboundAt, @Nullable String blindBecause, @Nullable Double badNews) {

        static BoardItem of(OpenDeal d) {
            return new BoardItem(d.id().value(), d.name(), d.accountName(), d.ownerName(), d.stage(), d.amount(),
                    d.currency(),
                    d.closes().orElse(null), words(d.silence().state().name()), d.silence().days(),
                    d.silence().threshold(),
                    d.silence().goesDarkOn(), d.lastInbound().map(OpenDeal.LastInbound::at).orElse(null),
                    d.blindness().map(b -> words(b.cause().name())).orElse(null),
                    d.badNews().map(OpenDeal.BadNews::score).orElse(null));
        }

        private static String words(String constant) {
            return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    @Operation(summary = "Lists open deals with their clocks, in the order of their ids")
    @GetMapping("/api/board")
    Slice<BoardItem> board(Principal principal, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        long from = Slice.key(after, 0);
        List<OpenDeal> deals = board.openDeals(current.mayOnlySee(principal)).stream()
                .filter(d -> d.id().value() > from)
                .filter(d -> state == null || BoardItem.of(d).state().equals(state))
                .sorted(Comparator.comparingLong(d -> d.id().value())).limit(size + 1L).toList();
        return Slice.of(deals, size, BoardItem::of, d -> d.id().toString());
    }

    /**
     * @param kind {@code EMAIL}, {@code TRANSCRIPT}, {@code NOTES} and the like
     * @param outcome of a meeting: {@code next-step}, {@code no-show}, {@code rescheduled}, {@code cancelled}, {@code other}
     * @param seenBy the mailboxes in which it was seen
     * @param meeting null for what is no meeting
     */
    record ActivityItem(long id, String kind, Instant at, String direction, String origin, String originReason,
            String from,
            String subject,
            String text, boolean movesClock, String clockReason, String matchRule, double matchMargin,
            JsonNode candidates,
            @Nullable Double score, @Nullable Double scoreBase, @Nullable JsonNode evidence, @Nullable String scorer,
            List<String> seenBy, @Nullable String outcome, @Nullable String outcomeText,
            @Nullable MeetingItem meeting) {}

    @Operation(summary = "Lists what happened on a deal, newest first")
    @GetMapping("/api/opportunities/{id}/timeline")
    Slice<ActivityItem> timeline(Principal principal, @PathVariable long id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        OpportunityId deal = visible(principal, id);
        return Slice.of(timelines.of(deal, Timelines.Show.EVERYTHING, before(after), size + 1), size, this::item,
                a -> a.what().at() + "/" + a.id());
    }

    private OpportunityId visible(Principal principal, long id) {
        return opportunities.find(new OpportunityId(id))
                .filter(o -> current.mayOnlySee(principal).map(o.owner()::equals).orElse(true))
                .orElseThrow(() -> new NotFound("There is no deal " + id + " that you may see.")).id();
    }

    private ActivityItem item(ActivityView a) {
        Optional<ActivityView.Scored> score = a.score();
        return new ActivityItem(a.id().value(), a.what().kind().name(), a.what().at(), a.what().direction().name(),
                a.what().origin().kind().name(),
                a.what().origin().reason(), a.what().fromAddress(), a.what().subject(), a.what().body(),
                a.clock().moves(),
                a.clock().reason(), a.why().rule(), a.why().margin(), json.readTree(a.why().candidates()),
                score.map(ActivityView.Scored::value).orElse(null), score.map(ActivityView.Scored::base).orElse(null),
                score.map(s -> json.readTree(s.evidence())).orElse(null),
                score.map(ActivityView.Scored::version).orElse(null),
                a.witnesses().stream().map(ActivityView.Witness::address).toList(),
                a.outcome().map(o -> OutcomeWord.of(o.what().kind()).key()).orElse(null),
                a.outcome().map(o -> o.what().words()).orElse(null), MeetingItem.of(a.what()));
    }

    private static Timelines.Before before(@Nullable String after) {
        if (after == null || after.isBlank()) {
            return Timelines.Before.theFuture();
        }
        try {
            String[] parts = after.split("/");
            return new Timelines.Before(Instant.parse(parts[0]), new ActivityId(Long.parseLong(parts[1])));
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
            throw new BadRequest("after must be the value of next from an earlier page");
        }
    }

    record ReviewItem(long activityId, Instant at, String account, String from, String subject, double margin,
            List<Candidate> candidates) {}

    @Operation(summary = "Lists interactions whose deal is not certain, latest first")
    @GetMapping("/api/reviews")
    Slice<ReviewItem> reviews(Principal principal, @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Slice.limit(limit);
        return Slice.of(reviews.waiting(current.mayOnlySee(principal), Slice.key(after, Long.MAX_VALUE), size + 1),
                size,
                r -> new ReviewItem(r.activity().value(), r.at(), r.account(), r.fromAddress(), r.subject(), r.margin(),
                        r.candidates()),
                r -> r.activity().toString());
    }

    /** @param opportunityId the deal the interaction, and what is uncertain of its thread, belongs to */
    record Choice(long opportunityId) {}

    /** @param moved how many interactions were put on the deal */
    record Decided(int moved) {}

    @Operation(summary = "Says which deal an interaction belongs to, for its whole thread")
    @PostMapping("/api/reviews/{activityId}")
    Decided decide(Principal principal, @PathVariable long activityId, @RequestBody Choice choice) {
        int moved = reviews.decide(new ActivityId(activityId), new OpportunityId(choice.opportunityId()),
                current.mayOnlySee(principal));
        if (moved == 0) {
            throw new NotFound("Activity " + activityId + " cannot be put on deal " + choice.opportunityId()
                    + ": one of them is not there, not yours, or they belong to different accounts.");
        }
        return new Decided(moved);
    }
}
