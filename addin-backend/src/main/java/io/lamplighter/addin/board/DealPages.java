// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.OpportunityId;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one deal. */
@Controller
final class DealPages {

    private final DealDesk desk;
    private final WarningDesk warnings;
    private final CurrentUser currentUser;

    DealPages(DealDesk desk, WarningDesk warnings, CurrentUser currentUser) {
        this.desk = desk;
        this.warnings = warnings;
        this.currentUser = currentUser;
    }

    @GetMapping("/deals/{id}")
    String deal(@PathVariable String id, @RequestParam(defaultValue = "") String show, Principal principal,
            Model model) {
        model.addAttribute("upload", UploadForm.empty(id));
        model.addAttribute("deal", desk.deal(new OpportunityId(NotFound.id(id)), currentUser.viewer(principal),
                Show.of(show)));
        model.addAttribute("fresh", warnings.fresh(new OpportunityId(NotFound.id(id)), currentUser.viewer(principal)));
        return "deal";
    }

    @GetMapping("/deals/{id}/timeline")
    String timeline(@PathVariable String id, @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String before,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Principal principal,
            Model model) {
        long deal = NotFound.id(id);
        if (!fromPage) {
            return "redirect:/deals/" + deal;
        }
        model.addAttribute("timeline", desk.timeline(new OpportunityId(deal), currentUser.viewer(principal),
                Show.of(show), before));
        return "deal :: entries";
    }
}
