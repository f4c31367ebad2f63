// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.crm.ledger.LedgerBook;
import io.lamplighter.crm.ledger.SecondReadings;
import io.lamplighter.ingest.MailboxId;
import java.util.Optional;
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
    private static final String GONE = "That mail is not in quarantine any more.";

    private final MailboxDesk desk;
    private final LedgerBook ledger;
    private final SecondReadings secondReadings;
    private final MailboxConnections connections;

    QuarantinePages(MailboxDesk desk, LedgerBook ledger, SecondReadings secondReadings,
            MailboxConnections connections) {
        this.desk = desk;
        this.ledger = ledger;
        this.secondReadings = secondReadings;
        this.connections = connections;
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
    String retry(@PathVariable String id, RedirectAttributes redirect) {
        Optional<MailboxId> mailbox = secondReadings.ask(NotFound.id(id));
        mailbox.ifPresent(connections::readNow);
        redirect.addFlashAttribute(Shell.SAID,
                mailbox.isPresent() ? "The mail is read again with the mailbox’s next turn, in a moment." : GONE);
        return BACK;
    }

    @PostMapping("/quarantine/{id}/discard")
    String discard(@PathVariable String id, RedirectAttributes redirect) {
        boolean discarded = ledger.discard(NotFound.id(id));
        redirect.addFlashAttribute(Shell.SAID,
                discarded ? "The mail is given up. It stays in the count as excluded." : GONE);
        return BACK;
    }
}
