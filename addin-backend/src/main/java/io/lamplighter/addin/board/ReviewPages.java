// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import java.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The queue of mail that could belong to more than one deal. */
@Controller
final class ReviewPages {

    private static final String NONE = "none";

    private final ReviewDesk desk;
    private final CurrentUser currentUser;

    ReviewPages(ReviewDesk desk, CurrentUser currentUser) {
        this.desk = desk;
        this.currentUser = currentUser;
    }

    @GetMapping("/review")
    String review(Principal principal, Model model) {
        model.addAttribute("review", desk.waiting(currentUser.mayOnlySee(principal), Long.MAX_VALUE));
        return "review";
    }

    @GetMapping("/review/items")
    String items(@RequestParam String before,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Principal principal,
            Model model) {
        if (!fromPage) {
            return "redirect:/review";
        }
        model.addAttribute("review", desk.waiting(currentUser.mayOnlySee(principal), NotFound.id(before)));
        return "review :: items";
    }

    @PostMapping("/review/{id}")
    String decide(@PathVariable String id, @RequestParam String deal, Principal principal,
            RedirectAttributes redirect) {
        Optional<OpportunityId> chosen = deal.equals(NONE)
                ? Optional.empty()
                : Optional.of(new OpportunityId(NotFound.id(deal)));
        redirect.addFlashAttribute(Shell.SAID,
                desk.decide(new ActivityId(NotFound.id(id)), chosen, currentUser.mayOnlySee(principal)));
        return "redirect:/review";
    }
}
