// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.addin.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;

/**
 * Somebody who need not sign in here, because a link let them begin to sign in at the provider of one mailbox. Their browser is known
 * again by its session: the answer of the provider is taken from no other.
 *
 * @param state went to the provider, and has to come back
 * @param token of the link
 */
public record LinkVisit(String state, String token) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Where the answer of a provider is taken to. */
    public static final String BACK = "/again/back";

    private static final String ATTRIBUTE = LinkVisit.class.getName();

    public static void begin(HttpServletRequest request, String state, String token) {
        request.getSession().setAttribute(ATTRIBUTE, new LinkVisit(state, token));
    }

    /** Whether this is the answer to what the browser was sent for. */
    public static boolean isComingBack(HttpServletRequest request) {
        String state = request.getParameter("state");
        return find(request).filter(visit -> visit.state().equals(state)).isPresent();
    }

    /** Empty where it is not; gone with the first use. */
    public static Optional<LinkVisit> end(HttpServletRequest request) {
        Optional<LinkVisit> visit = find(request).filter(one -> isComingBack(request));
        visit.ifPresent(one -> request.getSession().removeAttribute(ATTRIBUTE));
        return visit;
    }

    private static Optional<LinkVisit> find(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof LinkVisit visit
                ? Optional.of(visit)
                : Optional.empty();
    }

    /** Without what opens something. */
    @Override
    public String toString() {
        return "LinkVisit[]";
    }
}
