// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.security.Viewer;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.OpportunityId;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Good or bad for the deal: what a reader of the timeline says. */
@Controller
final class RatingPages {

    private final RatingDesk ratings;
    private final DealDesk deals;
    private final CurrentUser currentUser;

    RatingPages(RatingDesk ratings, DealDesk deals, CurrentUser currentUser) {
        this.ratings = ratings;
        this.deals = deals;
        this.currentUser = currentUser;
    }

    @PostMapping("/deals/{id}/activities/{activity}/rating")
    String rate(@PathVariable String id, @PathVariable String activity, @RequestParam(defaultValue = "") String rating,
            @RequestParam(defaultValue = "") String note,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Principal principal,
            Model model, RedirectAttributes redirect) {
        Viewer viewer = currentUser.viewer(principal);
        OpportunityId deal = new OpportunityId(NotFound.id(id));
        deals.check(deal, viewer.owner());
        ActivityId rated = new ActivityId(NotFound.id(activity));
        String page = Paths.deal(deal.toString());
        Rate now = ratings.rate(rated, rating, note, viewer, page);
        if (fromPage) {
            model.addAttribute("rate", now);
            return "deal :: rate";
        }
        redirect.addFlashAttribute(Shell.SAID, now.done());
        return "redirect:" + page + "#act-" + rated;
    }
}
