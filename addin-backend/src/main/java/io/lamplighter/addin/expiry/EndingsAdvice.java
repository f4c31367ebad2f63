// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.expiry;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the page of the mailboxes what ends soon. */
@ControllerAdvice(basePackages = "io.lamplighter.addin.connect")
final class EndingsAdvice {

    private static final int SHOWN = 5;

    private final Endings endings;

    EndingsAdvice(Endings endings) {
        this.endings = endings;
    }

    /** @param more how many are not shown */
    record View(List<Ending> items, int more) {}

    @ModelAttribute
    void endings(HttpServletRequest request, Model model) {
        if (request.getMethod().equals("GET") && request.getServletPath().equals("/mailboxes")) {
            List<Ending> all = endings.soon();
            model.addAttribute("endings", new View(all.subList(0, Math.min(SHOWN, all.size())),
                    Math.max(0, all.size() - SHOWN)));
        }
    }
}
