// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import io.lamplighter.addin.board.NotFound;
import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.board.Spelled;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.directory.User;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which a whole organisation is connected, and on which mailboxes of it are chosen. */
@Controller
final class OrganisationPages {

    private static final Logger LOG = LoggerFactory.getLogger(OrganisationPages.class);
    private static final String BACK = "redirect:/organisations";
    private static final String NOTHING = "Nothing was changed. ";
    private static final int UNPROCESSABLE = 422;
    private static final int LONGEST_KEY = 64 * 1024;

    private final OrganisationDesk desk;
    private final LettingIn lettingIn;
    private final OrganisationPageDesk pages;
    private final CurrentUser current;
    private final OAuthSite site;

    OrganisationPages(OrganisationDesk desk, LettingIn lettingIn, OrganisationPageDesk pages, CurrentUser current,
            OAuthSite site) {
        this.desk = desk;
        this.lettingIn = lettingIn;
        this.pages = pages;
        this.current = current;
        this.site = site;
    }

    @GetMapping("/organisations")
    String all(Model model) {
        return all(new OrganisationPageDesk.Again(Map.of(), Map.of()), model);
    }

    private String all(OrganisationPageDesk.Again again, Model model) {
        model.addAttribute("organisations", pages.all(site.callback(), again));
        return "organisations";
    }

    @PostMapping("/organisations/microsoft")
    String go(@RequestParam(defaultValue = "") String tenant, @RequestParam(defaultValue = "false") boolean limited,
            Principal principal, Model model, HttpServletResponse response) {
        if (!desk.knowsMicrosoft()) {
            throw new NotFound();
        }
        try {
            URI to = lettingIn.begin(current.of(principal).id(), tenant, limited, site.callback());
            return Leaving.to(to, "Microsoft", model, response);
        } catch (OAuthDesk.Refused refused) {
            return again("tenant", tenant, refused.getMessage(), model, response);
        } catch (MailboxFailure failure) {
            return again("tenant", tenant, failure.advice(), model, response);
        }
    }

    private String again(String field, String value, @Nullable String problem, Model model,
            HttpServletResponse response) {
        response.setStatus(UNPROCESSABLE);
        return all(new OrganisationPageDesk.Again(Map.of(field, value), Map.of(field, problem == null ? "" : problem)),
                model);
    }

    /** Microsoft sends back to the same address as after a person's own consent, and says so by this parameter. */
    @GetMapping(path = OAuthSite.CALLBACK, params = "admin_consent")
    String callback(@RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "") String tenant,
            @RequestParam("admin_consent") String consent, @RequestParam(defaultValue = "") String error,
            Principal principal, RedirectAttributes redirect) {
        User user = current.of(principal);
        if (user.role() != User.Role.ADMIN) {
            throw new NotFound();
        }
        try {
            Organisation organisation = lettingIn.finish(new LettingIn.Answer(state, tenant, consent, error), user);
            redirect.addFlashAttribute(Shell.SAID, organisation.name()
                    + " let this application in. What had waited for it goes on; choose whose mailboxes are read.");
            return BACK + "/" + organisation.id();
        } catch (OAuthDesk.Refused refused) {
            LOG.atInfo().addKeyValue("user", user.id()).log("a consent of an organisation was not accepted");
            redirect.addFlashAttribute(Shell.SAID, NOTHING + refused.getMessage());
        } catch (MailboxFailure failure) {
            LOG.atInfo().addKeyValue("user", user.id()).log("an organisation gave no token");
            redirect.addFlashAttribute(Shell.SAID, NOTHING + failure.advice());
        }
        return BACK;
    }

    @PostMapping("/organisations/google")
    String keep(@RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String key, @RequestParam(defaultValue = "") String domain,
            @RequestParam(defaultValue = "") String administrator, @RequestParam(defaultValue = "") String former,
            Model model,
            HttpServletResponse response, RedirectAttributes redirect) throws IOException {
        String json = file == null || file.isEmpty()
                ? key
                : new String(file.getInputStream().readNBytes(LONGEST_KEY), StandardCharsets.UTF_8);
        try {
            Organisation organisation = lettingIn.keep(json, domain, administrator,
                    former.isEmpty() ? Optional.empty() : Optional.of(find(former)));
            redirect.addFlashAttribute(Shell.SAID,
                    "The key is kept, sealed. Authorise it in the Admin console, then try one address.");
            return BACK + "/" + organisation.id();
        } catch (OAuthDesk.Refused refused) {
            return again("domain", domain, refused.getMessage(), model, response);
        } catch (MailboxFailure noKey) {
            response.setStatus(UNPROCESSABLE);
            return all(new OrganisationPageDesk.Again(Map.of("domain", domain), Map.of("key", noKey.advice())), model);
        }
    }

    @GetMapping("/organisations/{id}")
    String one(@PathVariable String id, @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String next, Model model) {
        model.addAttribute("organisation", pages.one(find(id), q, next, OrganisationView.Tested.not()));
        return "organisation";
    }

    @PostMapping("/organisations/{id}/test")
    String test(@PathVariable String id, @RequestParam(defaultValue = "") String address, Model model) {
        Organisation organisation = find(id);
        model.addAttribute("organisation",
                pages.one(organisation, "", "", pages.test(organisation, address)));
        return "organisation";
    }

    /** It was let in again at the provider, or by another administrator. */
    @PostMapping("/organisations/{id}/again")
    String again(@PathVariable String id, RedirectAttributes redirect) {
        Organisation organisation = find(id);
        int tried = desk.goOn(organisation);
        redirect.addFlashAttribute(Shell.SAID, tried == 0
                ? "Nothing of " + organisation.name() + " waited."
                : Spelled.first(tried) + (tried == 1 ? " mailbox is" : " mailboxes are")
                        + " being tried again. Look again in a moment.");
        return BACK + "/" + organisation.id();
    }

    @PostMapping("/organisations/{id}/remove")
    String remove(@PathVariable String id, RedirectAttributes redirect) {
        Organisation organisation = find(id);
        redirect.addFlashAttribute(Shell.SAID, desk.remove(organisation)
                ? organisation.name() + " is forgotten here. What it allowed is withdrawn at "
                        + organisation.providerName()
                        + "."
                : NOTHING + "Mailboxes are still read by the right of " + organisation.name() + ". Remove them first.");
        return BACK;
    }

    private Organisation find(String id) {
        return desk.find(NotFound.id(id)).orElseThrow(NotFound::new);
    }
}
