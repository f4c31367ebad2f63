// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.scoring.PhraseKey;
import io.lamplighter.crm.scoring.Rating;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was learned from ratings, and the way to take any of it back. */
@Controller
final class LearningPages {

    private static final String BACK = "redirect:/learning";
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final LearningDesk desk;
    private final WithdrawalDesk withdrawals;
    private final LearningExport export;
    private final CurrentUser currentUser;
    private final Clock clock;

    LearningPages(LearningDesk desk, WithdrawalDesk withdrawals, LearningExport export, CurrentUser currentUser,
            Clock clock) {
        this.desk = desk;
        this.withdrawals = withdrawals;
        this.export = export;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @GetMapping("/learning")
    String learning(AskedPhrases asked, @RequestParam(defaultValue = "0") String after,
            @RequestParam(defaultValue = "") String withdrawn, Principal principal, Model model) {
        model.addAttribute("learning", desk.learning(currentUser.viewer(principal), asked.chosen(), place(after),
                withdrawn.equals("all")));
        model.addAttribute("verdict", desk.verdict());
        return "learning";
    }

    /** The list after a filter was changed, or its next page. */
    @GetMapping("/learning/phrases")
    String phrases(AskedPhrases asked, @RequestParam(defaultValue = "0") String after,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Principal principal,
            Model model, HttpServletResponse response) {
        ChosenPhrases chosen = asked.chosen();
        int place = place(after);
        if (!fromPage) {
            return BACK + chosen.query(place == 0 ? "" : after);
        }
        model.addAttribute("list", desk.list(currentUser.viewer(principal), chosen, place));
        if (place > 0) {
            return "learning :: rows";
        }
        response.setHeader("HX-Replace-Url", "/learning" + chosen.query(""));
        model.addAttribute("export", PhraseFilters.export(chosen));
        return "learning :: phrases";
    }

    @GetMapping("/learning/export.csv")
    ResponseEntity<String> export(AskedPhrases asked, Principal principal) {
        String name = "lamplighter-learning-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".csv";
        return ResponseEntity.ok().contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(export.csv(asked.chosen(), currentUser.viewer(principal)));
    }

    @GetMapping("/learning/verdict")
    String verdict(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Model model) {
        if (!fromPage) {
            return BACK;
        }
        model.addAttribute("verdict", desk.verdict());
        return "learning :: verdict";
    }

    @GetMapping("/learning/withdraw")
    String preview(@RequestParam String rater, @RequestParam(defaultValue = "") String activity, Principal principal,
            Model model) {
        model.addAttribute("preview",
                withdrawals.preview(user(rater), activity(activity), currentUser.viewer(principal)));
        return "withdraw";
    }

    @PostMapping("/learning/withdraw")
    String withdraw(@RequestParam String rater, @RequestParam(defaultValue = "") String activity, Principal principal,
            RedirectAttributes redirect) {
        return done(withdrawals.withdraw(user(rater), activity(activity), currentUser.viewer(principal)), redirect);
    }

    @PostMapping("/learning/restore")
    String restore(@RequestParam String rater, @RequestParam String activity, Principal principal,
            RedirectAttributes redirect) {
        return said(withdrawals.restore(user(rater), new ActivityId(NotFound.id(activity)),
                currentUser.viewer(principal)), redirect);
    }

    @PostMapping("/learning/restore-all")
    String restoreAll(@RequestParam String rater, @RequestParam String at, Principal principal,
            RedirectAttributes redirect) {
        return said(withdrawals.restoreAll(user(rater), moment(at), currentUser.viewer(principal)), redirect);
    }

    @GetMapping("/learning/phrases/withdraw")
    String previewPhrase(@RequestParam String language, @RequestParam String phrase, Principal principal,
            Model model) {
        model.addAttribute("preview",
                withdrawals.preview(new PhraseKey(language, phrase), currentUser.viewer(principal)));
        return "withdraw";
    }

    @GetMapping("/learning/phrases/effect")
    String effect(@RequestParam String language, @RequestParam String phrase,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Principal principal,
            Model model) {
        if (!fromPage) {
            return BACK;
        }
        model.addAttribute("effect",
                withdrawals.effect(new PhraseKey(language, phrase), currentUser.viewer(principal)));
        return "learning :: effect";
    }

    @PostMapping("/learning/phrases/withdraw")
    String withdrawPhrase(@RequestParam String language, @RequestParam String phrase,
            @RequestParam(defaultValue = "") String note, Principal principal, RedirectAttributes redirect) {
        String kept = note.strip();
        return done(withdrawals.withdraw(new PhraseKey(language, phrase),
                kept.substring(0, Math.min(kept.length(), Rating.LONGEST_NOTE)), currentUser.viewer(principal)),
                redirect);
    }

    @PostMapping("/learning/phrases/restore")
    String restorePhrase(@RequestParam String language, @RequestParam String phrase, Principal principal,
            RedirectAttributes redirect) {
        return said(withdrawals.restore(new PhraseKey(language, phrase), currentUser.viewer(principal)), redirect);
    }

    private static String done(Optional<Undo> undo, RedirectAttributes redirect) {
        undo.ifPresentOrElse(way -> redirect.addFlashAttribute(Undo.FLASH, way), () -> redirect.addFlashAttribute(
                Shell.SAID, "Nothing was changed: there is nothing to take back any more."));
        return BACK;
    }

    private static String said(String says, RedirectAttributes redirect) {
        redirect.addFlashAttribute(Shell.SAID, says);
        return BACK;
    }

    /** What is no number begins at the beginning. */
    private static int place(String after) {
        return after.matches("\\d{1,7}") ? Integer.parseInt(after) : 0;
    }

    private static Instant moment(String at) {
        try {
            return Instant.parse(at);
        } catch (DateTimeParseException noMoment) {
            throw new NotFound();
        }
    }

    private static UserId user(String id) {
        return new UserId(NotFound.id(id));
    }

    private static Optional<ActivityId> activity(String id) {
        return id.isEmpty() ? Optional.empty() : Optional.of(new ActivityId(NotFound.id(id)));
    }
}
