// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.batch;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.oauth.OrganisationDesk;
import io.lamplighter.addin.security.CurrentUser;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Many mailboxes from a file or chosen in an organisation, and how far they are. */
@Controller
final class BatchPages {

    private static final int UNPROCESSABLE = 422;

    private final BatchDesk desk;
    private final OrganisationDesk organisations;
    private final CurrentUser current;

    BatchPages(BatchDesk desk, OrganisationDesk organisations, CurrentUser current) {
        this.desk = desk;
        this.organisations = organisations;
        this.current = current;
    }

    @GetMapping("/mailboxes/import")
    String form(Model model) {
        model.addAttribute("problem", "");
        return "import";
    }

    @PostMapping("/mailboxes/import")
    String begin(@RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String text, Principal principal, Model model,
            HttpServletResponse response) throws IOException {
        byte[] csv = file == null || file.isEmpty()
                ? text.getBytes(StandardCharsets.UTF_8)
                : file.getInputStream().readNBytes(BatchFile.MOST_OCTETS + 1);
        try {
            return "redirect:/mailboxes/import/" + desk.begin(csv, current.of(principal).id()).id();
        } catch (BatchRefused refused) {
            response.setStatus(UNPROCESSABLE);
            model.addAttribute("problem", refused.advice() + " Nothing was changed.");
            return "import";
        }
    }

    @GetMapping("/mailboxes/import/{id}")
    String batch(@PathVariable String id, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage,
            Model model) {
        model.addAttribute("batch",
                BatchView.of(desk.standing(NotFound.id(id)).orElseThrow(NotFound::new)));
        return fromPage ? "batch :: rows" : "batch";
    }

    @GetMapping("/mailboxes/import/{id}/answers.csv")
    ResponseEntity<String> answers(@PathVariable String id) {
        return AnswersFile.of(desk.standing(NotFound.id(id)).orElseThrow(NotFound::new));
    }

    /** @param pick those that were ticked, by address */
    @PostMapping("/organisations/{id}/mailboxes")
    String choose(@PathVariable String id, @RequestParam(required = false) @Nullable List<String> pick,
            @RequestParam(defaultValue = "") String addresses, @RequestParam(defaultValue = "90") int days,
            @RequestParam(defaultValue = "false") boolean calendar,
            @RequestParam(defaultValue = "false") boolean transcripts, Principal principal,
            RedirectAttributes redirect) {
        long number = NotFound.id(id);
        List<String> wanted = new ArrayList<>(pick == null ? List.of() : pick);
        Stream.of(addresses.split("[\\s,;]+")).forEach(wanted::add);
        try {
            return "redirect:/mailboxes/import/"
                    + desk.begin(organisations.find(number).orElseThrow(NotFound::new), wanted,
                            new BatchDesk.How(days, calendar, transcripts), current.of(principal).id()).id();
        } catch (BatchRefused refused) {
            redirect.addFlashAttribute(Shell.SAID,
                    "Nothing was changed. " + refused.advice());
            return "redirect:/organisations/" + number;
        }
    }
}
