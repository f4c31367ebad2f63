// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.connect.WaysBack;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes the new password of a mailbox, of its owner and of administrators. */
@Controller
@RequestMapping(WaysBack.PASSWORD + "{id}")
final class PasswordPages {

    static final int UNPROCESSABLE = 422;

    private final OwnMailboxes own;
    private final PasswordDesk desk;
    private final CurrentUser current;

    PasswordPages(OwnMailboxes own, PasswordDesk desk, CurrentUser current) {
        this.own = own;
        this.desk = desk;
        this.current = current;
    }

    private MailboxState find(String id, User user) {
        MailboxState mailbox = own.toSignIn(id, user);
        if (!desk.isFor(mailbox)) {
            throw new NotFound();
        }
        return mailbox;
    }

    private static PasswordDesk.Place place(MailboxState mailbox, User user) {
        return new PasswordDesk.Place(WaysBack.PASSWORD + mailbox.id(),
                user.role() == User.Role.ADMIN ? "/mailboxes/" + mailbox.id() : OwnMailboxDesk.BASE, true);
    }

    @GetMapping
    String form(@PathVariable String id, Principal principal, Model model) {
        User user = current.of(principal);
        MailboxState mailbox = find(id, user);
        model.addAttribute("password", desk.page(mailbox, place(mailbox, user), null));
        return "password";
    }

    @PostMapping
    String enter(@PathVariable String id, PasswordRequest request, Principal principal, Model model,
            HttpServletResponse response, RedirectAttributes redirect) {
        User user = current.of(principal);
        MailboxState mailbox = find(id, user);
        PasswordDesk.Place place = place(mailbox, user);
        try {
            desk.enter(mailbox, request);
        } catch (MailboxFailure refused) {
            response.setStatus(UNPROCESSABLE);
            model.addAttribute("password", desk.page(mailbox, place, refused));
            return "password";
        }
        redirect.addFlashAttribute(Shell.SAID,
                mailbox.address() + " is signed in again. Reading goes on from where it had stopped.");
        return "redirect:" + place.back();
    }
}
