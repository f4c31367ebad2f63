// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.warning.Departures;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Warnings that somebody has seen, and how many there are that nobody has. */
@Controller
final class WarningPages {

    private final WarningDesk desk;
    private final CurrentUser currentUser;

    WarningPages(WarningDesk desk, CurrentUser currentUser) {
        this.desk = desk;
        this.currentUser = currentUser;
    }

    /** @param deal the deal on whose page it was said; empty for the board */
    @PostMapping("/warnings/{id}/acknowledge")
    @Nullable
    String acknowledge(@PathVariable String id, @RequestParam(defaultValue = "") String deal,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Principal principal,
            RedirectAttributes redirect, HttpServletResponse response) {
        boolean seen = desk.acknowledge(NotFound.id(id), currentUser.viewer(principal));
        if (fromPage) {
            response.setHeader("HX-Trigger", "warning");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return null;
        }
        redirect.addFlashAttribute(Shell.SAID, seen
                ? "The others see that you have seen it."
                : "Nothing was changed: it is not one of your warnings, or you had said so before.");
        return "redirect:" + (deal.isEmpty() ? "/board" : Paths.deal(Long.toString(NotFound.id(deal))));
    }

    @PostMapping("/warnings/{id}/follow")
    String follow(@PathVariable String id, Principal principal, RedirectAttributes redirect) {
        Departures.Departed left = desk.follow(NotFound.id(id), currentUser.viewer(principal))
                .orElseThrow(NotFound::new);
        redirect.addFlashAttribute(Shell.SAID, left.successor() + " is a contact of " + left.accountName() + " now"
                + (left.role().isEmpty() ? "." : ", with the part of " + left.name() + ": " + left.role() + "."));
        return "redirect:" + Paths.deal(left.deal().toString());
    }

    @GetMapping("/warnings/count")
    String count(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Principal principal,
            Model model) {
        if (!fromPage) {
            return "redirect:/board";
        }
        model.addAttribute("warnings", desk.unread(currentUser.viewer(principal)));
        return "parts :: warned";
    }
}
