// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.crm.ActivityId;
import io.lamplighter.crm.UserId;
import java.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was learned from ratings, and the way to take any of it back. */
@Controller
final class LearningPages {

    private static final String BACK = "redirect:/learning";

    private final LearningDesk desk;
    private final CurrentUser currentUser;

    LearningPages(LearningDesk desk, CurrentUser currentUser) {
        this.desk = desk;
        this.currentUser = currentUser;
    }

    @GetMapping("/learning")
    String learning(@RequestParam(defaultValue = "false") boolean all, Principal principal, Model model) {
        model.addAttribute("learning", desk.learning(currentUser.viewer(principal), all));
        model.addAttribute("verdict", desk.verdict());
        return "learning";
    }

    @GetMapping("/learning/verdict")
    String verdict(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Model model) {
        if (!fromPage) {
            return BACK;
        }
        model.addAttribute("verdict", desk.verdict());
        return "learning :: verdict";
    }

    @GetMapping("/learning/withdraw")
    String preview(@RequestParam String rater, @RequestParam(defaultValue = "") String activity, Principal principal,
            Model model) {
        model.addAttribute("preview", desk.preview(user(rater), activity(activity), currentUser.viewer(principal)));
        return "withdraw";
    }

    @PostMapping("/learning/withdraw")
    String withdraw(@RequestParam String rater, @RequestParam(defaultValue = "") String activity, Principal principal,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute(Shell.SAID,
                desk.withdraw(user(rater), activity(activity), currentUser.viewer(principal)));
        return BACK;
    }

    @PostMapping("/learning/restore")
    String restore(@RequestParam String rater, @RequestParam String activity, Principal principal,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute(Shell.SAID, desk.restore(user(rater), new ActivityId(NotFound.id(activity)),
                currentUser.viewer(principal)));
        return BACK;
    }

    private static UserId user(String id) {
        return new UserId(NotFound.id(id));
    }

    private static Optional<ActivityId> activity(String id) {
        return id.isEmpty() ? Optional.empty() : Optional.of(new ActivityId(NotFound.id(id)));
    }
}
