// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.security.Viewer;
import io.lamplighter.addin.upload.MeetingTime;
import io.lamplighter.addin.upload.OutcomeWord;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.UserId;
import io.lamplighter.crm.activity.Outcomes;
import io.lamplighter.crm.upload.Upload;
import io.lamplighter.crm.upload.UploadRefused;
import io.lamplighter.crm.upload.Uploaded;
import io.lamplighter.crm.upload.Uploads;
import io.lamplighter.ingest.Interaction;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.sync.ConversationReader;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Transcripts and notes put on a deal by hand, and what came of meetings. */
@Controller
final class UploadPages {

    private static final int UNPROCESSABLE = 422;
    private static final String PARSED_BADLY = "at";

    private final Uploads uploads;
    private final Outcomes outcomes;
    private final DealDesk desk;
    private final Words words;
    private final CurrentUser currentUser;

    UploadPages(Uploads uploads, Outcomes outcomes, DealDesk desk, Words words, CurrentUser currentUser) {
        this.uploads = uploads;
        this.outcomes = outcomes;
        this.desk = desk;
        this.words = words;
        this.currentUser = currentUser;
    }

    /** What the form sends. */
    record Sent(@Nullable MultipartFile file, @Nullable String text, @Nullable String title, @Nullable String at,
            @Nullable String outcome, @Nullable String outcomeText) {

        UploadForm.Fields fields() {
            return new UploadForm.Fields(or(text), or(title), or(at), or(outcome), or(outcomeText));
        }

        private static String or(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    @PostMapping("/deals/{id}/transcripts")
    String upload(@PathVariable String id, Sent sent, Principal principal, Model model, HttpServletResponse response,
            RedirectAttributes redirect) throws IOException {
        OpportunityId deal = new OpportunityId(NotFound.id(id));
        Viewer viewer = currentUser.viewer(principal);
        desk.check(deal, viewer.owner());
        try {
            redirect.addFlashAttribute(Shell.SAID, says(uploads.add(upload(deal, sent, principal))));
            return "redirect:" + Paths.deal(deal.toString()) + "#time";
        } catch (DateTimeException wrong) {
            return again(deal, viewer, sent, Map.of(PARSED_BADLY, "This is not a day and time."), model, response);
        } catch (UploadRefused refused) {
            return again(deal, viewer, sent, Map.of(field(refused.reason(), sent), refused.sentence()), model,
                    response);
        }
    }

    private Upload upload(OpportunityId deal, Sent sent, Principal principal) throws IOException {
        UploadForm.Fields fields = sent.fields();
        MultipartFile file = sent.file();
        boolean chosen = file != null && !file.isEmpty();
        byte[] content = chosen && file != null
                ? file.getInputStream().readNBytes(ConversationReader.LONGEST + 1)
                : fields.text().getBytes(StandardCharsets.UTF_8);
        String name = chosen && file != null ? file.getOriginalFilename() : "";
        return new Upload(deal, currentUser.of(principal), content, name == null ? "" : name, fields.title(),
                MeetingTime.read(fields.at(), words.zone()), outcome(fields.outcome(), fields.outcomeText()));
    }

    /** The form offers only what there is; whatever else is sent was not chosen. */
    private static Optional<MeetingOutcome> outcome(String key, String text) {
        try {
            return OutcomeWord.read(key, text);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String field(UploadRefused.Reason reason, Sent sent) {
        return switch (reason) {
            case NO_DATE, NOT_A_DATE -> PARSED_BADLY;
            case EMPTY, NOT_A_TEXT, TOO_LARGE, UNKNOWN_DEAL -> sent.fields().text().isBlank() ? "file" : "text";
        };
    }

    private String again(OpportunityId deal, Viewer viewer, Sent sent, Map<String, String> problems,
            Model model, HttpServletResponse response) {
        response.setStatus(UNPROCESSABLE);
        model.addAttribute("deal", desk.deal(deal, viewer, Show.EVERYTHING));
        model.addAttribute("upload", UploadForm.of(deal.toString(), sent.fields(), problems));
        return "deal";
    }

    private String says(Uploaded uploaded) {
        if (!uploaded.isNew()) {
            return "Nothing was changed: this is on the timeline already.";
        }
        String when = words.fullDate(words.day(uploaded.at()));
        if (uploaded.kind() == Interaction.Kind.NOTES) {
            return "The notes are on the timeline, on " + when + ".";
        }
        return "The transcript is on the timeline, on " + when + ": " + words.count(uploaded.turns(), "turn", "turns")
                + ", " + Spelled.count(uploaded.buyers().size(), "person", "people") + " of the buyer.";
    }

    @PostMapping("/deals/{id}/activities/{activity}/outcome")
    String outcome(@PathVariable String id, @PathVariable String activity,
            @RequestParam(defaultValue = "") String outcome, @RequestParam(defaultValue = "") String outcomeText,
            Principal principal, RedirectAttributes redirect) {
        OpportunityId deal = new OpportunityId(NotFound.id(id));
        Optional<UserId> owner = currentUser.mayOnlySee(principal);
        desk.check(deal, owner);
        ActivityId changed = new ActivityId(NotFound.id(activity));
        boolean moves = outcomes.set(changed, outcome(outcome, outcomeText), currentUser.of(principal), owner)
                .orElseThrow(NotFound::new).moves();
        redirect.addFlashAttribute(Shell.SAID,
                "The outcome is saved. It " + (moves ? "counts" : "does not count") + " for the clock.");
        return "redirect:" + Paths.deal(deal.toString()) + "#act-" + changed;
    }
}
