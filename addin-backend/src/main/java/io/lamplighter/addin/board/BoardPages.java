// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The board: the deals somebody may see, by how urgent they are. */
@Controller
final class BoardPages {

    private final BoardDesk desk;
    private final WarningDesk warnings;
    private final CurrentUser currentUser;

    BoardPages(BoardDesk desk, WarningDesk warnings, CurrentUser currentUser) {
        this.desk = desk;
        this.warnings = warnings;
        this.currentUser = currentUser;
    }

    @GetMapping("/board")
    String board(Asked asked, Principal principal, Model model) {
        model.addAttribute("board", desk.board(currentUser.viewer(principal), asked.chosen()));
        model.addAttribute("left", warnings.left(currentUser.viewer(principal)));
        return "board";
    }

    /** What a warning changes above the list; the list asks for itself. */
    @GetMapping("/board/live")
    String live(Asked asked, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage,
            Principal principal, Model model, HttpServletResponse response) {
        if (!fromPage) {
            return "redirect:/board";
        }
        model.addAttribute("board", desk.board(currentUser.viewer(principal), asked.chosen()));
        model.addAttribute("left", warnings.left(currentUser.viewer(principal)));
        response.setHeader("HX-Trigger", "deals-changed");
        return "board :: live";
    }

    @GetMapping("/board/deals")
    String deals(Asked asked, @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "0") int shown,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage,
            Principal principal, Model model) {
        if (!fromPage) {
            return "redirect:/board?" + asked.chosen().query("");
        }
        model.addAttribute("list", desk.list(currentUser.mayOnlySee(principal), asked.chosen(), after, shown));
        return after.isEmpty() ? "board :: list" : "board :: rows";
    }

    /** When the import is over the list is asked for again, once: the last deals may have changed. */
    @GetMapping("/board/import")
    String progress(@RequestHeader(name = "HX-Request", defaultValue = "false") boolean fromPage, Principal principal,
            Model model, HttpServletResponse response) {
        if (!fromPage) {
            return "redirect:/board";
        }
        ImportProgress progress = desk.progress(currentUser.mayOnlySee(principal));
        if (progress == null) {
            response.setHeader("HX-Trigger", "deals-changed");
        } else {
            model.addAttribute("progress", progress);
        }
        return "board :: import";
    }
}
