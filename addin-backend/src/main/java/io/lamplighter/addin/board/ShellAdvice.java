// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.board;

import io.lamplighter.addin.security.CurrentUser;
import io.lamplighter.addin.push.LiveStreams;
import io.lamplighter.crm.directory.User;
import io.lamplighter.crm.match.ReviewQueue;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Gives every page what stands around it. */
@ControllerAdvice(basePackages = {"io.lamplighter.addin.board", "io.lamplighter.addin.connect",
        "io.lamplighter.addin.oauth", "io.lamplighter.addin.batch", "io.lamplighter.addin.own",
        "io.lamplighter.addin.notify"}, assignableTypes = ErrorController.class)
final class ShellAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ShellAdvice.class);

    private final CurrentUser currentUser;
    private final ReviewQueue queue;
    private final WarningDesk warnings;
    private final LiveStreams streams;

    ShellAdvice(CurrentUser currentUser, ReviewQueue queue, WarningDesk warnings, LiveStreams streams) {
        this.currentUser = currentUser;
        this.queue = queue;
        this.warnings = warnings;
        this.streams = streams;
    }

    @ModelAttribute("shell")
    Shell shell(@CookieValue(name = "theme", defaultValue = "") String theme, @Nullable Principal principal,
            HttpServletRequest request) {
        if (principal == null) {
            return Shell.signedOut(theme);
        }
        try {
            return signedIn(theme, principal, request);
        } catch (RuntimeException failed) {
            // The page that says what failed is built from this as well, and must not fail in the same way.
            LOG.atWarn().addKeyValue("failure", failed.getClass().getSimpleName()).log("nobody can be greeted");
            return Shell.signedOut(theme);
        }
    }

    private Shell signedIn(String theme, Principal principal, HttpServletRequest request) {
        User user = currentUser.of(principal);
        Shell.Viewer viewer = Shell.Viewer.of(user);
        int toReview = viewer.seesDeals() && !isFragment(request) ? queue.size(currentUser.mayOnlySee(principal)) : 0;
        String query = Optional.ofNullable(request.getParameter("q")).orElse("");
        if (!viewer.seesDeals() || isFragment(request)) {
            return new Shell(theme, viewer, toReview, query, said(request));
        }
        // The number first: what comes after it is heard, even if it is counted already.
        long live = streams.latest();
        return new Shell(theme, viewer, toReview, warnings.unread(currentUser.viewer(principal)), live, query,
                said(request));
    }

    private static boolean isFragment(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    private static String said(HttpServletRequest request) {
        Map<String, ?> flash = RequestContextUtils.getInputFlashMap(request);
        Object said = flash == null ? null : flash.get(Shell.SAID);
        return said instanceof String text ? text : "";
    }
}
