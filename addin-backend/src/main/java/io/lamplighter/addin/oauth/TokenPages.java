// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.board.Filters;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The form for a mailbox that is read over IMAP with a token. */
@Controller
final class TokenPages {

    private static final int UNPROCESSABLE = 422;

    private final TokenMailboxes mailboxes;
    private final Users users;

    TokenPages(TokenMailboxes mailboxes, Users users) {
        this.mailboxes = mailboxes;
        this.users = users;
    }

    private List<Filters.Choice> owners() {
        return users.all().stream().filter(user -> user.role() != User.Role.ADMIN)
                .map(user -> new Filters.Choice(user.email(), user.name())).toList();
    }

    @GetMapping("/mailboxes/token")
    String form(Model model) {
        model.addAttribute("form", TokenForm.empty(owners()));
        return "token";
    }

    @PostMapping("/mailboxes/token")
    String connect(TokenRequest request, Model model, HttpServletResponse response, RedirectAttributes redirect) {
        Map<String, String> problems = request.problems();
        String said = "";
        if (problems.isEmpty()) {
            try {
                MailboxState connected = mailboxes.connect(request.address(), request.ownerOrAddress(),
                        request.account(), request.source());
                redirect.addFlashAttribute(Shell.SAID, request.address() + (connected.waiting()
                        ? " is connected. Say how far back it is to be read."
                        : " is connected again. Reading goes on from where it had stopped."));
                return "redirect:" + (connected.waiting() ? ReadingPages.PATH + connected.id() : "/mailboxes");
            } catch (MailboxFailure failure) {
                said = failure.advice() + " Nothing was changed.";
            } catch (OAuthDesk.Refused refused) {
                said = refused.getMessage() + " Nothing was changed.";
            }
        }
        response.setStatus(UNPROCESSABLE);
        model.addAttribute("form", request.form(owners(), problems, said));
        return "token";
    }
}
