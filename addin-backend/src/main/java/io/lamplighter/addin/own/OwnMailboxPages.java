// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.connect.ConnectRequest;
import io.lamplighter.addin.connect.ImapForms;
import io.lamplighter.addin.connect.MailboxConnections;
import io.lamplighter.addin.oauth.ReadingPages;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** My mailbox: how it is, what is read of it, and the way to connect and to withdraw it. Never anybody else's. */
@Controller
@RequestMapping(OwnMailboxDesk.BASE)
final class OwnMailboxPages {

    private static final int UNPROCESSABLE = 422;
    private static final String BACK = "redirect:" + OwnMailboxDesk.BASE;
    private static final String VIEW = "own";

    private final OwnMailboxes own;
    private final OwnMailboxDesk desk;
    private final MailboxConnections connections;
    private final ImapForms forms;
    private final CurrentUser current;

    OwnMailboxPages(OwnMailboxes own, OwnMailboxDesk desk, MailboxConnections connections, ImapForms forms,
            CurrentUser current) {
        this.own = own;
        this.desk = desk;
        this.connections = connections;
        this.forms = forms;
        this.current = current;
    }

    @GetMapping
    String all(Principal principal, Model model) {
        return page(current.of(principal), Optional.empty(), model);
    }

    private String page(User user, Optional<ConnectForm> form, Model model) {
        model.addAttribute(VIEW, desk.page(user, form));
        return VIEW;
    }

    private String again(User user, ConnectForm form, Model model, HttpServletResponse response) {
        response.setStatus(UNPROCESSABLE);
        return page(user, Optional.of(form), model);
    }

    private static ConnectForm form(ConnectRequest request, Map<String, String> problems,
            ConnectForm.@Nullable Test test) {
        return new ConnectForm(request.fields(), List.of(), problems, test);
    }

    @PostMapping
    String connect(ConnectRequest sent, Principal principal, Model model, HttpServletResponse response,
            RedirectAttributes redirect) {
        User user = current.of(principal);
        ConnectRequest request = sent.of(user.email());
        ConnectForm.Fields fields = request.fields();
        Map<String, String> problems = new LinkedHashMap<>(
                request.problems(user.email()::equals, true));
        if (!problems.containsKey("address")) {
            own.problem(fields.address(), user).ifPresent(problem -> problems.put("address", problem));
        }
        if (!problems.isEmpty()) {
            return again(user, form(request, problems, null), model, response);
        }
        try {
            MailboxId mailbox = connections.connectAndAsk(fields.address(), user.email(), request.account());
            redirect.addFlashAttribute(Shell.SAID,
                    fields.address() + " is connected. Say how far back it is to be read.");
            return "redirect:" + ReadingPages.PATH + mailbox;
        } catch (MailboxFailure refused) {
            return again(user, form(request, Map.of(), ImapForms.refusal(fields.host(), refused)), model, response);
        } catch (MailboxConnections.AlreadyConnected there) {
            return again(user, form(request, Map.of("address", fields.address() + " is connected already."), null),
                    model, response);
        }
    }

    @PostMapping("/find")
    String find(ConnectRequest request, Principal principal, Model model) {
        return page(current.of(principal), Optional.of(forms.found(request.fields(), List.of())), model);
    }

    @PostMapping("/test")
    String test(ConnectRequest request, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage,
            Principal principal, Model model) {
        ConnectForm.Test test = forms.tried(request);
        if (fromPage) {
            model.addAttribute("test", test);
            return "mailboxes :: test";
        }
        return page(current.of(principal), Optional.of(form(request, Map.of(), test)), model);
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Principal principal, Model model) {
        model.addAttribute("box", desk.one(find(id, principal)));
        return "mailbox";
    }

    private MailboxState find(String id, Principal principal) {
        return own.own(id, current.of(principal));
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
        MailboxState mailbox = find(id, principal);
        connections.pause(mailbox.id());
        redirect.addFlashAttribute(Shell.SAID, "Reading of " + mailbox.address() + " is paused.");
        return BACK;
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
        MailboxState mailbox = find(id, principal);
        connections.resume(mailbox.id());
        redirect.addFlashAttribute(Shell.SAID, "Reading of " + mailbox.address() + " goes on.");
        return BACK;
    }

    @PostMapping("/{id}/compare")
    String compare(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
        MailboxState mailbox = find(id, principal);
        connections.compare(mailbox.id());
        redirect.addFlashAttribute(Shell.SAID, mailbox.paused() || mailbox.failingSince().isPresent()
                ? "It is compared as soon as it can be read again."
                : "It is being compared. Look again in a moment.");
        return BACK + "/" + mailbox.id();
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable String id, @RequestParam(defaultValue = "") String what, Principal principal,
            RedirectAttributes redirect) {
        MailboxState mailbox = find(id, principal);
        if (!what.equals("keep") && !what.equals("erase")) {
            redirect.addFlashAttribute(Shell.SAID,
                    "Nothing was changed: choose what becomes of what the mailbox told about deals.");
            return BACK + "/" + mailbox.id();
        }
        connections.remove(mailbox.id(), what.equals("erase"));
        redirect.addFlashAttribute(Shell.SAID, mailbox.address() + " is not read any more"
                + (what.equals("erase")
                        ? ", and what only it had seen is erased."
                        : ". What it told about deals stays."));
        return BACK;
    }
}
