// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.security.LinkVisit;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.directory.Users;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.crm.mailbox.Mailboxes;
import io.lamplighter.ingest.MailboxId;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Connects a mailbox at Microsoft or Google: an administrator anybody's, everybody else their own. */
@Controller
final class OAuthPages {

    private static final Logger LOG = LoggerFactory.getLogger(OAuthPages.class);
    private static final int MOST_DAYS = 3650;

    private final OAuthDesk desk;
    private final OAuthProviders providers;
    private final Mailboxes mailboxes;
    private final Users users;
    private final CurrentUser current;
    private final OAuthSite site;
    private final Clock clock;

    OAuthPages(OAuthDesk desk, OAuthProviders providers, Mailboxes mailboxes, Users users, CurrentUser current,
            OAuthSite site, Clock clock) {
        this.desk = desk;
        this.providers = providers;
        this.mailboxes = mailboxes;
        this.users = users;
        this.current = current;
        this.site = site;
        this.clock = clock;
    }

    @GetMapping("/connect/{name}")
    String explain(@PathVariable String name, @RequestParam(defaultValue = "") String mailbox, Principal principal,
            Model model, RedirectAttributes redirect) {
        OAuthProvider provider = providers.find(name).orElseThrow(NotFound::new);
        User user = current.of(principal);
        Optional<MailboxState> again = again(mailbox, user);
        Optional<String> elsewhere = again.flatMap(m -> elsewhere(m, user, redirect));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        List<User> owners = user.role() == User.Role.ADMIN && again.isEmpty()
                ? users.all().stream().filter(u -> u.role() != User.Role.ADMIN).toList()
                : List.of();
        model.addAttribute("consent", new ConsentView(provider.name(), provider.label(),
                again.map(m -> m.id().toString()).orElse(""), again.map(MailboxState::address).orElse(""),
                owners.stream().map(u -> new ConsentView.Owner(u.email(), u.name())).toList(),
                provider.asked().stream().map(s -> new ConsentView.Asked(s.use().name(), s.why())).toList()));
        return "connect";
    }

    /** An administrator connects any mailbox again, its owner the own one. */
    private Optional<MailboxState> again(String mailbox, User user) {
        return mailbox.isEmpty()
                ? Optional.empty()
                : Optional.of(mailboxes.find(new MailboxId(NotFound.id(mailbox)))
                        .filter(m -> user.role() == User.Role.ADMIN || m.owner().equals(user.id()))
                        .orElseThrow(NotFound::new));
    }

    /** Where the right of an organisation is renewed; its mailboxes get nothing from anybody's own consent. */
    private Optional<String> elsewhere(MailboxState mailbox, User user, RedirectAttributes redirect) {
        return desk.readBy(mailbox.id()).map(organisation -> {
            redirect.addFlashAttribute(Shell.SAID, OAuthDesk.organisationReads(mailbox, organisation));
            return user.role() == User.Role.ADMIN
                    ? "redirect:/organisations/" + organisation.id()
                    : "redirect:/mailbox";
        });
    }

    @GetMapping("/connect/{name}/go")
    String go(@PathVariable String name, @RequestParam(defaultValue = "") String mailbox,
            @RequestParam(defaultValue = "") String owner, @RequestParam(defaultValue = "90") int days,
            @RequestParam(defaultValue = "false") boolean calendar,
            @RequestParam(defaultValue = "false") boolean transcripts, Principal principal, Model model,
            RedirectAttributes redirect, HttpServletResponse response) {
        OAuthProvider provider = providers.find(name).orElseThrow(NotFound::new);
        User user = current.of(principal);
        Optional<MailboxState> again = again(mailbox, user);
        Optional<String> elsewhere = again.flatMap(m -> elsewhere(m, user, redirect));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        String whose = user.role() == User.Role.ADMIN
                ? users.byEmail(owner).map(User::email).orElse("")
                : user.email();
        if (whose.isEmpty() && again.isEmpty()) {
            throw new NotFound();
        }
        Instant since = days <= 0 || days > MOST_DAYS ? Instant.EPOCH : clock.instant().minus(Duration.ofDays(days));
        return Leaving.to(desk.begin(provider, new Consents.Wish(user.id(), whose, again.map(MailboxState::id), since,
                calendar, transcripts), again.map(MailboxState::address), site.callback()), provider.label(), model,
                response);
    }

    @GetMapping(OAuthSite.CALLBACK)
    String callback(@RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error, Principal principal, HttpServletRequest request,
            RedirectAttributes redirect) {
        if (LinkVisit.isComingBack(request)) {
            return "forward:" + LinkVisit.BACK;
        }
        User user = current.of(principal);
        String back = user.role() == User.Role.ADMIN ? "redirect:/mailboxes" : "redirect:/mailbox";
        if (code.isEmpty() || state.isEmpty() || !error.isEmpty()) {
            redirect.addFlashAttribute(Shell.SAID, "Nothing was changed: "
                    + (error.equals("access_denied")
                            ? "reading was not allowed at the provider."
                            : "the provider did not let you in. Begin it again, or ask whoever administers the accounts"
                                    + " of your organisation to allow this application."));
            return back;
        }
        try {
            OAuthDesk.Connected connected = desk.finish(state, code, user.id(), site.callback());
            redirect.addFlashAttribute(Shell.SAID, connected.address() + (connected.isNew()
                    ? " is connected. Say how far back it is to be read."
                    : " is connected again. Reading goes on from where it had stopped."));
            if (connected.isNew()) {
                return "redirect:" + ReadingPages.PATH + connected.mailbox();
            }
        } catch (OAuthDesk.Refused refused) {
            LOG.atInfo().addKeyValue("user", user.id()).log("a consent was not accepted");
            redirect.addFlashAttribute(Shell.SAID, "Nothing was changed. " + refused.getMessage());
        } catch (MailboxFailure failure) {
            LOG.atInfo().addKeyValue("user", user.id())
                    .addKeyValue("failure", failure.getClass().getSimpleName()).log("a consent was not redeemed");
            redirect.addFlashAttribute(Shell.SAID, "Nothing was changed. " + failure.advice());
        }
        return back;
    }
}
