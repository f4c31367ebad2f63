// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.board.Evaluations;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.learning.Accuracy;
import io.lamplighter.crm.learning.Influence;
import io.lamplighter.crm.learning.LearningLedger;
import io.lamplighter.crm.learning.Moved;
import io.lamplighter.crm.learning.Withdrawal;
import io.lamplighter.crm.scoring.Ratings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What was learned from ratings, and the way to take any of it back. */
@RestController
@Tag(name = "Ratings", description = "Good or bad for the deal, in the words of those who work it; what is learned from them")
class LearningApi {

    private final LearningLedger ledger;
    private final Evaluations evaluations;
    private final Ratings ratings;
    private final CurrentUser current;

    LearningApi(LearningLedger ledger, Evaluations evaluations, Ratings ratings, CurrentUser current) {
        this.ledger = ledger;
        this.evaluations = evaluations;
        this.ratings = ratings;
        this.current = current;
    }

    /**
     * @param each from 0 to 1, what one rating counts
     * @param share from 0 to 1, of all that counts
     * @param discounted whether this person rates nearly everything alike
     */
    record RaterItem(long id, String name, int good, int bad, double each, double share, boolean discounted) {

        static RaterItem of(Influence i) {
            return new RaterItem(i.rater().value(), i.name(), i.good(), i.bad(), i.each(), i.share(),
                    i.isSystematic());
        }
    }

    /** @param tested how many ratings were compared with what was learned from the others */
    record AgreementItem(int tested, int withLearning, int withoutLearning) {

        static AgreementItem of(Accuracy.Agreement a) {
            return new AgreementItem(a.tested(), a.with(), a.without());
        }
    }

    /** @param enough false where there are too few ratings to tell */
    record AccuracyItem(boolean enough, AgreementItem all, Map<String, AgreementItem> languages) {

        static AccuracyItem of(Accuracy a) {
            return new AccuracyItem(a.isEnough(), AgreementItem.of(a.all()), a.languages().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> AgreementItem.of(e.getValue()))));
        }
    }

    record MovedItem(long activityId, long opportunityId, Instant at, double before, double after) {

        static MovedItem of(Moved m) {
            return new MovedItem(m.recent().activity().value(), m.recent().deal().value(), m.recent().at(), m.before(),
                    m.after());
        }
    }

    record LearningItem(int ratings, List<PhraseApi.PhraseItem> phrases, List<RaterItem> raters, AccuracyItem accuracy,
            List<MovedItem> moved) {}

    @Operation(summary = "Lists what was learned, from which ratings, and what it does to recent scores", description = """
            Accuracy is found by cross-validation on the ratings themselves, which takes seconds after a change. A rep sees the
            activities of the own deals.""")
    @GetMapping("/api/learning")
    LearningItem learning(Principal principal) {
        Viewer viewer = current.viewer(principal);
        return new LearningItem(ledger.lessons().all().size(),
                ledger.phrases().stream().map(PhraseApi.PhraseItem::of).toList(),
                ledger.raters().stream().map(RaterItem::of).toList(), AccuracyItem.of(evaluations.now()),
                seen(ledger.moved(), viewer));
    }

    private static List<MovedItem> seen(List<Moved> moved, Viewer viewer) {
        return moved.stream().filter(m -> viewer.owner().isEmpty() || viewer.owner().get().equals(m.recent().owner()))
                .map(MovedItem::of).toList();
    }

    record WithdrawalItem(int ratings, int phrasesBefore, int phrasesAfter, int scores, int warnings,
            List<MovedItem> moved) {

        static WithdrawalItem of(Withdrawal would, Viewer viewer) {
            return new WithdrawalItem(would.ratings(), would.phrasesBefore(), would.phrasesAfter(),
                    would.moved().size(), would.warningsLifted(), seen(would.moved(), viewer));
        }
    }

    @Operation(summary = "Says what withdrawing ratings would change, and changes nothing")
    @ApiResponse(responseCode = "404", description = "Nothing to withdraw", content = @Content)
    @GetMapping("/api/learning/raters/{raterId}/withdrawal")
    WithdrawalItem withdrawal(Principal principal, @PathVariable long raterId,
            @RequestParam(required = false) @Nullable Long activity) {
        Viewer viewer = current.viewer(principal);
        UserId rater = allowed(viewer, raterId);
        Withdrawal would = ledger.without(lesson -> lesson.rater().equals(rater)
                && (activity == null || lesson.activity().value() == activity));
        if (would.ratings() == 0) {
            throw nothing(raterId);
        }
        return WithdrawalItem.of(would, viewer);
    }

    /** @param withdrawn how many there were */
    record WithdrawnItem(int withdrawn) {}

    @Operation(summary = "Withdraws all ratings of a person: the own ones, or anybody's for managers and admins")
    @ApiResponse(responseCode = "404", description = "Nothing to withdraw, or not by the caller", content = @Content)
    @DeleteMapping("/api/learning/raters/{raterId}")
    WithdrawnItem withdrawAll(Principal principal, @PathVariable long raterId) {
        Viewer viewer = current.viewer(principal);
        int withdrawn = ratings.withdrawAll(allowed(viewer, raterId), viewer.user());
        if (withdrawn == 0) {
            throw nothing(raterId);
        }
        return new WithdrawnItem(withdrawn);
    }

    /** @param at when they were withdrawn, {@code by} whom; {@code ratings} how many of them still are */
    record TogetherItem(long raterId, String rater, Instant at, String by, int ratings) {}

    @Operation(summary = "Lists what was withdrawn in one go and can come back in one go, latest first")
    @GetMapping("/api/learning/withdrawals")
    List<TogetherItem> together(Principal principal) {
        Viewer viewer = current.viewer(principal);
        Optional<UserId> whose = viewer.user().role() == User.Role.REP ? Optional.of(viewer.id()) : Optional.empty();
        return ratings.withdrawnTogether(whose).stream()
                .map(t -> new TogetherItem(t.rater().value(), t.raterName(), t.at(), t.by(), t.ratings())).toList();
    }

    /** @param restored how many count again */
    record RestoredItem(int restored) {}

    @Operation(summary = "Lets ratings count again that were withdrawn in one go", description = "Those withdrawn one by one before stay so.")
    @ApiResponse(responseCode = "404", description = "Nothing to restore, or not by the caller", content = @Content)
    @PostMapping("/api/learning/raters/{raterId}/restore")
    RestoredItem restoreAll(Principal principal, @PathVariable long raterId, @RequestParam Instant at) {
        Viewer viewer = current.viewer(principal);
        int restored = ratings.restoreAll(allowed(viewer, raterId), at, viewer.user());
        if (restored == 0) {
            throw nothing(raterId);
        }
        return new RestoredItem(restored);
    }

    @Operation(summary = "Withdraws one rating: the own one, or anybody's for managers and admins")
    @ApiResponse(responseCode = "204", description = "It is as if it had never been")
    @ApiResponse(responseCode = "404", description = "Nothing to withdraw, or not by the caller", content = @Content)
    @DeleteMapping("/api/learning/raters/{raterId}/ratings/{activityId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Principal principal, @PathVariable long raterId, @PathVariable long activityId) {
        Viewer viewer = current.viewer(principal);
        if (!ratings.withdraw(new ActivityId(activityId), allowed(viewer, raterId), viewer.user())) {
            throw nothing(raterId);
        }
    }

    private static UserId allowed(Viewer viewer, long rater) {
        return Optional.of(new UserId(rater))
                .filter(id -> viewer.user().role() != User.Role.REP || id.equals(viewer.id()))
                .orElseThrow(() -> nothing(rater));
    }

    private static NotFound nothing(long rater) {
        return new NotFound("There is no rating of user " + rater + " that you may withdraw.");
    }
}
