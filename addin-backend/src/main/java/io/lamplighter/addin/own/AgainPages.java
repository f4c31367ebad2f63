// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.own;

import io.lamplighter.addin.oauth.Leaving;
import io.lamplighter.addin.oauth.OAuthDesk;
import io.lamplighter.addin.oauth.OAuthProvider;
import io.lamplighter.addin.oauth.OAuthSite;
import io.lamplighter.addin.security.LinkVisit;
import io.lamplighter.crm.mailbox.MailboxState;
import io.lamplighter.ingest.mailbox.MailboxFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signs one mailbox in again for whoever has the link, who need not be able to sign in here: the provider has to let them in with the
 * account of this very mailbox, or its server has to take their password. Looking at the page uses nothing up, because mail
 * programs look at links before people do.
 */
@Controller
final class AgainPages {

    private static final Logger LOG = LoggerFactory.getLogger(AgainPages.class);
    private static final String VIEW = "again";

    private final AgainDesk desk;
    private final PasswordDesk passwords;
    private final OAuthDesk oauth;
    private final OAuthSite site;

    AgainPages(AgainDesk desk, PasswordDesk passwords, OAuthDesk oauth, OAuthSite site) {
        this.desk = desk;
        this.passwords = passwords;
        this.oauth = oauth;
        this.site = site;
    }

    @GetMapping(SignInLinkDesk.PATH + "{token}")
    String look(@PathVariable String token, Model model, HttpServletResponse response) {
        return show(desk.view(token, null), model, response);
    }

    private static String show(AgainView view, Model model, HttpServletResponse response) {
        response.setStatus(view.good() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_GONE);
        return page(view, model, response);
    }

    private static String page(AgainView view, Model model, HttpServletResponse response) {
        // The address opens something: it shall not be kept, nor passed on.
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        model.addAttribute(VIEW, view);
        return VIEW;
    }

    @PostMapping(SignInLinkDesk.PATH + "{token}")
    String begin(@PathVariable String token, PasswordRequest entered, HttpServletRequest request, Model model,
            HttpServletResponse response) {
        AgainView view = desk.view(token, null);
        if (!view.good() || !desk.mayTry(token)) {
            return show(view.good() ? desk.view(token, null) : view, model, response);
        }
        MailboxState mailbox = desk.mailbox(token);
        if (passwords.isFor(mailbox)) {
            return enter(token, mailbox, entered, model, response);
        }
        OAuthProvider provider = desk.provider(mailbox);
        URI there = oauth.beginAgain(provider, mailbox, site.callback());
        LinkVisit.begin(request, String.valueOf(
                UriComponentsBuilder.fromUri(there).build().getQueryParams().getFirst("state")), token);
        return Leaving.to(there, provider.label(), model, response);
    }

    private String enter(String token, MailboxState mailbox, PasswordRequest entered, Model model,
            HttpServletResponse response) {
        try {
            // Not to another server: whoever has the link could make us read mail of their own making.
            passwords.enter(mailbox, entered.onTheSameServer());
        } catch (MailboxFailure refused) {
            response.setStatus(PasswordPages.UNPROCESSABLE);
            return page(desk.view(token, refused), model, response);
        }
        return done(token, mailbox.address(), model, response);
    }

    private String done(String token, String address, Model model, HttpServletResponse response) {
        desk.use(token);
        return page(AgainView.over("Thank you", address
                + " is signed in again. Reading goes on from where it had stopped; nothing was missed. You can close this page."),
                model, response);
    }

    /** Forwarded here for whoever was sent away by {@link #begin}. */
    @GetMapping(LinkVisit.BACK)
    String back(@RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "") String code,
            HttpServletRequest request, Model model, HttpServletResponse response) {
        String token = LinkVisit.end(request).map(LinkVisit::token).orElse("");
        AgainView view = desk.view(token, null);
        if (!view.good()) {
            return show(view, model, response);
        }
        MailboxState mailbox = desk.mailbox(token);
        if (code.isEmpty()) {
            return show(view.because("Nothing was changed: reading was not allowed at the provider."), model, response);
        }
        try {
            OAuthDesk.Connected connected = oauth.finish(state, code, mailbox.owner(), site.callback());
            return done(token, connected.address(), model, response);
        } catch (OAuthDesk.Refused refused) {
            LOG.atInfo().addKeyValue("mailbox", mailbox.id()).log("a consent by link was not accepted");
            return show(view.because("Nothing was changed. " + refused.getMessage()), model, response);
        } catch (MailboxFailure failure) {
            LOG.atInfo().addKeyValue("mailbox", mailbox.id())
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log("a consent by link was not redeemed");
            return show(view.because("Nothing was changed. " + failure.advice()), model, response);
        }
    }
}
