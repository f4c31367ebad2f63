// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.oauth;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives the page of the mailboxes the organisations that let us in no longer. */
@ControllerAdvice(basePackages = "io.lamplighter.addin.connect")
final class RefusalsAdvice {

    private final Refusals refusals;

    RefusalsAdvice(Refusals refusals) {
        this.refusals = refusals;
    }

    @ModelAttribute
    void refusals(HttpServletRequest request, Model model) {
        if (request.getMethod().equals("GET") && request.getServletPath().equals("/mailboxes")) {
            model.addAttribute("refusals", refusals.now());
        }
    }
}
