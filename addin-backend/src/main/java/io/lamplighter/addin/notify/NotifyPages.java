// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.notify;

import io.lamplighter.addin.board.Shell;
import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.UserId;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How somebody is told of warnings besides the pages. */
@Controller
final class NotifyPages {

    private static final String BACK = "redirect:/notifications";

    private final NotifyDesk desk;
    private final CurrentUser currentUser;

    NotifyPages(NotifyDesk desk, CurrentUser currentUser) {
        this.desk = desk;
        this.currentUser = currentUser;
    }

    @GetMapping("/notifications")
    String notifications(Principal principal, Model model) {
        model.addAttribute("ways", desk.of(currentUser.of(principal)));
        return "notifications";
    }

    @PostMapping("/notifications/mail")
    String mail(@RequestParam(defaultValue = "false") boolean wanted, Principal principal,
            RedirectAttributes redirect) {
        return said(desk.mail(currentUser.of(principal), wanted), redirect);
    }

    @PostMapping("/notifications/webhook")
    String set(@RequestParam String whose, @RequestParam String url, Principal principal,
            RedirectAttributes redirect) {
        return said(desk.set(currentUser.of(principal), whose, url), redirect);
    }

    @PostMapping("/notifications/webhook/remove")
    String remove(@RequestParam String whose, Principal principal, RedirectAttributes redirect) {
        return said(desk.remove(currentUser.of(principal), whose), redirect);
    }

    @PostMapping("/notifications/webhook/test")
    String test(@RequestParam String whose, Principal principal, RedirectAttributes redirect) {
        return said(desk.test(currentUser.of(principal), whose), redirect);
    }

    @PostMapping("/notifications/webhook/key")
    String changeKey(@RequestParam String whose, Principal principal, RedirectAttributes redirect) {
        return said(desk.changeKey(currentUser.of(principal), whose), redirect);
    }

    @PostMapping("/notifications/webhook/key/former")
    String forgetFormerKey(@RequestParam String whose, Principal principal, RedirectAttributes redirect) {
        return said(desk.forgetFormerKey(currentUser.of(principal), whose), redirect);
    }

    @PostMapping("/notifications/again")
    String again(@RequestParam String channel, @RequestParam long user, Principal principal,
            RedirectAttributes redirect) {
        return said(desk.again(currentUser.of(principal), channel, new UserId(user)), redirect);
    }

    private static String said(String says, RedirectAttributes redirect) {
        redirect.addFlashAttribute(Shell.SAID, says);
        return BACK;
    }
}
