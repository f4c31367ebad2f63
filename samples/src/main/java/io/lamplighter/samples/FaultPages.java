// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.samples;

import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.directory.User;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Switches faults of the sample world's providers on and off. For the admin, and nowhere but in the sample world. */
@Controller
final class FaultPages {

    static final String PATH = "/sample/faults";
    private static final String BACK = "redirect:" + PATH;

    private final FaultDesk desk;
    private final CurrentUser currentUser;

    FaultPages(FaultDesk desk, CurrentUser currentUser) {
        this.desk = desk;
        this.currentUser = currentUser;
    }

    @GetMapping(PATH)
    String faults(@CookieValue(name = "theme", defaultValue = "") String theme, Principal principal,
            HttpServletRequest request, Model model) {
        model.addAttribute("shell",
                new Shell(theme, Shell.Viewer.of(admin(principal)), 0, "", said(request)));
        model.addAttribute("faults", desk.view());
        return "faults";
    }

    /** What changes while somebody looks. */
    @GetMapping(PATH + "/state")
    String state(Principal principal, Model model) {
        admin(principal);
        model.addAttribute("faults", desk.view());
        return "faults :: state";
    }

    @PostMapping(PATH + "/{tenant}/on/{fault}")
    String on(@PathVariable String tenant, @PathVariable String fault, Principal principal,
            RedirectAttributes redirect) {
        admin(principal);
        return said(desk.switchOn(tenant, fault), redirect);
    }

    @PostMapping(PATH + "/{tenant}/off")
    String off(@PathVariable String tenant, Principal principal, RedirectAttributes redirect) {
        admin(principal);
        return said(desk.switchOff(tenant), redirect);
    }

    @PostMapping(PATH + "/{tenant}/mail")
    String mail(@PathVariable String tenant, Principal principal, RedirectAttributes redirect) {
        admin(principal);
        return said(desk.mail(tenant), redirect);
    }

    private User admin(Principal principal) {
        User user = currentUser.of(principal);
        if (user.role() != User.Role.ADMIN) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return user;
    }

    private static String said(Optional<String> done, RedirectAttributes redirect) {
        redirect.addFlashAttribute(Shell.SAID,
                done.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return BACK;
    }

    private static String said(HttpServletRequest request) {
        Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get(Shell.SAID) instanceof String text ? text : "";
    }
}
