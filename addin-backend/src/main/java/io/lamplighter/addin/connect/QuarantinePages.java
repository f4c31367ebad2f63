// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import java.security.Principal;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What could not be read: more of it, read it again, give it up. */
@Controller
final class QuarantinePages {

    private static final String BACK = "redirect:/mailboxes#h-q";
    private static final String GONE = "Nothing was changed: that mail is not in quarantine any more.";

    private final MailboxDesk desk;
    private final QuarantineDesk quarantine;
    private final CurrentUser current;

    QuarantinePages(MailboxDesk desk, QuarantineDesk quarantine, CurrentUser current) {
        this.current = current;
        this.desk = desk;
        this.quarantine = quarantine;
    }

    @GetMapping("/mailboxes/quarantine")
    String more(@RequestParam String before,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Model model) {
        if (!fromPage) {
            return BACK;
        }
        model.addAttribute("quarantine", desk.quarantine(NotFound.id(before)));
        return "mailboxes :: held";
    }

    @PostMapping("/quarantine/{id}/retry")
    String retry(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
        redirect.addFlashAttribute(Shell.SAID, readAgain(NotFound.id(id), current.of(principal).name()));
        return BACK;
    }

    private String readAgain(long id, String who) {
        try {
            return quarantine.retry(id, who).map(read -> read
                    ? "The mail could be read this time and is where it belongs."
                    : "Nothing was changed: the mail still cannot be read and stays in quarantine.").orElse(GONE);
        } catch (MailboxFailure refused) {
            return "Nothing was changed: " + refused.advice();
        }
    }

    /** The header first, as plain text, which no browser runs. */
    @GetMapping("/quarantine/{id}/header")
    ResponseEntity<byte[]> header(@PathVariable String id, Principal principal) {
        return raw(id, principal, QuarantineDesk.Part.HEADER);
    }

    @GetMapping("/quarantine/{id}/mail.eml")
    ResponseEntity<byte[]> whole(@PathVariable String id, Principal principal) {
        return raw(id, principal, QuarantineDesk.Part.WHOLE);
    }

    private ResponseEntity<byte[]> raw(String id, Principal principal, QuarantineDesk.Part part) {
        try {
            return quarantine.raw(NotFound.id(id), current.of(principal).name(), part)
                    .map(mail -> RawAnswers.of(mail, part, id)).orElseThrow(NotFound::new);
        } catch (MailboxFailure refused) {
            return RawAnswers.refused(refused.advice());
        }
    }

    @PostMapping("/quarantine/{id}/discard")
    String discard(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
        boolean discarded = quarantine.discard(NotFound.id(id), current.of(principal).name());
        redirect.addFlashAttribute(Shell.SAID,
                discarded ? "The mail is given up. It stays in the count as excluded." : GONE);
        return BACK;
    }
}
