// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.ReadingView;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.connect.ReadingDesk;
import io.lamplighter.addin.connect.ReadingViews;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is read of a mailbox and how far back: administrators say it of any, everybody of the own one. */
@Controller
public final class ReadingPages {

    public static final String PATH = "/connect/reading/";

    private final ReadingViews views;
    private final ReadingDesk desk;
    private final Mailboxes mailboxes;
    private final CurrentUser current;

    ReadingPages(ReadingViews views, ReadingDesk desk, Mailboxes mailboxes, CurrentUser current) {
        this.views = views;
        this.desk = desk;
        this.mailboxes = mailboxes;
        this.current = current;
    }

    @GetMapping(PATH + "{id}")
    String offer(@PathVariable String id, Principal principal, Model model) {
        User user = current.of(principal);
        ReadingView view = views.of(find(id, user), back(id, user));
        model.addAttribute("reading", view);
        return "reading";
    }

    /** @param shown ids of the folders that were on the page: what was not there was not left out by anybody */
    @PostMapping(PATH + "{id}")
    String take(@PathVariable String id, @RequestParam @Nullable Integer days,
            @RequestParam(defaultValue = "") List<String> shown, @RequestParam(defaultValue = "") List<String> read,
            @RequestParam(defaultValue = "false") boolean beside,
            @RequestParam(defaultValue = "false") boolean calendar,
            @RequestParam(defaultValue = "false") boolean transcripts, Principal principal,
            RedirectAttributes redirect) {
        User user = current.of(principal);
        MailboxState mailbox = find(id, user);
        desk.take(mailbox, new ReadingDesk.Wish(views.chosen(mailbox, shown, read),
                beside ? Optional.of(calendar) : Optional.empty(),
                beside ? Optional.of(transcripts) : Optional.empty(),
                Optional.ofNullable(days).filter(ReadingDesk.WINDOWS::contains)));
        redirect.addFlashAttribute(Shell.SAID, mailbox.waiting()
                ? "Reading of " + mailbox.address() + " begins with the newest mail."
                : "What is read of " + mailbox.address() + " is as you chose.");
        return "redirect:" + back(id, user);
    }

    private static String back(String id, User user) {
        return user.role() == User.Role.ADMIN ? "/mailboxes/" + NotFound.id(id) : "/mailbox";
    }

    private MailboxState find(String id, User user) {
        return mailboxes.find(new MailboxId(NotFound.id(id)))
                .filter(m -> user.role() == User.Role.ADMIN || m.owner().equals(user.id()))
                .orElseThrow(NotFound::new);
    }
}
