// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.connect.WaysBack;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lets administrators send the owner of a mailbox a link to sign in again. */
@Controller
final class SignInLinkPages {

    /** The flash attribute with the link, which is shown once. */
    private static final String LINK = "link";

    private final SignInLinkDesk desk;
    private final Mailboxes mailboxes;
    private final WaysBack ways;
    private final CurrentUser current;

    SignInLinkPages(SignInLinkDesk desk, Mailboxes mailboxes, WaysBack ways, CurrentUser current) {
        this.desk = desk;
        this.mailboxes = mailboxes;
        this.ways = ways;
        this.current = current;
    }

    @PostMapping("/mailboxes/{id}/link")
    String send(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
        MailboxState mailbox = mailboxes.find(new MailboxId(NotFound.id(id))).orElseThrow(NotFound::new);
        // The right of an organisation is not its people's to give back.
        if (mailbox.needsSignIn() && ways.of(mailbox).isForOwner()) {
            redirect.addFlashAttribute(LINK, desk.make(mailbox, current.of(principal)));
        } else {
            redirect.addFlashAttribute(Shell.SAID,
                    "Nothing was changed: " + mailbox.address() + " does not need its owner to sign in.");
        }
        return "redirect:/mailboxes/" + mailbox.id();
    }
}
