// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in: the sign-in page, and what each role sees first. */
@Controller
final class LoginPages {

    private final SampleUsers samples;
    private final CurrentUser currentUser;

    LoginPages(SampleUsers samples, CurrentUser currentUser) {
        this.samples = samples;
        this.currentUser = currentUser;
    }

    @GetMapping("/")
    String home(Principal principal) {
        return Shell.Viewer.of(currentUser.of(principal)).seesDeals() ? "redirect:/board" : "redirect:/mailboxes";
    }

    @GetMapping("/login")
    String login(@RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String wait,
            @RequestParam(required = false) @Nullable String out, Model model) {
        String problem = wait != null
                ? "Too many sign-ins failed. Wait a quarter of an hour, then try again."
                : error == null ? "" : "User name or password is not right.";
        String notice = out == null || !problem.isEmpty() ? "" : "You are signed out.";
        model.addAttribute("login", new LoginView(problem, notice, samples.users()));
        return "login";
    }
}
