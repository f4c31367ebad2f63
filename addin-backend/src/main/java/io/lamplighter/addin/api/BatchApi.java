// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.api;

import io.lamplighter.addin.batch.AnswersFile;
import io.lamplighter.addin.batch.BatchDesk;
import io.lamplighter.addin.batch.Standing;
import io.lamplighter.addin.security.CurrentUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Many mailboxes from a CSV file. The answer comes at once; the mailboxes are tried without anybody waiting. */
@RestController
@RequestMapping("/api/mailboxes/import")
@Tag(name = "Mailboxes")
class BatchApi {

    private static final int LONGEST = 1024 * 1024 + 1;

    private final BatchDesk desk;
    private final CurrentUser current;

    BatchApi(BatchDesk desk, CurrentUser current) {
        this.desk = desk;
        this.current = current;
    }

    @Operation(summary = "Connects the mailboxes of a CSV file", description = """
            Columns, in any order: `address`, `provider` (imap, microsoft, google), `organisation`, `host`, `port`, `security`
            (tls, starttls, plain), `user`, `password`, `owner`, `name`, `days`, `calendar`, `transcripts`. Only the address is
            always needed; for an organisation that is connected nothing else is. UTF-8, commas or semicolons, at most 2,000 rows
            and 1 MiB. Every row is looked at first; those that can be tried are tried in the background, eight at a time and
            three at one server. Ask at the address in `Location` how far it is. With `check=true` nothing is stored or tried.
            No answer holds a password.""")
    @PostMapping(consumes = {"text/csv", "text/plain", "application/octet-stream"})
    ResponseEntity<Standing> fromBody(HttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean check, Principal principal) throws IOException {
        try (InputStream body = request.getInputStream()) {
            return begin(body.readNBytes(LONGEST), check, principal);
        }
    }

    @Operation(summary = "Connects the mailboxes of a CSV file uploaded as the form field `file`")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Standing> fromForm(@RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean check, Principal principal) throws IOException {
        try (InputStream body = file.getInputStream()) {
            return begin(body.readNBytes(LONGEST), check, principal);
        }
    }

    private ResponseEntity<Standing> begin(byte[] csv, boolean check, Principal principal) {
        return check ? ResponseEntity.ok(desk.check(csv)) : begun(desk.begin(csv, current.of(principal).id()));
    }

    static ResponseEntity<Standing> begun(Standing standing) {
        return ResponseEntity.accepted().location(URI.create("/api/mailboxes/import/" + standing.id()))
                .body(standing);
    }

    @Operation(summary = "Tells how far it is, row by row; kept for 30 days after its end")
    @GetMapping("/{id}")
    Standing standing(@PathVariable long id) {
        return find(id);
    }

    private Standing find(long id) {
        return desk.standing(id).orElseThrow(() -> new NotFound("There is no import " + id + "."));
    }

    @Operation(summary = "The same as a table", description = """
            A line for each row of the file: `row` (the header being line 1), `address`, `state` (`connected`, `there`, `wrong`,
            `waiting`), `answer` (what is wrong and what to do) and `mailbox` (its id). No line holds a password.""")
    @GetMapping(path = "/{id}/answers.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> answers(@PathVariable long id) {
        return AnswersFile.of(find(id));
    }
}
