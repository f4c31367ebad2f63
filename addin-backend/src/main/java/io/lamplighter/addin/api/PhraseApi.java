// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.board.AskedPhrases;
import io.lamplighter.addin.board.LearningExport;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.learning.LearnedPhrase;
import io.lamplighter.crm.learning.LearningLedger;
import io.lamplighter.crm.scoring.PhraseKey;
import io.lamplighter.crm.scoring.Rating;
import io.lamplighter.crm.scoring.WithdrawnPhrases;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Learned phrases one by one: found, exported, and not learned any more. */
@RestController
@Tag(name = "Ratings")
class PhraseApi {

    private final LearningLedger ledger;
    private final WithdrawnPhrases withdrawn;
    private final LearningExport export;
    private final CurrentUser current;
    private final Clock clock;

    PhraseApi(LearningLedger ledger, WithdrawnPhrases withdrawn, LearningExport export, CurrentUser current,
            Clock clock) {
        this.ledger = ledger;
        this.withdrawn = withdrawn;
        this.export = export;
        this.current = current;
        this.clock = clock;
    }

    /** @param rating {@code good} or {@code bad} */
    record BehindItem(long activityId, long raterId, String rating, Instant at) {}

    /**
     * @param phrase as it is mostly written, {@code key} as the learner keeps it
     * @param signals what everybody's lexicon takes it for
     * @param before what these words alone score without learning, {@code after} with it
     * @param also other phrases learned from the same places
     */
    record PhraseItem(String phrase, String key, String language, List<String> signals, double before, double after,
            int good, int bad, Instant changedAt, List<String> also, List<BehindItem> ratings) {

        static PhraseItem of(LearnedPhrase p) {
            return new PhraseItem(p.words(), p.key().phrase(), p.language(), p.signals(), p.before(), p.after(),
                    p.good(), p.bad(), p.changed(), p.also(), p.behind().stream()
                            .map(b -> new BehindItem(b.lesson().activity().value(), b.lesson().rater().value(),
                                    b.lesson().text().good() ? "good" : "bad", b.lesson().at()))
                            .toList());
        }
    }

    @Operation(summary = "Lists the learned phrases that pass the filters", description = """
            effect: good, bad or turned (it meant the opposite before); rater: a user id; language: en, ko or zh; signal; days: rated
            within so many; words: part of the phrase, of what else was learned there or of its signal; sort: latest, ratings or name, else
            largest change first.""")
    @GetMapping("/api/learning/phrases")
    Slice<PhraseItem> phrases(AskedPhrases asked,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        List<LearnedPhrase> found = asked.chosen().of(ledger.phrases(), clock.instant());
        int from = Math.clamp(Slice.key(after, 0), 0, found.size());
        int size = Slice.limit(limit);
        int to = Math.min(found.size(), from + size);
        return new Slice<>(found.subList(from, to).stream().map(PhraseItem::of).toList(),
                to < found.size() ? Integer.toString(to) : null);
    }

    @Operation(summary = "The same as a table: a line for each rating behind each phrase")
    @GetMapping(path = "/api/learning/phrases.csv", produces = "text/csv;charset=UTF-8")
    String table(Principal principal, AskedPhrases asked) {
        return export.csv(asked.chosen(), current.viewer(principal));
    }

    @Operation(summary = "Says what withdrawing a phrase would change, and changes nothing; for managers and admins")
    @ApiResponse(responseCode = "404", description = "It is not learned", content = @Content)
    @GetMapping("/api/learning/phrases/withdrawal")
    LearningApi.WithdrawalItem withdrawal(Principal principal, @RequestParam String language,
            @RequestParam String key) {
        LearnedPhrase phrase = learned(new PhraseKey(language, key));
        return LearningApi.WithdrawalItem.of(ledger.without(phrase.key()), current.viewer(principal));
    }

    /** @param key as the learner keeps it */
    record WithdrawnItem(String phrase, String key, String language, String note, String by, Instant at) {}

    @Operation(summary = "Lists the phrases that are not learned by decision of somebody, latest first")
    @GetMapping("/api/learning/withdrawn-phrases")
    List<WithdrawnItem> withdrawn() {
        return withdrawn.current().stream().map(one -> new WithdrawnItem(one.words(), one.key().phrase(),
                one.key().language(), one.note(), one.by(), one.at())).toList();
    }

    /** @param note why; may be left out */
    record PhraseWithdrawal(String language, String key, @Nullable String note) {}

    @Operation(summary = "Has a phrase not learned any more; for managers and admins", description = """
            Its words are then read in all rated texts as if nobody had rated them, now and later. A second time changes nothing.""")
    @ApiResponse(responseCode = "204", description = "It is not learned")
    @ApiResponse(responseCode = "404", description = "It was not learned", content = @Content)
    @PutMapping("/api/learning/withdrawn-phrases")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Principal principal, @RequestBody PhraseWithdrawal asked) {
        PhraseKey key = new PhraseKey(asked.language(), asked.key());
        String note = Optional.ofNullable(asked.note()).orElse("").strip();
        if (note.length() > Rating.LONGEST_NOTE) {
            throw new BadRequest("note must not be longer than " + Rating.LONGEST_NOTE + " characters");
        }
        if (withdrawn.current().stream().noneMatch(one -> one.key().equals(key))) {
            withdrawn.withdraw(key, learned(key).words(), note, current.viewer(principal).user());
        }
    }

    @Operation(summary = "Lets a phrase be learned again; for managers and admins")
    @ApiResponse(responseCode = "204", description = "It is learned as far as ratings speak for it")
    @ApiResponse(responseCode = "404", description = "It was not withdrawn", content = @Content)
    @DeleteMapping("/api/learning/withdrawn-phrases")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restore(Principal principal, @RequestParam String language, @RequestParam String key) {
        if (!withdrawn.restore(new PhraseKey(language, key), current.viewer(principal).user())) {
            throw new NotFound("This phrase is not withdrawn.");
        }
    }

    private LearnedPhrase learned(PhraseKey key) {
        return ledger.phrases().stream().filter(phrase -> phrase.key().equals(key)).findFirst()
                .orElseThrow(() -> new NotFound("No such phrase is learned."));
    }
}
