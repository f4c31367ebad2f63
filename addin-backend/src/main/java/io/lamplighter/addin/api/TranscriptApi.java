// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.upload.MeetingTime;
import io.lamplighter.addin.upload.OutcomeWord;
import io.lamplighter.addin.wiring.LamplighterSettings;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import io.lamplighter.crm.activity.Outcomes;
import io.lamplighter.crm.opportunity.Opportunities;
import io.lamplighter.crm.upload.Upload;
import io.lamplighter.crm.upload.UploadRefused;
import io.lamplighter.crm.upload.Uploaded;
import io.lamplighter.crm.upload.Uploads;
import io.lamplighter.crm.warning.ClockRule;
import io.lamplighter.ingest.MeetingOutcome;
import io.lamplighter.ingest.sync.ConversationReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Transcripts and notes put on a deal, and what came of meetings. For the deal's rep and for managers. */
@RestController
@Tag(name = "Transcripts", description = "Transcripts and notes of meetings on a deal, and what came of them")
class TranscriptApi {

    private static final String WHAT = """
            WebVTT, SubRip, text or .docx, of at most 16 MiB. `at` is when the meeting began, as ISO 8601; without an offset it
            is by the clock of this installation; left out, it is what the file or its name says. `outcome` is `next-step`,
            `no-show`, `rescheduled`, `cancelled` or `other`; left out, it is what the words say outright. The same words on the
            same deal a second time change nothing and are answered with 200 instead of 201.""";

    private final Uploads uploads;
    private final Outcomes outcomes;
    private final Opportunities opportunities;
    private final CurrentUser current;
    private final ZoneId zone;

    TranscriptApi(Uploads uploads, Outcomes outcomes, Opportunities opportunities, CurrentUser current,
            LamplighterSettings settings) {
        this.uploads = uploads;
        this.outcomes = outcomes;
        this.opportunities = opportunities;
        this.current = current;
        this.zone = settings.zoneId();
    }

    /** What an upload may say about itself. */
    record About(@Nullable String title, @Nullable String at, @Nullable String outcome, @Nullable String outcomeText,
            @Nullable String fileName) {}

    /**
     * @param isNew false if the same was there already
     * @param kind {@code TRANSCRIPT} or {@code NOTES}
     * @param buyers who of the buyer spoke
     * @param ours who of us spoke
     */
    record UploadItem(long activityId, boolean isNew, String kind, String title, Instant at, int turns,
            List<String> buyers, List<String> ours, boolean movesClock, String clockReason, @Nullable String outcome,
            String outcomeText) {

        static UploadItem of(Uploaded u) {
            return new UploadItem(u.activity().value(), u.isNew(), u.kind().name(), u.title(), u.at(), u.turns(),
                    u.buyers(), u.ours(), u.movesClock(), u.clockReason(),
                    u.outcome().map(o -> OutcomeWord.of(o.kind()).key()).orElse(null),
                    u.outcome().map(MeetingOutcome::words).orElse(""));
        }
    }

    @Operation(summary = "Puts a transcript or notes on a deal, as a form upload", description = WHAT
            + " Either the form field `file` or the form field `text`.")
    @ApiResponse(responseCode = "201", description = "It is on the timeline")
    @ApiResponse(responseCode = "200", description = "It was there already")
    @ApiResponse(responseCode = "404", description = "No such deal, or none of yours", content = @Content)
    @ApiResponse(responseCode = "413", description = "Larger than 16 MiB", content = @Content)
    @ApiResponse(responseCode = "422", description = "Empty, not a text, or without a date", content = @Content)
    @PostMapping(path = "/api/opportunities/{id}/transcripts", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<UploadItem> fromForm(Principal principal, @PathVariable long id,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String text, About about) throws IOException {
        if (file != null && !file.isEmpty()) {
            String name = file.getOriginalFilename();
            return add(principal, id, file.getInputStream(), name == null ? "" : name, about);
        }
        return add(principal, id, new ByteArrayInputStream(or(text).getBytes(StandardCharsets.UTF_8)), "", about);
    }

    @Operation(summary = "Puts a transcript or notes on a deal, as the body of the request", description = WHAT
            + " `fileName` helps where the content does not tell what it is.", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(mediaType = "text/plain", schema = @Schema(type = "string"))))
    @ApiResponse(responseCode = "201", description = "It is on the timeline")
    @ApiResponse(responseCode = "200", description = "It was there already")
    @PostMapping(path = "/api/opportunities/{id}/transcripts", consumes = {"text/plain", "text/vtt", "text/markdown",
            "application/x-subrip", "application/octet-stream",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
    ResponseEntity<UploadItem> fromBody(Principal principal, @PathVariable long id, HttpServletRequest request,
            About about) throws IOException {
        return add(principal, id, request.getInputStream(), or(about.fileName()), about);
    }

    private ResponseEntity<UploadItem> add(Principal principal, long id, InputStream content, String fileName,
            About about) throws IOException {
        OpportunityId deal = opportunities.find(new OpportunityId(id))
                .filter(o -> current.mayOnlySee(principal).map(o.owner()::equals).orElse(true))
                .orElseThrow(() -> new NotFound("There is no deal " + id + " that you may see.")).id();
        // One octet more than is taken tells that there is more; whatever else is sent is never held in memory.
        byte[] octets = content.readNBytes(ConversationReader.LONGEST + 1);
        Uploaded uploaded = uploads.add(new Upload(deal, current.of(principal), octets, fileName, or(about.title()),
                time(or(about.at())), outcome(or(about.outcome()), or(about.outcomeText()))));
        return ResponseEntity.status(uploaded.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(UploadItem.of(uploaded));
    }

    private Optional<Instant> time(String at) {
        try {
            return MeetingTime.read(at, zone);
        } catch (DateTimeException wrong) {
            throw new BadRequest("at must be a time like 2026-11-18T10:00 or 2026-11-18T10:00:00+01:00");
        }
    }

    private static Optional<MeetingOutcome> outcome(String key, String words) {
        try {
            return OutcomeWord.read(key, words);
        } catch (IllegalArgumentException wrong) {
            throw new BadRequest("outcome must be next-step, no-show, rescheduled, cancelled or other");
        }
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * @param outcome {@code next-step}, {@code no-show}, {@code rescheduled}, {@code cancelled} or {@code other}; null for none
     * @param outcomeText what was agreed, or what else came of it
     */
    record OutcomeChange(@Nullable String outcome, @Nullable String outcomeText) {}

    record OutcomeItem(long activityId, @Nullable String outcome, String outcomeText, boolean movesClock,
            String clockReason) {}

    @Operation(summary = "Says what came of a meeting, a call, a transcript or notes", description = """
            A meeting to which nobody came, or which was cancelled, does not move the clock. Without an outcome the clock is what
            it was without one.""")
    @PatchMapping("/api/activities/{id}")
    OutcomeItem change(Principal principal, @PathVariable long id, @RequestBody OutcomeChange change) {
        Optional<MeetingOutcome> outcome = outcome(or(change.outcome()), or(change.outcomeText()));
        ClockRule.Verdict clock = outcomes
                .set(new ActivityId(id), outcome, current.of(principal), current.mayOnlySee(principal))
                .orElseThrow(() -> new NotFound("There is no meeting, call, transcript or notes " + id
                        + " on a deal of yours."));
        return new OutcomeItem(id, outcome.map(o -> OutcomeWord.of(o.kind()).key()).orElse(null),
                outcome.map(MeetingOutcome::words).orElse(""), clock.moves(), clock.reason());
    }

    static HttpStatus status(UploadRefused.Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNKNOWN_DEAL -> HttpStatus.NOT_FOUND;
            case EMPTY, NOT_A_TEXT, NO_DATE, NOT_A_DATE -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}
