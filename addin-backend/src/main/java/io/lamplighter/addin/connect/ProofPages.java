// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.MailboxId;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person does on the page of a mailbox who wants to know that nothing is missing. */
@Controller
final class ProofPages {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final MailboxDesk mailboxes;
    private final ProofDesk desk;
    private final CurrentUser current;

    ProofPages(MailboxDesk mailboxes, ProofDesk desk, CurrentUser current) {
        this.mailboxes = mailboxes;
        this.desk = desk;
        this.current = current;
    }

    @PostMapping("/mailboxes/{id}/compare")
    String compare(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
        MailboxState mailbox = find(id);
        desk.compare(mailbox.id(), current.of(principal).name());
        redirect.addFlashAttribute(Shell.SAID, canBeRead(mailbox)
                ? "It is being compared. Look again in a moment."
                : "It is compared as soon as it can be read again.");
        return "redirect:/mailboxes/" + mailbox.id();
    }

    @PostMapping("/mailboxes/{id}/again")
    String again(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
        MailboxState mailbox = find(id);
        redirect.addFlashAttribute(Shell.SAID, !desk.readAgain(mailbox.id(), current.of(principal).name())
                ? "Nothing was changed: nothing is missing."
                : canBeRead(mailbox)
                        ? "What is missing is being asked for again. Look again in a moment."
                        : "What is missing is asked for as soon as it can be read again.");
        return "redirect:/mailboxes/" + mailbox.id();
    }

    @GetMapping("/mailboxes/{id}/proof.csv")
    ResponseEntity<String> proof(@PathVariable String id) {
        Proof proof = desk.proof(find(id)).orElseThrow(NotFound::new);
        return ResponseEntity.ok().contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("count-" + id + "-" + proof.last() + ".csv").build().toString())
                .body(proof.csv());
    }

    private static boolean canBeRead(MailboxState mailbox) {
        return mailbox.mayBeRead() && mailbox.failingSince().isEmpty();
    }

    private MailboxState find(String id) {
        return mailboxes.find(new MailboxId(NotFound.id(id))).orElseThrow(NotFound::new);
    }
}
