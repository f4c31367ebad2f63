// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.board.ThresholdDesk.Asked;
import io.lamplighter.addin.security.CurrentUser;
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

/** From which score on people are warned, for managers and admins. */
@Controller
final class ThresholdPages {

    private final ThresholdDesk desk;
    private final CurrentUser currentUser;

    ThresholdPages(ThresholdDesk desk, CurrentUser currentUser) {
        this.desk = desk;
        this.currentUser = currentUser;
    }

    @GetMapping("/pipelines")
    String pipelines(@RequestParam(defaultValue = "") String pipeline, @RequestParam(defaultValue = "") String below,
            Principal principal, Model model) {
        Optional<Asked> asked = pipeline.isEmpty() ? Optional.empty() : Optional.of(Asked.of(pipeline, below));
        model.addAttribute("pipelines", desk.all(asked, currentUser.viewer(principal)));
        return "pipelines";
    }

    @GetMapping("/pipelines/{id}/preview")
    String preview(@PathVariable String id, @RequestParam String below, @RequestParam(defaultValue = "") String all,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Principal principal,
            Model model) {
        Asked asked = Asked.of(id, below);
        if (!fromPage) {
            return "redirect:/pipelines?pipeline=" + asked.pipeline() + "&below=" + below;
        }
        model.addAttribute("one", desk.preview(asked, all.equals("true"), currentUser.viewer(principal)));
        return "pipelines :: preview";
    }

    @PostMapping("/pipelines/{id}")
    String save(@PathVariable String id, @RequestParam String below, RedirectAttributes redirect) {
        redirect.addFlashAttribute(Shell.SAID, desk.save(Asked.of(id, below)));
        return "redirect:/pipelines";
    }
}
