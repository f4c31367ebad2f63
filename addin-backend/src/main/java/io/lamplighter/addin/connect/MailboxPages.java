// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.connect;

import io.lamplighter.addin.board.ConnectForm;
import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The mailboxes: how each of them is, and the form that connects another one. */
@Controller
final class MailboxPages {

    private static final int UNPROCESSABLE = 422;
    private static final String BACK = "redirect:/mailboxes";

    private final MailboxDesk desk;
    private final MailboxPageDesk detail;
    private final MailboxConnections connections;
    private final ImapForms forms;

    MailboxPages(MailboxDesk desk, MailboxPageDesk detail, MailboxConnections connections, ImapForms forms) {
        this.desk = desk;
        this.detail = detail;
        this.connections = connections;
        this.forms = forms;
    }

    @GetMapping("/mailboxes")
    String mailboxes(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String after, Model model) {
        model.addAttribute("mailboxes", desk.page(Optional.empty(), MailboxDesk.Asked.of(q, state, after)));
        return "mailboxes";
    }

    @GetMapping("/mailboxes/list")
    String list(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage,
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String state, Model model) {
        if (!fromPage) {
            return BACK;
        }
        model.addAttribute("list", desk.list(MailboxDesk.Asked.of(q, state, "")));
        return "mailboxes :: found";
    }

    @GetMapping("/mailboxes/rows")
    String rows(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage,
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String after, Model model) {
        if (!fromPage) {
            return BACK;
        }
        model.addAttribute("rows", desk.rows(MailboxDesk.Asked.of(q, state, after)));
        return "mailboxes :: rows";
    }

    @PostMapping("/mailboxes")
    String connect(ConnectRequest request, Model model, HttpServletResponse response, RedirectAttributes redirect) {
        Map<String, String> problems = request.problems(desk::isOwner, true);
        if (!problems.isEmpty()) {
            return again(request, problems, null, model, response);
        }
        ConnectForm.Fields fields = request.fields();
        MailboxId mailbox;
        try {
            mailbox = connections.connectAndAsk(fields.address(), fields.owner(), request.account());
        } catch (MailboxFailure refused) {
            return again(request, Map.of(), ImapForms.refusal(fields.host(), refused), model, response);
        } catch (MailboxConnections.AlreadyConnected there) {
            return again(request, Map.of("address", fields.address() + " is connected already."), null, model,
                    response);
        }
        redirect.addFlashAttribute(Shell.SAID,
                fields.address() + " is connected. Say how far back it is to be read.");
        return "redirect:/connect/reading/" + mailbox;
    }

    @PostMapping("/mailboxes/test")
    String test(ConnectRequest request,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Model model,
            HttpServletResponse response) {
        Map<String, String> problems = request.problems(owner -> true, false);
        if (fromPage) {
            model.addAttribute("test", forms.tried(request));
            return "mailboxes :: test";
        }
        return problems.isEmpty()
                ? page(request, problems, forms.tried(request), model)
                : again(request, problems, null, model, response);
    }

    private String again(ConnectRequest request, Map<String, String> problems, ConnectForm.@Nullable Test test,
            Model model, HttpServletResponse response) {
        response.setStatus(UNPROCESSABLE);
        return page(request, problems, test, model);
    }

    private String page(ConnectRequest request, Map<String, String> problems, ConnectForm.@Nullable Test test,
            Model model) {
        ConnectForm form = new ConnectForm(request.fields(), desk.owners(), problems, test);
        model.addAttribute("mailboxes", desk.page(Optional.of(form), MailboxDesk.Asked.ALL));
        return "mailboxes";
    }

    @PostMapping("/mailboxes/{id}/pause")
    String pause(@PathVariable String id, RedirectAttributes redirect) {
        MailboxState mailbox = find(id);
        connections.pause(mailbox.id());
        redirect.addFlashAttribute(Shell.SAID, "Reading of " + mailbox.ownerName() + "’s mailbox is paused.");
        return BACK;
    }

    @PostMapping("/mailboxes/{id}/resume")
    String resume(@PathVariable String id, RedirectAttributes redirect) {
        MailboxState mailbox = find(id);
        connections.resume(mailbox.id());
        redirect.addFlashAttribute(Shell.SAID, "Reading of " + mailbox.ownerName() + "’s mailbox goes on.");
        return BACK;
    }

    @GetMapping("/mailboxes/{id}")
    String mailbox(@PathVariable String id, Model model) {
        MailboxState mailbox = find(id);
        model.addAttribute("box", detail.page(mailbox, desk.view(mailbox), "/mailboxes", desk.owners()));
        return "mailbox";
    }

    @PostMapping("/mailboxes/{id}/owner")
    String give(@PathVariable String id, @RequestParam(defaultValue = "") String owner, RedirectAttributes redirect) {
        MailboxState mailbox = find(id);
        boolean given = desk.isOwner(owner.strip()) && connections.give(mailbox.id(), owner);
        redirect.addFlashAttribute(Shell.SAID, given
                ? mailbox.address() + " belongs to " + find(id).ownerName() + " now."
                : "Nothing was changed: say whose mailbox it is, somebody who is known here and no administrator.");
        return BACK + "/" + mailbox.id();
    }

    @PostMapping("/mailboxes/{id}/remove")
    String remove(@PathVariable String id, @RequestParam(defaultValue = "") String what, RedirectAttributes redirect) {
        MailboxState mailbox = find(id);
        if (!what.equals("keep") && !what.equals("erase")) {
            redirect.addFlashAttribute(Shell.SAID,
                    "Nothing was changed: choose what becomes of what the mailbox told about deals.");
            return BACK + "/" + mailbox.id();
        }
        connections.remove(mailbox.id(), what.equals("erase"));
        redirect.addFlashAttribute(Shell.SAID, mailbox.address() + " is removed"
                + (what.equals("erase")
                        ? ", and what only it had seen is erased."
                        : ". What it told about deals stays."));
        return BACK;
    }

    private MailboxState find(String id) {
        return desk.find(new MailboxId(NotFound.id(id))).orElseThrow(NotFound::new);
    }
}
